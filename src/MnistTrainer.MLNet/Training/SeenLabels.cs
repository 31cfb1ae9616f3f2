using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds labels of a task with several that are the same in all rows: nothing can be trained for them.</summary>
/// <param name="task">The task; others than those with several labels have none.</param>
/// <param name="options">The label column, and the network to start from.</param>
internal sealed class SeenLabels(PredictionTask task, NeuralNetworkTrainer.Options options)
{
    private string[] _names = [];
    private bool[] _seenTrue = [];
    private bool[] _seenFalse = [];

    /// <summary>Adds the labels of samples.</summary>
    public void Add(Samples samples)
    {
        if (task.Outputs != OutputMeaning.Labels)
            return;
        if (_names.Length == 0)
        {
            _names = [.. samples.ClassNames];
            (_seenTrue, _seenFalse) = (new bool[_names.Length], new bool[_names.Length]);
        }

        ReadOnlySpan<float> targets = samples.Targets;
        for (int i = 0; i < targets.Length; i++)
        {
            _seenTrue[i % _names.Length] |= targets[i] == 1;
            _seenFalse[i % _names.Length] |= targets[i] == 0;
        }
    }

    /// <summary>Logs the labels that are the same in all rows, once all rows were added.</summary>
    /// <exception cref="InvalidInputException">All labels are.</exception>
    public void Check(IChannel channel)
    {
        string[] constant = [.. _names.Where((_, i) => !(_seenTrue[i] && _seenFalse[i]))];
        if (constant.Length == 0)
            return;
        if (constant.Length == _names.Length && options.StartFrom is null)
            throw new InvalidInputException(
                $"column '{options.LabelColumnName}'",
                "rows that differ in at least one label",
                "each label the same in all rows",
                "Add other rows, or check how the label is read"
            );
        channel.Warning(
            MessageSensitivity.None,
            $"{constant.Length} of {_names.Length} labels are the same in all rows, or missing: {string.Join(", ", constant)}."
        );
    }
}
