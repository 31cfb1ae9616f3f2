namespace MnistTrainer.Data;

/// <summary>The ink coverage of each pixel, from 0 to 1, of a digit written on an empty sheet of any size.</summary>
/// <param name="layout">The position and size of the digit.</param>
/// <param name="random">The random stream of this image.</param>
internal sealed class InkMask(ImageLayout layout, PortableRandom random)
{
    // As people write legibly.
    private const double Distortion = 0.5;

    private readonly StrokeDistanceField _field = new(layout.Width, layout.Height, reach: 2);

    /// <summary>Returns the ink coverage of a pixel.</summary>
    /// <param name="row">The row from the top.</param>
    /// <param name="column">The column from the left.</param>
    /// <param name="softness">The width of the transition between ink and background, in pixels.</param>
    public double Coverage(int row, int column, double softness) => Math.Clamp(0.5 + (_field[row, column] / softness), 0, 1);

    /// <summary>Writes a complete digit at a random position.</summary>
    public void Write(int digit)
    {
        List<Point[]> lines = Lines(digit);
        double radius = Radius;
        (double left, double top, double right, double bottom) = Bounds(lines);
        Point shift = new(Place(left, right, layout.Width, radius), Place(top, bottom, layout.Height, radius));
        Draw(lines, shift);
    }

    /// <summary>Writes part of a digit at the edge of the sheet, like a cropped neighbor.</summary>
    /// <param name="digit">The digit.</param>
    /// <param name="isLeft">Whether it is at the left edge.</param>
    public void WriteCropped(int digit, bool isLeft)
    {
        List<Point[]> lines = Lines(digit);
        (double left, double top, double right, double bottom) = Bounds(lines);
        double visible = random.NextDouble(0.01, 0.06) * layout.Width;
        double across = isLeft ? visible - right - Radius : layout.Width - visible - left + Radius;
        Draw(lines, new Point(across, Place(top, bottom, layout.Height, Radius)));
    }

    private double Radius => Math.Max(0.5, layout.Pen * layout.DigitHeight / 2);

    private List<Point[]> Lines(int digit)
    {
        List<Point[]> lines = new HandwritingStyle(random, Distortion).Write(DigitSynthesizer.Choose(digit, random));
        double norm = 1 + (layout.Turn * layout.Turn);
        double cosine = (1 - (layout.Turn * layout.Turn)) / norm,
            sine = 2 * layout.Turn / norm;
        double scale = layout.DigitHeight / 100;
        return lines.ConvertAll(line =>
            Array.ConvertAll(line, point => scale * new Point((cosine * point.X) - (sine * point.Y), (sine * point.X) + (cosine * point.Y)))
        );
    }

    private static (double Left, double Top, double Right, double Bottom) Bounds(List<Point[]> lines) =>
        (
            lines.Min(line => line.Min(point => point.X)),
            lines.Min(line => line.Min(point => point.Y)),
            lines.Max(line => line.Max(point => point.X)),
            lines.Max(line => line.Max(point => point.Y))
        );

    private double Place(double from, double to, int side, double radius)
    {
        double free = side - (to - from) - (2 * (radius + 1));
        return radius + 1 - from + (free > 0 ? free * Math.Clamp(0.5 + random.NextGaussian(layout.Spread), 0, 1) : free / 2);
    }

    private void Draw(List<Point[]> lines, Point shift)
    {
        foreach (Point[] line in lines)
        {
            double radius = Radius;
            double[] radii = Array.ConvertAll(line, _ => radius * random.NextDouble(0.92, 1.08));
            _field.Draw(Array.ConvertAll(line, point => point + shift), radii);
        }
    }
}
