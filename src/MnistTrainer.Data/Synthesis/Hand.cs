namespace MnistTrainer.Data;

/// <summary>
/// The hand that writes one digit: it misses the points it aims at, rounds its turns, bends, squeezes, slants and turns the whole.
/// All lengths are in hundredths of the digit's height, as in <see cref="Drawing"/>.
/// </summary>
/// <param name="random">What differs from digit to digit.</param>
/// <param name="wildness">How far this hand may go astray: 1 the limit of what can be read, 0 hardly at all.</param>
internal sealed class Hand(RandomStream random, double wildness)
{
    // The middle of the box that the drawings fill, and half its height.
    private const double MiddleX = 30.0;
    private const double MiddleY = 50.0;
    private const double Reach = 50.0;

    /// <summary>Writes an allograph: the lines that the pen's middle draws.</summary>
    public List<Point[]> Write(Allograph allograph)
    {
        List<Knot[]> strokes = allograph.Mix(random);
        double clumsiness = random.Between(1.0, 1.0 + (10.0 * wildness));
        foreach (Knot[] stroke in strokes)
            Miss(stroke, clumsiness);
        int haste = random.Index(10);
        List<Point[]> lines = strokes.ConvertAll(stroke => Hasten(Spline.Trace(stroke), haste));
        Func<Point, Point> bend = Bend();
        Func<Point, Point> slant = Slant();
        foreach (Point[] line in lines)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = slant(bend(line[i]));
        }

        return lines;
    }

    // A stroke that belongs elsewhere as a whole (a bar too high) and points off their place. A point misses in much the same way as the
    // one before it (an autoregressive walk of constant variance: 0.6 squared and 0.8 squared make 1); ends stray furthest.
    private void Miss(Knot[] stroke, double clumsiness)
    {
        Point shift = Error(0.7 * clumsiness);
        Point miss = Error(clumsiness);
        for (int k = 0; k < stroke.Length; k++)
        {
            double reach = k == 0 || k == stroke.Length - 1 ? 1.5 : 1.0;
            stroke[k] = stroke[k] with { Point = stroke[k].Point + shift + (reach * miss) };
            miss = (0.6 * miss) + (0.8 * Error(clumsiness));
        }
    }

    private Point Error(double deviation) => new(random.Bell(deviation), random.Bell(deviation));

    // Binomial smoothing with fixed ends: the more haste, the rounder the turns.
    private static Point[] Hasten(Point[] line, int haste)
    {
        Point[] source = line;
        for (int pass = 0; pass < haste; pass++)
        {
            Point[] smooth = (Point[])source.Clone();
            for (int i = 1; i + 1 < smooth.Length; i++)
                smooth[i] = 0.5 * (source[i] + (0.5 * (source[i - 1] + source[i + 1])));
            source = smooth;
        }

        return source;
    }

    // Smooth distortions of the paper: all quadratic and cubic terms in the place.
    private Func<Point, Point> Bend()
    {
        double[] across = Coefficients();
        double[] down = Coefficients();
        return p =>
        {
            double u = (p.X - MiddleX) / Reach;
            double v = (p.Y - MiddleY) / Reach;
            return new Point(p.X + (Reach * Polynomial(across, u, v)), p.Y + (Reach * Polynomial(down, u, v)));
        };
    }

    private double[] Coefficients()
    {
        const int QuadraticTerms = 3;
        double[] coefficients = new double[7];
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = random.Bell(wildness * (i < QuadraticTerms ? 0.15 : 0.07));
        return coefficients;
    }

    private static double Polynomial(double[] c, double u, double v) =>
        (c[0] * u * u)
        + (c[1] * u * v)
        + (c[2] * v * v)
        + (c[3] * u * u * u)
        + (c[4] * u * u * v)
        + (c[5] * u * v * v)
        + (c[6] * v * v * v);

    // Width, slant and turn about the middle.
    private Func<Point, Point> Slant()
    {
        double wide = 1.15 + random.Bell(0.22);
        double slant = 0.12 + random.Bell(0.22);
        double halfTurn = random.Bell(0.08);
        double norm = 1.0 + (halfTurn * halfTurn);
        double cosine = (1.0 - (halfTurn * halfTurn)) / norm;
        double sine = 2.0 * halfTurn / norm;
        return p =>
        {
            double y = p.Y - MiddleY;
            double x = (wide * (p.X - MiddleX)) - (slant * y);
            return new Point((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        };
    }
}
