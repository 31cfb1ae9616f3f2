using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Distinguishes handwriting, lines on blank paper, from other images. A digit that is slightly bent and rotated is still the same digit, so augmentation helps; images that
/// fill their frame, such as those of Fashion-MNIST, lost 2 % of accuracy with it.
/// </summary>
public static class Handwriting
{
    // MNIST and EMNIST have ink on a fifth of their pixels, Fashion-MNIST on half of them.
    private const double MaximumInk = 0.4;
    private const int ImagesExamined = 1000;

    /// <summary>Returns whether samples are images with ink on at most 40 % of their pixels, based on about 1,000 of them. Always false for color images.</summary>
    /// <param name="samples">The samples; 0 is paper.</param>
    public static bool Resembles(Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Shape.Channels != 1 || samples.Shape.IsVector)
            return false;
        int step = Math.Max(1, samples.Count / ImagesExamined);
        long inked = 0,
            pixels = 0;
        for (int row = 0; row < samples.Count; row += step)
        {
            ReadOnlySpan<byte> image = samples.Row(row);
            inked += image.Length - image.Count((byte)0);
            pixels += image.Length;
        }

        return inked <= MaximumInk * pixels;
    }
}
