namespace MnistTrainer.Data;

/// <summary>How large an image is, and where on it and with which pen its digit stands.</summary>
/// <param name="Width">Columns of the image.</param>
/// <param name="Height">Rows of the image.</param>
/// <param name="DigitHeight">The digit's height in pixels.</param>
/// <param name="Pen">The width of its strokes, as a share of its height.</param>
/// <param name="Turn">The tangent of half the angle by which it is turned.</param>
/// <param name="Spread">How far it strays from the middle, as the standard deviation in shares of the room that it leaves.</param>
internal sealed record ImageLayout(int Width, int Height, double DigitHeight, double Pen, double Turn, double Spread)
{
    /// <summary>What is usual for a kind, drawn by chance.</summary>
    public static ImageLayout Of(ImageKind kind, RandomStream random)
    {
        bool isScreen = kind is ImageKind.Paint or ImageKind.Canvas or ImageKind.Marker or ImageKind.Colored or ImageKind.Transparent;
        bool isCut = kind is ImageKind.Cell or ImageKind.Neighbors or ImageKind.Scan;
        int height =
            kind == ImageKind.Tiny ? 700
            : isScreen ? 28 + (int)(random.Unit() * random.Unit() * 400)
            : isCut ? 60 + random.Index(140)
            : 200 + random.Index(300);
        int width = (int)(height * (isScreen ? 1 : random.Between(0.9, 1.35)));
        double share = kind switch
        {
            ImageKind.Tiny => random.Between(0.05, 0.12),
            ImageKind.Page or ImageKind.Squared or ImageKind.Ruled => random.Between(0.25, 0.45),
            _ => random.Between(0.4, 0.8),
        };
        double pen = kind switch
        {
            ImageKind.Marker => random.Between(0.2, 0.3),
            ImageKind.Paint or ImageKind.Canvas or ImageKind.Colored or ImageKind.Transparent => random.Between(0.03, 0.17),
            _ => random.Between(0.03, 0.1),
        };
        double turn = kind == ImageKind.Turned ? random.Between(0.087, 0.176) * (random.Index(2) == 0 ? 1 : -1) : random.Bell(0.03);
        return new ImageLayout(width, height, share * Math.Min(width, height), pen, turn, kind == ImageKind.Page ? 0.07 : 0.22);
    }
}
