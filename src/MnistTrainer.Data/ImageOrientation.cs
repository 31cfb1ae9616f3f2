using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Restores images that a source stores dark on light or with rows and columns exchanged, since networks and imaging expect light on dark,
/// upright.
/// </summary>
public static class ImageOrientation
{
    /// <summary>The finding of inverted images.</summary>
    internal const string InvertedFinding = "polarity: dark on light; inverted to light on dark";

    private const int MinimumSide = 8;
    private const byte Light = 192;
    private const double PaperShare = 0.9;

    /// <summary>Whether images are dark on light paper: nearly all of their border is light.</summary>
    /// <param name="samples">Images of a single channel; smaller than 8x8 never are.</param>
    public static bool IsDarkOnLight(Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Shape shape = samples.Shape;
        if (!HasBorder(shape) || samples.Count == 0)
            return false;
        long light = 0;
        for (int row = 0; row < samples.Count; row++)
        {
            ReadOnlySpan<byte> image = samples.Row(row);
            for (int x = 0; x < shape.Width; x++)
                light += (image[x] >= Light ? 1 : 0) + (image[^(x + 1)] >= Light ? 1 : 0);
            for (int y = 1; y < shape.Height - 1; y++)
                light += (image[y * shape.Width] >= Light ? 1 : 0) + (image[(y * shape.Width) + shape.Width - 1] >= Light ? 1 : 0);
        }

        return light >= PaperShare * samples.Count * ((2 * shape.Width) + (2 * (shape.Height - 2)));
    }

    /// <summary>Whether images have a border to judge them by: those of a single channel, from 8x8.</summary>
    internal static bool HasBorder(Shape shape) => shape is { Channels: 1, Height: >= MinimumSide, Width: >= MinimumSide };

    /// <summary>Whether images are dark on light paper, by the values of their borders.</summary>
    /// <param name="shape">The shape of an image.</param>
    /// <param name="border">How often each value, 0 to 255, occurs in the borders of all images.</param>
    internal static bool IsDarkOnLight(Shape shape, ReadOnlySpan<long> border)
    {
        if (!HasBorder(shape))
            return false;
        long all = 0,
            light = 0;
        for (int value = 0; value < border.Length; value++)
        {
            all += border[value];
            light += value >= Light ? border[value] : 0;
        }

        return all > 0 && light >= PaperShare * all;
    }

    /// <summary>Returns the same samples with light and dark exchanged.</summary>
    /// <param name="samples">The samples.</param>
    public static Samples<byte> Invert(Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Map(
            samples,
            samples.Shape,
            (from, to) =>
            {
                for (int i = 0; i < to.Length; i++)
                    to[i] = (byte)(byte.MaxValue - from[i]);
            }
        );
    }

    /// <summary>Returns the same samples with rows and columns of each image exchanged.</summary>
    /// <param name="samples">The samples.</param>
    public static Samples<byte> Transpose(Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (int channels, int height, int width) = samples.Shape;
        return Map(
            samples,
            new Shape(channels, width, height),
            (from, to) =>
            {
                for (int row = 0; row < height; row++)
                {
                    for (int column = 0; column < width; column++)
                        from.Slice(((row * width) + column) * channels, channels).CopyTo(to[(((column * height) + row) * channels)..]);
                }
            }
        );
    }

    /// <summary>Turns what can be seen without a network: EMNIST's tables by their names, and paper by the border.</summary>
    internal static (Samples<byte> Samples, string[] Findings) Restore(Samples<byte> samples, string fileName)
    {
        List<string> findings = [];
        if (fileName.StartsWith("emnist", StringComparison.OrdinalIgnoreCase) && samples.Shape.Height > 1)
        {
            samples = Transpose(samples);
            findings.Add("orientation: transposed, as in EMNIST; turned upright");
        }

        if (IsDarkOnLight(samples))
        {
            samples = Invert(samples);
            findings.Add(InvertedFinding);
        }

        return (samples, [.. findings]);
    }

    private delegate void ImageMap(ReadOnlySpan<byte> from, Span<byte> to);

    private static Samples<byte> Map(Samples<byte> samples, Shape shape, ImageMap map)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(samples.Count * shape.Size);
        for (int row = 0; row < samples.Count; row++)
            map(samples.Row(row), pixels.AsSpan(row * shape.Size, shape.Size));
        int[]? labels = samples.HasLabels ? samples.Labels.ToArray() : null;
        Samples<byte> mapped = new(shape, pixels, labels, samples.ClassNames);
        return samples.Weights.IsEmpty ? mapped : (Samples<byte>)mapped.WithWeights(samples.Weights);
    }
}
