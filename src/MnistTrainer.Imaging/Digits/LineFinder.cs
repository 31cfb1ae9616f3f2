namespace MnistTrainer.Imaging;

/// <summary>
/// Finds straight, nearly horizontal lines from the left edge of an image to the right, by projecting the ink along the direction in which
/// it concentrates most (the Radon transform for small angles).
/// </summary>
internal sealed class LineFinder
{
    // Rows down per column to the right, at most: about 17 degrees. The step keeps a line of 400 pixels within two rows.
    private const double SteepestSlope = 0.3;
    private const double SlopeStep = 0.005;

    // The minimum share of columns with ink, and the maximum thickness as a share of the image's longer side.
    private const double InkedShare = 0.5;
    private const double ThickestShare = 0.03;

    // A line has ink in at least InkedEndShare of the columns within End of either side of the image. The stem of a 4 does not.
    private const double End = 0.15;
    private const double InkedEndShare = 0.3;

    private readonly double _slope;

    private LineFinder(double slope) => _slope = slope;

    /// <summary>The first row of each line at the left edge and its thickness, in pixels.</summary>
    public List<(int Row, int Thickness)> Lines { get; } = [];

    /// <summary>
    /// The thickness of the thickest line relative to the mean stroke width of all ink; below 1 if lines are thinner than the pen.
    /// </summary>
    public double FinestShare { get; private set; } = 1;

    /// <summary>Finds the lines of an image.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="turned">The ink, transposed.</param>
    /// <param name="threshold">The level above which a pixel is ink.</param>
    public static LineFinder Find(GrayImage ink, GrayImage turned, int threshold)
    {
        InkProjection projection = new(turned, threshold);
        if (projection.InkedColumns < InkedShare * ink.Width)
            return new LineFinder(slope: 0);
        LineFinder finder = new(BestSlope(projection));
        finder.Collect(projection.Along(finder._slope), ink);
        finder.Lines.RemoveAll(line => !finder.Reaches(line, ink, threshold));
        if (finder.Lines.Count > 0)
            finder.FinestShare =
                finder.Lines.Max(line => line.Thickness)
                / Math.Max(1, Strokes.Width(ink.Map(value => (byte)(value > threshold ? 255 : 0))));
        return finder;
    }

    /// <summary>Sets the ink of the lines to the level of noise. Strokes that continue beyond a line are kept.</summary>
    public GrayImage Erase(GrayImage ink, InkLevels levels)
    {
        byte[] pixels = ink.Pixels.ToArray();
        foreach ((int Row, int Thickness) line in Lines)
        {
            for (int x = 0; x < ink.Width; x++)
                EraseColumn(ink, pixels, PartOf(line, x, ink), levels);
        }

        return new GrayImage(ink.Width, ink.Height, pixels);
    }

    /// <summary>
    /// Whether every line may be a bar of the digit, as that of a 7 and the foot of a 2: it is cut by the edge of the image, and a stroke leaves it at one of its
    /// ends.
    /// </summary>
    /// <param name="ink">The ink.</param>
    /// <param name="joining">The level above which a pixel connects a stroke to its neighbors.</param>
    /// <param name="within">How far from either end of the line a stroke has to leave it, as a share of the image's width.</param>
    public bool AreBars(GrayImage ink, int joining, double within) =>
        Lines.TrueForAll(line =>
        {
            bool isAtEnd = false;
            for (int x = 0; x < ink.Width; x++)
                isAtEnd |=
                    Math.Min(x, ink.Width - 1 - x) <= within * ink.Width && Continues(ink, PartOf(line, x, ink), joining) != (false, false);
            int middle = line.Row + (int)Math.Round(_slope * ink.Width / 2);
            return isAtEnd && (middle <= 1 || middle + line.Thickness >= ink.Height - 1);
        });

