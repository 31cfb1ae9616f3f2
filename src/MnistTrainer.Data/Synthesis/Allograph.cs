namespace MnistTrainer.Data;

/// <summary>
/// One of the forms in which people write a digit. Its drawings are the extremes of the form (a 4 wide open and nearly closed) with the
/// same strokes and points, so that any mixture of them is also a valid form of the digit.
/// </summary>
internal sealed class Allograph
{
    /// <param name="digit">The digit, 0 to 9, or -1 for another shape.</param>
    /// <param name="usage">How common it is in each region, relative to the other allographs of the digit.</param>
    /// <param name="drawings">One or more drawings in the notation of <see cref="Drawing"/>, with the same strokes, points and corners.</param>
    public Allograph(int digit, Usage usage, params string[] drawings)
    {
        Digit = digit;
        Usage = usage;
        Drawings = [.. drawings.Select(Drawing.Parse)];
    }

    public int Digit { get; }

    public Usage Usage { get; }

    public IReadOnlyList<Drawing> Drawings { get; }

    /// <summary>Returns a random mixture of the drawings, sometimes slightly beyond the extremes.</summary>
    public List<Knot[]> Mix(PortableRandom random)
    {
        double[] weights = Weights(random);
        var strokes = new List<Knot[]>();
        for (int s = 0; s < Drawings[0].Strokes.Count; s++)
        {
            Knot[] stroke = (Knot[])Drawings[0].Strokes[s].Clone();
            for (int k = 0; k < stroke.Length; k++)
            {
                var point = new Point(0, 0);
                for (int d = 0; d < weights.Length; d++)
                    point += weights[d] * Drawings[d].Strokes[s][k].Point;
                stroke[k] = stroke[k] with { Point = point };
            }

            strokes.Add(stroke);
        }

        return strokes;
    }

    private double[] Weights(PortableRandom random)
    {
        const double Beyond = 1.25;
        double[] weights = new double[Drawings.Count];
        for (int d = 0; d < weights.Length; d++)
        {
            double weight = random.NextDouble();
            weights[d] = weight * weight;
        }

        double sum = weights.Sum();
        double equal = 1.0 / weights.Length;
        for (int d = 0; d < weights.Length; d++)
            weights[d] = equal + (Beyond * ((weights[d] / sum) - equal));
        return weights;
    }
}
