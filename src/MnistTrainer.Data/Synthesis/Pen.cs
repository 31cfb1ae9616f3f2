namespace MnistTrainer.Data;

/// <summary>
/// The pen: how thick its line is at each point. Pressure comes and goes along a stroke, and a nib that is not round
/// draws thinner in one direction than across it. Widths are in pixels of the finished image.
/// </summary>
internal sealed class Pen
{
    private readonly RandomStream _random;
    private readonly double _radius;
    private readonly double _unsteadiness;
    private readonly double _flatness;
    private readonly Point _edge;

    /// <param name="random">What differs from digit to digit.</param>
    /// <param name="wildness">How much pressure and direction matter, 0 to 1, as for <see cref="Hand"/>.</param>
    public Pen(RandomStream random, double wildness)
    {
        _random = random;
        double thickness = random.Unit() + random.Unit();
        _radius = 0.5 * (1.5 + (thickness * random.Between(0.6, 2.2)));
        _unsteadiness = random.Between(0.0, 0.8 * wildness);
        _flatness = random.Between(0.0, 0.6 * wildness);
        var edge = new Point(random.Between(-1.0, 1.0), random.Between(0.1, 1.0));
        _edge = (1.0 / edge.Length) * edge;
    }

    /// <summary>The radius of the line at each of its points.</summary>
    public double[] Radii(Point[] line)
    {
        const int PointsPerPressure = 12;
        const double LeastPressure = 0.3;
        double[] pressure = new double[(line.Length / PointsPerPressure) + 2];
        for (int i = 0; i < pressure.Length; i++)
            pressure[i] = 1.0 + (_unsteadiness * _random.Between(-1.0, 1.0));
        double[] radii = new double[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            int from = i / PointsPerPressure;
            double share = (double)(i % PointsPerPressure) / PointsPerPressure;
            double pressed = pressure[from] + (share * (pressure[from + 1] - pressure[from]));
            radii[i] = _radius * Math.Max(LeastPressure, pressed) * (1.0 - (_flatness * AlongEdge(line, i)));
        }

        return radii;
    }

    // 1 where the line runs along the nib's edge, 0 across it.
    private double AlongEdge(Point[] line, int i)
    {
        Point way = line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)];
        double along = ((way.X * _edge.X) + (way.Y * _edge.Y)) / (way.Length + 1e-9);
        return along * along;
    }
}
