using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The work of <see cref="DrawingAugmentation"/>, stage after stage. Every image takes the same number of random numbers from each stage it enters.</summary>
internal sealed class DrawingAugmenter(DrawingAugmentation options, Shape shape) : IAugmenter
{
    private const int Levels = 256;

    private readonly IAugmenter _elastic = options.Elastic.CreateAugmenter(shape);
    private readonly InkNeighborhood _neighborhood = new(shape.Height, shape.Width);
    private readonly byte[] _curve = new byte[Levels];

    public void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
    {
        _elastic.Apply(image, result, random);
        float thickness = (float)random.NextDouble(-options.Thickness, options.Thickness);
        _neighborhood.Mix(result, thickness > 0 ? Extreme.Largest : Extreme.Smallest, Math.Abs(thickness));
        if (random.NextDouble() < options.Breaks)
            Break(result, random);
        _neighborhood.Blur(result, (float)random.NextDouble(0, options.Blur));
        Contrast(result, random.NextDouble(-options.Contrast, options.Contrast));
        Noise(result, random.NextDouble(0, options.Noise), random);
    }

    /// <summary>Lifts the pen: clears a small disc around a random inked pixel.</summary>
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

                // A pixel at the edge of the gap keeps a part of its ink.
                double kept = Math.Clamp(distance - radius + 0.5, 0, 1);
                ref byte pixel = ref image[(row * shape.Width) + column];
                pixel = (byte)((pixel * kept) + 0.5);
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

    private static void Noise(Span<byte> image, double share, RandomSource random)
    {
        int most = (int)(share * 255);
        if (most == 0)
            return;
        foreach (ref byte pixel in image)
        {
            if (pixel != 0)
                pixel = (byte)Math.Clamp(pixel + random.NextInt((2 * most) + 1) - most, 0, 255);
        }
    }
}
