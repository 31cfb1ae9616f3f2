namespace MnistTrainer.Data;

/// <summary>
/// Draws digits that were written on a tablet as images, with the project's own pen. The strokes are the writers'; only the ink is ours, so
/// a digit can be drawn with several pens.
/// </summary>
internal static class PenImages
{
    private const ulong Seed = 81;

    // The height that a digit is scaled to, in the unit of the instruments.
    private const double Height = 100.0;

    // Pens differ in pressure and direction as much as in ordinary writing.
    private const double Distortion = 0.5;

    // The first is used if a digit is drawn once. Tremor is the writer's own.
    private static readonly WritingInstrument[] Pens =
    [
        WritingInstrument.Pen,
        new("thin pen", 0.0) { Width = (1.0, 1.8) },
        new("thick pen", 0.0) { Width = (3.4, 4.8) },
    ];

    /// <summary>The largest number of pens per digit.</summary>
    public static int MaximumPens => Pens.Length;

    /// <summary>Draws a digit into 28x28 bytes, framed as in MNIST.</summary>
    /// <param name="digit">The digit.</param>
    /// <param name="index">Its index in the file, on which the pen's width depends.</param>
    /// <param name="pen">The number of the pen, from 0.</param>
    /// <param name="image">The image.</param>
    public static void Draw(PenDigit digit, int index, int pen, Span<byte> image)
    {
        PortableRandom random = PortableRandom.Create(Seed, ((ulong)index * (ulong)Pens.Length) + (ulong)pen);
        StrokeImage.Draw(Lines(digit), new PenModel(random, Pens[pen], Distortion), random, image);
    }

    private static List<Point[]> Lines(PenDigit digit)
    {
        IEnumerable<Point> points = digit.Strokes.SelectMany(stroke => stroke);
        double extent = Math.Max(points.Max(p => p.X) - points.Min(p => p.X), points.Max(p => p.Y) - points.Min(p => p.Y));
        double scale = Height / Math.Max(extent, 1e-3);
        return [.. digit.Strokes.Select(stroke => Line(Array.ConvertAll(stroke, point => scale * point)))];
    }

    // A dot has a length, too small to be seen, so that it is drawn as a line.
    private static Point[] Line(Point[] stroke) => stroke is [Point dot] ? [dot, dot + new Point(0.1, 0.0)] : stroke;
}
