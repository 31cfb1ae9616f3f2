using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Predictions at the limits of a regression: its network predicts nothing below the least or above the greatest label that it was trained on
/// (<see cref="Activation.Clamp"/>), although the true value may be there.
/// </summary>
internal static class LabelLimits
{
    /// <summary>Describes how many predictions are at a limit; null if there are none, or the network has no limits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="schema">The columns of its tables.</param>
    /// <param name="predictions">Its predictions.</param>
    public static string? Describe(Network network, TableSchema schema, IReadOnlyCollection<TablePrediction> predictions)
    {
        if (schema.Task != TableTask.Regression || network.Definition.Layers[^1].Activation is not Clamp limits)
            return null;
        int count = predictions.Count(one => one.Outputs[0] <= limits.Lower || one.Outputs[0] >= limits.Upper);
        return count == 0
            ? null
            : FormattableString.Invariant(
                $"predictions limited to the network's range of {Text(limits.Lower)} to {Text(limits.Upper)} (by default that of the training labels): {count:N0} of {predictions.Count:N0}"
            );
        string Text(float limit) => TablePrediction.Plain(schema.Label.Origin + TablePrediction.Decimal(limit));
    }
}
