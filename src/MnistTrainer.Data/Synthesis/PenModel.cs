namespace MnistTrainer.Data;

/// <summary>
/// The thickness of a pen's line at each point. Pressure varies along a stroke, and a nib that is not round draws thinner in one direction
/// than across it. Widths are in pixels of the final image.
/// </summary>
internal sealed class PenModel
{
    private const int PointsPerPressure = 12;
    private const double MinimumPressure = 0.3;

    private readonly PortableRandom _random;
    private readonly double _radius;
    private readonly double _gaps;
    private readonly double _pressureVariation;
    private readonly double _flatness;
    private readonly Point _edge;

    /// <param name="random">The random stream of this digit.</param>
    /// <param name="instrument">What it is written with.</param>
    /// <param name="distortion">The influence of pressure and direction, 0 to 1, as in <see cref="HandwritingStyle"/>.</param>
    public PenModel(PortableRandom random, WritingInstrument instrument, double distortion)
    {
        _random = random;
        _radius = 0.5 * Width(instrument);
        _gaps = instrument.Gaps;
        _pressureVariation = random.NextDouble(0.0, 0.8 * distortion);
        _flatness = random.NextDouble(0.0, 0.6 * distortion);
        var edge = new Point(random.NextDouble(-1.0, 1.0), random.NextDouble(0.1, 1.0));
        _edge = (1.0 / edge.Length) * edge;
    }

    /// <summary>Returns the radius of a line at each of its points.</summary>
    public double[] Radii(Point[] line)
    {
        double[] pressure = new double[(line.Length / PointsPerPressure) + 2];
        for (int i = 0; i < pressure.Length; i++)
            pressure[i] = Math.Max(MinimumPressure, 1.0 + (_pressureVariation * _random.NextDouble(-1.0, 1.0)));
        double[] radii = new double[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            int from = i / PointsPerPressure;
            double fraction = (double)(i % PointsPerPressure) / PointsPerPressure;
            double pressed = pressure[from] + (fraction * (pressure[from + 1] - pressure[from]));
            radii[i] = _radius * pressed * (1.0 - (_flatness * AlongEdge(line, i)));
        }

        LoseInk(radii);
        return radii;
    }

    private double Width(WritingInstrument instrument)
    {
        if (instrument.Width is (double from, double to))
            return _random.NextDouble(from, to);
        double thickness = _random.NextDouble() + _random.NextDouble();
        return 1.5 + (thickness * _random.NextDouble(0.6, 2.2));
    }

    // At such a place the radius passes through 0: first the ink becomes faint, then it is missing.
    private void LoseInk(double[] radii)
    {
        for (double expected = _gaps; expected > 0.0; expected--)
        {
            if (_random.NextDouble() >= expected)
                continue;
            int center = _random.NextInt(radii.Length);
            double reach = _random.NextDouble(3.0, 7.0);
            double depth = _random.NextDouble(0.9, 1.9);
            for (int i = Math.Max(0, center - (int)reach); i <= Math.Min(radii.Length - 1, center + (int)reach); i++)
                radii[i] *= 1.0 - (depth * (1.0 - (Math.Abs(i - center) / reach)));
        }
    }

    // 1 where the line runs along the nib's edge, 0 across it.
    private double AlongEdge(Point[] line, int i)
    {
        Point direction = line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)];
        double along = ((direction.X * _edge.X) + (direction.Y * _edge.Y)) / (direction.Length + 1e-9);
        return along * along;
    }
}