    /// <summary>The usual ink of the darkest line, since most of a line has no writing on it; 0 if there are no lines.</summary>
    public int InkOfLines(GrayImage ink) =>
        Lines.Count == 0
            ? 0
            : Lines.Max(line =>
            {
                int[] histogram = new int[256];
                for (int x = 0; x < ink.Width; x++)
                {
                    int y = line.Row + (line.Thickness / 2) + (int)Math.Round(_slope * x);
                    if (y >= 0 && y < ink.Height)
                        histogram[ink[x, y]]++;
                }

                return Histogram.Percentile(histogram, 0.6);
            });

    /// <summary>Whether a line extends from side to side: it has ink near both, unless it leaves the image first.</summary>
    private bool Reaches((int Row, int Thickness) line, GrayImage ink, int threshold)
    {
        int end = Math.Max(1, (int)(End * ink.Width));
        return HasInk(0, end) && HasInk(ink.Width - end, ink.Width);

        bool HasInk(int from, int to)
        {
            (int inked, int inside) = (0, 0);
            for (int x = from; x < to; x++)
            {
                int top = line.Row + (int)Math.Round(_slope * x);
                if (top < 0 || top + line.Thickness > ink.Height)
                    continue;
                inside++;
                bool isInk = false;
                for (int y = top; y < top + line.Thickness; y++)
                    isInk |= ink[x, y] > threshold;
                inked += isInk ? 1 : 0;
            }

            return inked >= InkedEndShare * inside;
        }
    }

    /// <summary>The pixels of a line in a column, with its soft edges.</summary>
    private (int X, int Top, int Bottom) PartOf((int Row, int Thickness) line, int x, GrayImage ink)
    {
        int slack = 1 + (line.Thickness / 2);
        int top = line.Row + (int)Math.Round(_slope * x) - slack;
        return (x, Math.Max(0, top), Math.Min(ink.Height - 1, top + line.Thickness + (2 * slack)));
    }

    /// <summary>Whether a stroke continues beyond a line in a column.</summary>
    private static (bool Above, bool Below) Continues(GrayImage ink, (int X, int Top, int Bottom) part, int joining) =>
        part.Top > part.Bottom
            ? default
            : (
                part.Top > 0 && ink[part.X, part.Top - 1] > joining && ink[part.X, part.Top] > joining,
                part.Bottom < ink.Height - 1 && ink[part.X, part.Bottom + 1] > joining && ink[part.X, part.Bottom] > joining
            );

    private static void EraseColumn(GrayImage ink, byte[] pixels, (int X, int Top, int Bottom) part, InkLevels levels)
    {
        // The line has left the image.
        if (part.Top > part.Bottom)
            return;
        if (Continues(ink, part, levels.Joining) is not (false, false))
            return;
        for (int y = part.Top; y <= part.Bottom; y++)
            pixels[(y * ink.Width) + part.X] = Math.Min(pixels[(y * ink.Width) + part.X], (byte)levels.Noise);
    }

    private static double BestSlope(InkProjection projection)
    {
        double best = 0;
        long most = -1;
        for (double slope = -SteepestSlope; slope <= SteepestSlope; slope += SlopeStep)
        {
            long gathered = 0;
            foreach (ushort count in projection.Along(slope))
                gathered += count * count;
            if (gathered <= most)
                continue;
            most = gathered;
            best = slope;
        }

        return best;
    }

    private void Collect(ReadOnlySpan<ushort> counts, GrayImage ink)
    {
        int thickest = Math.Max(3, (int)(ThickestShare * Math.Max(ink.Width, ink.Height)));
        for (int row = 0; row < counts.Length; row++)
        {
            if (counts[row] < InkedShare * ink.Width)
                continue;
            // Down to half of the line's peak: writing between two lines must not join them.
            int end = row;
            for (int most = counts[row]; end < counts.Length && counts[end] >= most / 2; end++)
                most = Math.Max(most, counts[end]);
            if (end - row <= thickest)
                Lines.Add((row, end - row));
            row = end;
        }
    }
}
