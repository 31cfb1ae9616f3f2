using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// Tells writing, lines on blank paper, from other pictures. A digit that is bent and turned a little is still that digit, so a network should
/// learn it; of pictures that fill their frame, such as Fashion-MNIST's, the same lost 2 % of accuracy.
/// </summary>
internal static class Handwriting
{
    // MNIST and EMNIST have ink on a fifth of their pixels, Fashion-MNIST on half of them.
    private const double MostInk = 0.4;
    private const int PicturesRead = 1000;

    /// <summary>Whether these are pictures, and at most 40 % of their pixels have any ink.</summary>
    public static bool Resembles(Samples<byte> samples)
    {
        if (samples.Shape.IsVector)
            return false;
        int step = Math.Max(1, samples.Count / PicturesRead);
        long inked = 0, pixels = 0;
        for (int row = 0; row < samples.Count; row += step)
        {
            ReadOnlySpan<byte> picture = samples.Row(row);
            inked += picture.Length - picture.Count((byte)0);
            pixels += picture.Length;
        }

        return inked <= MostInk * pixels;
    }
}
