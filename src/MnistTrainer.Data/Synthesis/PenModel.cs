namespace MnistTrainer.Data;

/// <summary>
/// The thickness of a pen's line at each point. Pressure varies along a stroke, and a nib that is not round draws thinner in one direction
/// than across it. Widths are in pixels of the final image.
/// </summary>
internal sealed class PenModel
{
    private readonly PortableRandom _random;
    private readonly double _radius;
    private readonly double _pressureVariation;
    private readonly double _flatness;
    private readonly Point _edge;

    /// <param name="random">The random stream of this digit.</param>
    /// <param name="distortion">The influence of pressure and direction, 0 to 1, as in <see cref="HandwritingStyle"/>.</param>
    public PenModel(PortableRandom random, double distortion)
    {
        _random = random;
        double thickness = random.NextDouble() + random.NextDouble();
        _radius = 0.5 * (1.5 + (thickness * random.NextDouble(0.6, 2.2)));
        _pressureVariation = random.NextDouble(0.0, 0.8 * distortion);
        _flatness = random.NextDouble(0.0, 0.6 * distortion);
        var edge = new Point(random.NextDouble(-1.0, 1.0), random.NextDouble(0.1, 1.0));
        _edge = (1.0 / edge.Length) * edge;
    }

    /// <summary>Returns the radius of a line at each of its points.</summary>
    public double[] Radii(Point[] line)
    {
        const int PointsPerPressure = 12;
        const double MinimumPressure = 0.3;
        double[] pressure = new double[(line.Length / PointsPerPressure) + 2];
        for (int i = 0; i < pressure.Length; i++)
            pressure[i] = 1.0 + (_pressureVariation * _random.NextDouble(-1.0, 1.0));
        double[] radii = new double[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            int from = i / PointsPerPressure;
            double fraction = (double)(i % PointsPerPressure) / PointsPerPressure;
            double pressed = pressure[from] + (fraction * (pressure[from + 1] - pressure[from]));
            radii[i] = _radius * Math.Max(MinimumPressure, pressed) * (1.0 - (_flatness * AlongEdge(line, i)));
        }

        return radii;
    }

    // 1 where the line runs along the nib's edge, 0 across it.
    private double AlongEdge(Point[] line, int i)
    {
        Point direction = line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)];
        double along = ((direction.X * _edge.X) + (direction.Y * _edge.Y)) / (direction.Length + 1e-9);
        return along * along;
    }
}
