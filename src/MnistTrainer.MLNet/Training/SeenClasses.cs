using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// The classes of the rows that were read. A classifier of one class would answer it always, and with certainty. A network whose training is
/// continued knows other classes already.
/// </summary>
/// <param name="task">The task; some have no classes.</param>
/// <param name="options">The label column, and the network to start from.</param>
internal sealed class SeenClasses(PredictionTask task, NeuralNetworkTrainer.Options options)
{
    private readonly HashSet<int> _seen = [];

    /// <summary>Adds the classes of samples.</summary>
    public void Add(Samples samples)
    {
        if (!task.HasClasses || _seen.Count > 1)
            return;
        for (int row = 0; row < samples.Count && _seen.Count < 2; row++)
            _seen.Add(samples.HasLabels ? samples.Labels[row] : (int)samples.Targets[row]);
        if (_seen.Count == 1)
            Only = samples.HasLabels ? samples.ClassNames[_seen.Single()] : $"{_seen.Single() == 1}";
    }

    /// <summary>Ensures that there is more than one, once all rows were added.</summary>
    /// <exception cref="InvalidInputException">All rows have the same class.</exception>
    public void Check()
    {
        if (_seen.Count == 1 && options.StartFrom is null)
            throw new InvalidInputException(
                $"column '{options.LabelColumnName}'",
                "rows of at least two classes",
                $"only the class {Only}",
                "Add rows of other classes, or check how the label is read"
            );
    }

    private string? Only { get; set; }
}
