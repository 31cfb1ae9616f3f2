namespace MnistTrainer.NeuralNetwork;

/// <summary>The result of the gradient check for one layer.</summary>
/// <param name="Layer">The layer's index, from 0.</param>
/// <param name="Description">The layer's description.</param>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Checked">The number of parameters compared.</param>
/// <param name="AtKinks">
/// The number of parameters skipped because the loss is not differentiable there: a net input of ReLU or maxout lies at the kink.
/// </param>
/// <param name="LargestError">
/// The largest |back-propagation - difference|, relative to the larger of the two or, if both are small, to the layer's root mean square.
/// </param>
/// <param name="MeanError">The mean relative error.</param>
/// <param name="Worst">The index in the network, from 0, of the parameter with the largest error.</param>
/// <param name="ByBackPropagation">That parameter's gradient by back-propagation.</param>
/// <param name="ByDifferences">That parameter's gradient by central differences.</param>
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
    /// <summary>Whether the largest error is at most <see cref="GradientCheck.Limit"/>.</summary>
    public bool Passes => LargestError <= GradientCheck.Limit;

    internal static LayerGradientCheck Of(
        int layer,
        string description,
        int parameters,
        List<GradientCheck.Difference> differences,
        float[] gradient
    )
    {
        // Central differences of a loss near 1 are accurate to about nine decimals.
        double scale = Math.Max(Math.Sqrt(differences.Average(one => one.Slope * one.Slope)), 1e-5);
        GradientCheck.Difference[] smooth = [.. differences.Where(one => one.SlopeGap <= 1e-3 * Math.Max(Math.Abs(one.Slope), scale))];
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
