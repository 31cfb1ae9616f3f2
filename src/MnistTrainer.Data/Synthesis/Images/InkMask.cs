namespace MnistTrainer.Data;

/// <summary>A digit written on an empty sheet of any size: how far ink covers each pixel, from 0 to 1.</summary>
/// <param name="layout">Where it stands, and how.</param>
/// <param name="random">What differs from digit to digit.</param>
internal sealed class InkMask(ImageLayout layout, RandomStream random)
{
    // As people write that mean to be read.
    private const double Wildness = 0.5;

    private readonly StrokeField _field = new(layout.Width, layout.Height, reach: 2);

    /// <summary>How far ink covers a pixel.</summary>
    /// <param name="row">From the top.</param>
    /// <param name="column">From the left.</param>
    /// <param name="softness">The width of the seam between ink and paper, in pixels.</param>
    public double Cover(int row, int column, double softness) => Math.Clamp(0.5 + (_field[row, column] / softness), 0, 1);

    /// <summary>Writes a digit somewhere on the sheet, whole.</summary>
    public void Write(int digit)
    {
        List<Point[]> lines = Lines(digit);
        double radius = Radius;
        (double left, double top, double right, double bottom) = Bounds(lines);
        Point shift = new(Place(left, right, layout.Width, radius), Place(top, bottom, layout.Height, radius));
        Draw(lines, shift);
    }

    /// <summary>Writes a part of a digit at a side of the sheet, as a neighbor that was cut off.</summary>
    /// <param name="digit">Which one.</param>
    /// <param name="isLeft">Whether at the left.</param>
    public void WriteCutOff(int digit, bool isLeft)
    {
        List<Point[]> lines = Lines(digit);
        (double left, double top, double right, double bottom) = Bounds(lines);
        double seen = random.Between(0.01, 0.06) * layout.Width;
        double across = isLeft ? seen - right - Radius : layout.Width - seen - left + Radius;
        Draw(lines, new Point(across, Place(top, bottom, layout.Height, Radius)));
    }

    private double Radius => Math.Max(0.5, layout.Pen * layout.DigitHeight / 2);

    private List<Point[]> Lines(int digit)
    {
        List<Point[]> lines = new Hand(random, Wildness).Write(DigitSynthesizer.Choose(digit, random));
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
        return radius + 1 - from + (free > 0 ? free * Math.Clamp(0.5 + random.Bell(layout.Spread), 0, 1) : free / 2);
    }

    private void Draw(List<Point[]> lines, Point shift)
    {
        foreach (Point[] line in lines)
        {
            double radius = Radius;
            double[] radii = Array.ConvertAll(line, _ => radius * random.Between(0.92, 1.08));
            _field.Draw(Array.ConvertAll(line, point => point + shift), radii);
        }
    }
}
