using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Applies the stages of <see cref="DrawingAugmentation"/> in order. Each stage that runs draws the same number of random numbers for every image.</summary>
internal sealed class DrawingAugmenter(DrawingAugmentation options, Shape shape) : IAugmenter
{
    private const int Levels = 256;

    private readonly IAugmenter _plain = new ElasticAugmentation().CreateAugmenter(shape);
    private readonly IAugmenter _elastic = options.Elastic.CreateAugmenter(shape);
    private readonly NeighborhoodFilter _neighborhood = new(shape.Height, shape.Width);
    private readonly byte[] _curve = new byte[Levels];

    public void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
    {
        if (random.NextDouble() < options.Plain)
        {
            _plain.Apply(image, result, random);
            return;
        }

        _elastic.Apply(image, result, random);
        float thickness = (float)random.NextDouble(-options.Thickness, options.Thickness);
        _neighborhood.Blend(result, thickness > 0 ? MorphologicalOperation.Dilation : MorphologicalOperation.Erosion, Math.Abs(thickness));
        if (random.NextDouble() < options.Breaks)
            Break(result, random);
        _neighborhood.Blur(result, (float)random.NextDouble(0, options.Blur));
        Contrast(result, random.NextDouble(-options.Contrast, options.Contrast));
        Noise(result, random.NextDouble(0, options.Noise), random);
    }

    /// <summary>Simulates a gap in a stroke: clears a small disc around a random inked pixel.</summary>
    private void Break(Span<byte> image, RandomSource random)
    {
        int inked = image.Length - image.Count((byte)0);
        if (inked == 0)
            return;
        int at = 0;
        for (int left = random.NextInt(inked); image[at] == 0 || left-- > 0; )
            at++;
        (int middleRow, int middleColumn) = (at / shape.Width, at % shape.Width);
        double radius = random.NextDouble(0.5, 1.5);
        for (int row = Math.Max(0, middleRow - 2); row <= Math.Min(shape.Height - 1, middleRow + 2); row++)
        {
            for (int column = Math.Max(0, middleColumn - 2); column <= Math.Min(shape.Width - 1, middleColumn + 2); column++)
            {
                double distance = Math.Sqrt(((row - middleRow) * (row - middleRow)) + ((column - middleColumn) * (column - middleColumn)));

                // A pixel at the edge of the gap retains some of its ink.
                double remaining = Math.Clamp(distance - radius + 0.5, 0, 1);
                ref byte pixel = ref image[(row * shape.Width) + column];
                pixel = (byte)((pixel * remaining) + 0.5);
            }
        }
    }

    private void Contrast(Span<byte> image, double exponent)
    {
        double power = Math.Pow(2, exponent);
        for (int level = 1; level < Levels; level++)
            _curve[level] = (byte)((255 * Math.Pow(level / 255.0, power)) + 0.5);
        foreach (ref byte pixel in image)
            pixel = _curve[pixel];
    }

    private static void Noise(Span<byte> image, double fraction, RandomSource random)
    {
        int maximum = (int)(fraction * 255);
        if (maximum == 0)
            return;
        foreach (ref byte pixel in image)
        {
            if (pixel != 0)
                pixel = (byte)Math.Clamp(pixel + random.NextInt((2 * maximum) + 1) - maximum, 0, 255);
        }
    }
}
