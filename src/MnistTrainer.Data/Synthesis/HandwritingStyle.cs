namespace MnistTrainer.Data;

/// <summary>
/// The handwriting of one digit: displaced points, rounded corners, and warp, width, slant and rotation of the whole digit.
/// All lengths are in hundredths of the digit's height, as in <see cref="Drawing"/>.
/// </summary>
/// <param name="random">The random stream of this digit.</param>
/// <param name="distortion">The amount of distortion, from 0 for hardly any to 1 for the limit of legibility.</param>
internal sealed class HandwritingStyle(PortableRandom random, double distortion)
{
    // The center of the box that the drawings fill, and half its height.
    private const double CenterX = 30.0;
    private const double CenterY = 50.0;
    private const double HalfHeight = 50.0;

    /// <summary>Writes an allograph and returns the center lines of its strokes.</summary>
    public List<Point[]> Write(Allograph allograph)
    {
        List<Knot[]> strokes = allograph.Mix(random);
        double inaccuracy = random.NextDouble(1.0, 1.0 + (10.0 * distortion));
        foreach (Knot[] stroke in strokes)
            Displace(stroke, inaccuracy);
        int passes = random.NextInt(10);
        List<Point[]> lines = strokes.ConvertAll(stroke => Smooth(Spline.Trace(stroke), passes));
        Func<Point, Point> warp = Warp();
        Func<Point, Point> slant = Slant();
        foreach (Point[] line in lines)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = slant(warp(line[i]));
        }

        return lines;
    }

    // Displaces a whole stroke (a bar too high) and each of its points. The offsets of consecutive points are correlated (an autoregressive
    // process of constant variance, since 0.6² + 0.8² = 1), and endpoints are displaced most.
    private void Displace(Knot[] stroke, double inaccuracy)
    {
        Point shift = Error(0.7 * inaccuracy);
        Point offset = Error(inaccuracy);
        for (int k = 0; k < stroke.Length; k++)
        {
            double scale = k == 0 || k == stroke.Length - 1 ? 1.5 : 1.0;
            stroke[k] = stroke[k] with { Point = stroke[k].Point + shift + (scale * offset) };
            offset = (0.6 * offset) + (0.8 * Error(inaccuracy));
        }
    }

    private Point Error(double deviation) => new(random.NextGaussian(deviation), random.NextGaussian(deviation));

    // Binomial smoothing with fixed ends: the more passes, the rounder the corners.
    private static Point[] Smooth(Point[] line, int passes)
    {
        Point[] source = line;
        for (int pass = 0; pass < passes; pass++)
        {
            Point[] smooth = (Point[])source.Clone();
            for (int i = 1; i + 1 < smooth.Length; i++)
                smooth[i] = 0.5 * (source[i] + (0.5 * (source[i - 1] + source[i + 1])));
            source = smooth;
        }

        return source;
    }

    // A smooth warp of the paper: all quadratic and cubic terms of the position.
    private Func<Point, Point> Warp()
    {
        double[] across = Coefficients();
        double[] down = Coefficients();
        return p =>
        {
            double u = (p.X - CenterX) / HalfHeight;
            double v = (p.Y - CenterY) / HalfHeight;
            return new Point(p.X + (HalfHeight * Polynomial(across, u, v)), p.Y + (HalfHeight * Polynomial(down, u, v)));
        };
    }

    private double[] Coefficients()
    {
        const int QuadraticTerms = 3;
        double[] coefficients = new double[7];
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = random.NextGaussian(distortion * (i < QuadraticTerms ? 0.15 : 0.07));
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

    // Width, slant and rotation about the center.
    private Func<Point, Point> Slant()
    {
        double wide = 1.15 + random.NextGaussian(0.22);
        double slant = 0.12 + random.NextGaussian(0.22);
        double tangent = random.NextGaussian(0.08);
        double norm = 1.0 + (tangent * tangent);
        double cosine = (1.0 - (tangent * tangent)) / norm;
        double sine = 2.0 * tangent / norm;
        return p =>
        {
            double y = p.Y - CenterY;
            double x = (wide * (p.X - CenterX)) - (slant * y);
            return new Point((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        };
    }
}
