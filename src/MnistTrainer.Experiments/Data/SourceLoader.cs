using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Loads data sources for training or testing and reports progress.</summary>
/// <param name="listener">Receives a phase for each part that is loaded, and a <see cref="SourceNote"/> for each of its notes. Default: none.</param>
/// <param name="cancellation">Cancels loading.</param>
public sealed class SourceLoader(IExperimentListener? listener = null, CancellationToken cancellation = default)
{
    /// <summary>The name of the source to use where none is selected: <c>mnist</c> if it has been downloaded, else <c>digits</c>, which ships.</summary>
    public static string DefaultSource => DataLocations.Current.Find("mnist") is null ? "digits" : "mnist";

    /// <summary>Locates a source and its parts.</summary>
    /// <param name="source">The name of a data set, a file or a folder.</param>
    /// <exception cref="InvalidInputException">There is no such source, or the folder contains nothing readable.</exception>
    public DataSource Open(string source) => DataSource.Open(source, cancellation: cancellation);

    /// <summary>Loads the training part of a source, or all of a source without parts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">What is known about it. Default: labels are required, everything else is detected.</param>
    public Dataset LoadForTraining(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Train, options);

    /// <summary>Loads the test part of a source, or all of a source without parts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">What is known about it. Default: labels are required, everything else is detected.</param>
    public Dataset LoadForTesting(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Test, options);

    private Dataset Load(DataSource source, DataSplit wanted, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= LoadOptions.Default;
        DataSplit other = wanted == DataSplit.Train ? DataSplit.Test : DataSplit.Train;
        DataSplit split = source.Has(wanted, options) ? wanted : other;
        IExperimentListener receiver = listener ?? IExperimentListener.None;
        Dataset data = receiver.Run(
            new ExperimentPhase($"Loading {source.Name}", 1, null),
            progress => source.Load(split, options with { Progress = progress }, cancellation)!
        );
        foreach (string note in data.Notes)
            receiver.OnNote(new SourceNote(data.Name, note));
        return data;
    }
}
