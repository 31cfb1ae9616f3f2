namespace MnistTrainer.Data;

/// <summary>
/// One of the shapes in which people write a digit. Its drawings show the extremes of one habit (a 4 wide open and nearly closed) with
/// the same strokes and points, so that any mixture of them is again the digit.
/// </summary>
internal sealed class Allograph
{
    /// <param name="digit">0 to 9.</param>
    /// <param name="frequency">How often it is written, relative to the other allographs of its digit.</param>
    /// <param name="drawings">One or more in <see cref="Drawing"/>'s notation, alike in strokes, points and corners.</param>
    public Allograph(int digit, double frequency, params string[] drawings)
    {
        Digit = digit;
        Frequency = frequency;
        Drawings = [.. drawings.Select(Drawing.Parse)];
    }

    public int Digit { get; }

    public double Frequency { get; }

    public IReadOnlyList<Drawing> Drawings { get; }

    /// <summary>A mixture of the drawings by random shares, now and then a little beyond the extremes.</summary>
    public List<Knot[]> Mix(RandomStream random)
    {
        double[] shares = Shares(random);
        var strokes = new List<Knot[]>();
        for (int s = 0; s < Drawings[0].Strokes.Count; s++)
        {
            Knot[] stroke = (Knot[])Drawings[0].Strokes[s].Clone();
            for (int k = 0; k < stroke.Length; k++)
            {
                var point = new Point(0, 0);
                for (int d = 0; d < shares.Length; d++)
                    point += shares[d] * Drawings[d].Strokes[s][k].Point;
                stroke[k] = stroke[k] with { Point = point };
            }

            strokes.Add(stroke);
        }

        return strokes;
    }

    private double[] Shares(RandomStream random)
    {
        const double Beyond = 1.25;
        double[] shares = new double[Drawings.Count];
        for (int d = 0; d < shares.Length; d++)
        {
            double share = random.Unit();
            shares[d] = share * share;
        }

        double sum = shares.Sum();
        double equal = 1.0 / shares.Length;
        for (int d = 0; d < shares.Length; d++)
            shares[d] = equal + (Beyond * ((shares[d] / sum) - equal));
        return shares;
    }
}
