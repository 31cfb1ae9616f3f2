namespace MnistTrainer.Data;

/// <summary>The size of an image, and the position and stroke width of its digit.</summary>
/// <param name="Width">The width of the image in pixels.</param>
/// <param name="Height">The height of the image in pixels.</param>
/// <param name="DigitHeight">The height of the digit in pixels.</param>
/// <param name="Pen">The stroke width as a fraction of the digit's height.</param>
/// <param name="Turn">The tangent of half the rotation angle.</param>
/// <param name="Spread">The standard deviation of the offset from the center, as a fraction of the free space.</param>
internal sealed record ImageLayout(int Width, int Height, double DigitHeight, double Pen, double Turn, double Spread)
{
    /// <summary>Draws a random layout that is typical of a kind.</summary>
    public static ImageLayout Of(ImageKind kind, PortableRandom random)
    {
        bool isScreen = kind is ImageKind.Paint or ImageKind.Canvas or ImageKind.Marker or ImageKind.Colored or ImageKind.Transparent;
        bool isCut = kind is ImageKind.Cell or ImageKind.Neighbors or ImageKind.Scan;
        int height =
            kind == ImageKind.Tiny ? 700
            : isScreen ? 28 + (int)(random.NextDouble() * random.NextDouble() * 400)
            : isCut ? 60 + random.NextInt(140)
            : 200 + random.NextInt(300);
        int width = (int)(height * (isScreen ? 1 : random.NextDouble(0.9, 1.35)));
        double share = kind switch
        {
            ImageKind.Tiny => random.NextDouble(0.05, 0.12),
            ImageKind.Page or ImageKind.Squared or ImageKind.Ruled => random.NextDouble(0.25, 0.45),
            _ => random.NextDouble(0.4, 0.8),
        };
        double pen = kind switch
        {
            ImageKind.Marker => random.NextDouble(0.2, 0.3),
            ImageKind.Paint or ImageKind.Canvas or ImageKind.Colored or ImageKind.Transparent => random.NextDouble(0.03, 0.17),
            _ => random.NextDouble(0.03, 0.1),
        };
        double turn =
            kind == ImageKind.Turned ? random.NextDouble(0.087, 0.176) * (random.NextInt(2) == 0 ? 1 : -1) : random.NextGaussian(0.03);
        return new ImageLayout(width, height, share * Math.Min(width, height), pen, turn, kind == ImageKind.Page ? 0.07 : 0.22);
    }
}
