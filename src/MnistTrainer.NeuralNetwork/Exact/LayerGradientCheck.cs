namespace MnistTrainer.NeuralNetwork;

/// <summary>How well one layer's gradient agrees with differences of the loss.</summary>
/// <param name="Layer">The layer, 0 for the first.</param>
/// <param name="Description">What it is.</param>
/// <param name="Parameters">Its learned parameters.</param>
/// <param name="Checked">How many of them were compared.</param>
/// <param name="AtKinks">How many were left out, because the loss has a kink there and so no gradient: a net input of ReLU or maxout that is at the turn.</param>
/// <param name="LargestError">
/// The largest of |by back-propagation - by differences|, relative to the larger of the two or, where they are small, to the root of the layer's mean
/// square.
/// </param>
/// <param name="MeanError">The mean of them.</param>
/// <param name="Worst">The parameter with the largest error, from 0 in the network.</param>
/// <param name="ByBackPropagation">Its gradient as training computes it.</param>
/// <param name="ByDifferences">Its gradient by differences.</param>
public sealed record LayerGradientCheck(
    int Layer,
    string Description,
    int Parameters,
    int Checked,
    int AtKinks,
    double LargestError,
    double MeanError,
    int Worst,
    double ByBackPropagation,
    double ByDifferences
)
{
    /// <summary>Whether no error is above <see cref="GradientCheck.Limit"/>.</summary>
    public bool Passes => LargestError <= GradientCheck.Limit;

    internal static LayerGradientCheck Of(
        int layer,
        string description,
        int parameters,
        List<GradientCheck.Difference> differences,
        float[] gradient
    )
    {
        // Differences of a loss near 1 are exact to about nine decimals.
        double scale = Math.Max(Math.Sqrt(differences.Average(one => one.Slope * one.Slope)), 1e-5);
        GradientCheck.Difference[] smooth = [.. differences.Where(one => one.Bend <= 1e-3 * Math.Max(Math.Abs(one.Slope), scale))];
        double[] errors = [.. smooth.Select(one => Error(gradient[one.Parameter], one.Slope, scale))];
        if (errors.Length == 0)
            return new LayerGradientCheck(layer, description, parameters, 0, differences.Count, 0, 0, -1, 0, 0);
        int worst = Array.IndexOf(errors, errors.Max());
        return new LayerGradientCheck(
            layer,
            description,
            parameters,
            errors.Length,
            differences.Count - errors.Length,
            errors[worst],
            errors.Average(),
            smooth[worst].Parameter,
            gradient[smooth[worst].Parameter],
            smooth[worst].Slope
        );
    }

    private static double Error(double found, double expected, double scale)
    {
        double size = Math.Max(Math.Max(Math.Abs(found), Math.Abs(expected)), scale);
        return double.IsFinite(found) ? Math.Abs(found - expected) / size : double.PositiveInfinity;
    }
}
