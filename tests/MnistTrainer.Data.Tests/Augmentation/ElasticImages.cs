using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Images for tests of <see cref="ElasticAugmentation"/>, their variants and their moments.</summary>
internal static class ElasticImages
{
    public static readonly Shape MnistShape = Shape.Image(28, 28);

    public static byte[] Apply(ElasticAugmentation augmentation, Shape shape, byte[] image, ulong seed)
    {
        byte[] result = new byte[shape.Size];
        augmentation.CreateAugmenter(shape).Apply(image, result, new RandomSource(seed));
        return result;
    }

    public static byte[] Noise(Shape shape)
    {
        RandomSource random = new(7);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => (byte)random.NextInt(256))];
    }

    /// <summary>A filled circle with a soft edge, 28x28.</summary>
    public static byte[] Disc(double radius, double centerX = 13.5, double centerY = 13.5)
    {
        byte[] image = new byte[784];
        for (int i = 0; i < image.Length; i++)
        {
            double x = (i % 28) - centerX,
                y = (i / 28) - centerY;
            image[i] = (byte)(255 * Math.Clamp(radius + 0.5 - Math.Sqrt((x * x) + (y * y)), 0, 1));
        }

        return image;
    }

    /// <summary>The total ink, and its center relative to the center of the image.</summary>
    public static (double Mass, double X, double Y) Moments(byte[] image)
    {
        double mass = 0,
            x = 0,
            y = 0;
        for (int i = 0; i < image.Length; i++)
        {
            mass += image[i];
            x += image[i] * ((i % 28) - 13.5);
            y += image[i] * ((i / 28) - 13.5);
        }

        return (mass, x / mass, y / mass);
    }
}
