namespace MnistTrainer.Data;

/// <summary>How large a picture is, and where on it and with which pen its digit stands.</summary>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
/// <param name="DigitHeight">The digit's height in pixels.</param>
/// <param name="Pen">The width of its strokes, as a share of its height.</param>
/// <param name="Turn">The tangent of half the angle by which it is turned.</param>
/// <param name="Spread">How far it strays from the middle, as the standard deviation in shares of the room that it leaves.</param>
internal sealed record PictureLayout(int Width, int Height, double DigitHeight, double Pen, double Turn, double Spread)
{
    /// <summary>What is usual for a kind, drawn by chance.</summary>
    public static PictureLayout Of(PictureKind kind, RandomStream random)
    {
        bool isScreen = kind is PictureKind.Paint or PictureKind.Canvas or PictureKind.Marker or PictureKind.Coloured or PictureKind.Transparent;
        bool isCut = kind is PictureKind.Cell or PictureKind.Neighbours or PictureKind.Scan;
        int height = kind == PictureKind.Tiny ? 700 : isScreen ? 28 + (int)(random.Unit() * random.Unit() * 400) : isCut ? 60 + random.Index(140) : 200 + random.Index(300);
        int width = (int)(height * (isScreen ? 1 : random.Between(0.9, 1.35)));
        double share = kind switch
        {
            PictureKind.Tiny => random.Between(0.05, 0.12),
            PictureKind.Page or PictureKind.Squared or PictureKind.Ruled => random.Between(0.25, 0.45),
            _ => random.Between(0.4, 0.8),
        };
        double pen = kind switch
        {
            PictureKind.Marker => random.Between(0.2, 0.3),
            PictureKind.Paint or PictureKind.Canvas or PictureKind.Coloured or PictureKind.Transparent => random.Between(0.03, 0.17),
            _ => random.Between(0.03, 0.1),
        };
        double turn = kind == PictureKind.Turned ? random.Between(0.087, 0.176) * (random.Index(2) == 0 ? 1 : -1) : random.Bell(0.03);
        return new PictureLayout(width, height, share * Math.Min(width, height), pen, turn, kind == PictureKind.Page ? 0.07 : 0.22);
    }
}
