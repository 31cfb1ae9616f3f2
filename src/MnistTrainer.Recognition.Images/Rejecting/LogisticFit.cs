namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Fits the logistic model of a <see cref="RejectionCalibration"/>: the maximum-likelihood bias and weights, by Newton's method with step
/// halving (iteratively reweighted least squares). A small ridge penalty keeps the weights finite if the two kinds are separable.
/// </summary>
internal static class LogisticFit
{
    private const double Ridge = 1e-4;
    private const int MaximumSteps = 100;

    /// <summary>Fits the model with both kinds weighted equally. The threshold keeps its default.</summary>
    /// <param name="digits">The evidence of images of a single digit, at least one.</param>
    /// <param name="others">The evidence of other images, at least one.</param>
    public static RejectionCalibration Of(ReadOnlySpan<ShapeEvidence> digits, ReadOnlySpan<ShapeEvidence> others)
    {
        double[] weights = [0, 0, 0, 0];
        double loss = Loss(weights, digits, others);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double[] change = LinearSystem.Solve(System(weights, digits, others));
            double share = 1;
            double[] candidate = Move(weights, change, share);
            while (Loss(candidate, digits, others) > loss && share > 1e-6)
                candidate = Move(weights, change, share /= 2);
            double improved = Loss(candidate, digits, others);
            if (improved >= loss - 1e-12)
                break;
            (weights, loss) = (candidate, improved);
        }

        return new RejectionCalibration
        {
            Bias = weights[0],
            Shape = weights[1],
            Agreement = weights[2],
            Margin = weights[3],
        };
    }

    private static double[] Move(double[] weights, double[] change, double share) =>
        [.. weights.Zip(change, (weight, by) => weight + (share * by))];

    private static double Loss(double[] weights, ReadOnlySpan<ShapeEvidence> digits, ReadOnlySpan<ShapeEvidence> others)
    {
        double ofDigits = 0,
            ofOthers = 0;
        foreach (ShapeEvidence evidence in digits)
            ofDigits += Softplus(-LogOdds(weights, evidence));
        foreach (ShapeEvidence evidence in others)
            ofOthers += Softplus(LogOdds(weights, evidence));
        return (0.5 * ofDigits / digits.Length) + (0.5 * ofOthers / others.Length) + (0.5 * Ridge * weights.Sum(weight => weight * weight));
    }

    private static double Softplus(double x) => Math.Max(0, x) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double LogOdds(double[] weights, ShapeEvidence evidence) =>
        weights[0] + (weights[1] * evidence.Shape) + (weights[2] * evidence.Agreement) + (weights[3] * evidence.Margin);

    /// <summary>Newton's equations: the Hessian of the loss and the negative gradient beside it.</summary>
    private static double[,] System(double[] weights, ReadOnlySpan<ShapeEvidence> digits, ReadOnlySpan<ShapeEvidence> others)
    {
        double[,] system = new double[weights.Length, weights.Length + 1];
        Add(system, weights, digits, 1);
        Add(system, weights, others, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            system[i, i] += Ridge;
            system[i, weights.Length] -= Ridge * weights[i];
        }

        return system;
    }

    private static void Add(double[,] system, double[] weights, ReadOnlySpan<ShapeEvidence> kind, double truth)
    {
        double weight = 0.5 / kind.Length;
        foreach (ShapeEvidence evidence in kind)
        {
            ReadOnlySpan<double> x = [1, evidence.Shape, evidence.Agreement, evidence.Margin];
            double p = 1 / (1 + Math.Exp(-LogOdds(weights, evidence)));
            for (int i = 0; i < x.Length; i++)
            {
                system[i, x.Length] += weight * (truth - p) * x[i];
                for (int j = 0; j < x.Length; j++)
                    system[i, j] += weight * p * (1 - p) * x[i] * x[j];
            }
        }
    }
}
