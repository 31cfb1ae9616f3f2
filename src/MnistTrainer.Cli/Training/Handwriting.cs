using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// Tells writing, lines on blank paper, from other images. A digit that is bent and turned a little is still that digit, so a network should
/// learn it; of images that fill their frame, such as Fashion-MNIST's, the same lost 2 % of accuracy.
/// </summary>
internal static class Handwriting
{
    // MNIST and EMNIST have ink on a fifth of their pixels, Fashion-MNIST on half of them.
    private const double MostInk = 0.4;
    private const int ImagesRead = 1000;

    /// <summary>Whether these are images, and at most 40 % of their pixels have any ink.</summary>
    public static bool Resembles(Samples<byte> samples)
    {
        if (samples.Shape.IsVector)
            return false;
        int step = Math.Max(1, samples.Count / ImagesRead);
        long inked = 0,
            pixels = 0;
        for (int row = 0; row < samples.Count; row += step)
        {
            ReadOnlySpan<byte> image = samples.Row(row);
            inked += image.Length - image.Count((byte)0);
            pixels += image.Length;
        }

        return inked <= MostInk * pixels;
    }
}
