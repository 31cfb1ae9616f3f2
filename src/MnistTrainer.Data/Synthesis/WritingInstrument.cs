namespace MnistTrainer.Data;

/// <summary>
/// What a digit is written with: the width of its line, how steadily it is led, and whether its ink fails.
/// </summary>
/// <param name="Name">Its name, in plain words.</param>
/// <param name="Share">The share of digits written with it, from 0 to 1.</param>
internal sealed record WritingInstrument(string Name, double Share)
{
    /// <summary>An ordinary pen, led steadily, whose widths vary as in MNIST.</summary>
    public static WritingInstrument Pen { get; } = new("pen", 0.86);

    /// <summary>All instruments. The shares sum to 1.</summary>
    public static IReadOnlyList<WritingInstrument> All { get; } =
    [
        Pen,
        new("hairline", 0.03) { Width = (0.7, 1.4) },
        new("marker", 0.03) { Width = (4.0, 5.6) },
        new("finger on a screen", 0.03)
        {
            Width = (1.4, 3.4),
            Tremor = 1.1,
            PointsPerPiece = 3,
        },
        new("mouse", 0.02)
        {
            Width = (1.0, 3.0),
            Tremor = 1.7,
            PointsPerPiece = 7,
        },
        new("failing pen", 0.03) { Gaps = 1.2 },
    ];

    /// <summary>The narrowest and the widest line, in pixels of the final image; null for the widths of an ordinary pen.</summary>
    public (double From, double To)? Width { get; init; }

    /// <summary>The deviation of the line from where the hand meant to lead it, in hundredths of the digit's height.</summary>
    public double Tremor { get; init; }

    /// <summary>The number of points of a line that become one straight piece, at least 1: screens and mice report few places.</summary>
    public int PointsPerPiece { get; init; } = 1;

    /// <summary>The largest number of places of a stroke at which the ink becomes faint or fails, on average.</summary>
    public double Gaps { get; init; }

    /// <summary>Chooses an instrument at random, by share.</summary>
    public static WritingInstrument Choose(PortableRandom random)
    {
        double rest = random.NextDouble();
        int chosen = 0;
        while (chosen < All.Count - 1 && rest >= All[chosen].Share)
            rest -= All[chosen++].Share;
        return All[chosen];
    }

    /// <summary>Returns a line as it is led with this instrument.</summary>
    public Point[] Lead(Point[] line, PortableRandom random)
    {
        if (Tremor == 0.0 && PointsPerPiece == 1)
            return line;
        var led = new List<Point>();
        for (int i = 0; i < line.Length; i += PointsPerPiece)
            led.Add(line[i] + Miss(random));
        if ((line.Length - 1) % PointsPerPiece != 0)
            led.Add(line[^1] + Miss(random));
        return [.. led];
    }

    private Point Miss(PortableRandom random) => new(random.NextGaussian(Tremor), random.NextGaussian(Tremor));
}
