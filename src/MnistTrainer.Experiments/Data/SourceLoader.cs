using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Loads data sources for training or testing and reports progress.</summary>
/// <param name="listener">Receives a phase for each part that is loaded, and a <see cref="SourceNote"/> for each of its notes. Default: none.</param>
/// <param name="cancellation">Cancels loading.</param>
public sealed class SourceLoader(IExperimentListener? listener = null, CancellationToken cancellation = default)
{
    private const string Included = "digits";

    /// <summary>The folder of the default data set: <c>mnist</c> if it has been downloaded, otherwise <c>digits</c>, which is included.</summary>
    public static string DefaultSource => DataLocations.Current.Find("mnist") ?? DataLocations.Current.Find(Included) ?? Included;

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Whether a source is <c>digits</c>, the synthetic digits that are included: by this name or by the path of their folder.</summary>
    /// <param name="source">The name of a data set, a file or a folder.</param>
    public static bool IsIncluded(string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        string path = Path.Exists(source) ? source : DataLocations.Current.Find(source) ?? source;
        return DataLocations.Current.Find(Included) is string digits
            && Path.GetFullPath(Path.TrimEndingDirectorySeparator(path)) == Path.GetFullPath(digits);
    }

    /// <summary>Locates a source. A folder may have many files: listing them is reported as a phase and can be canceled.</summary>
    /// <param name="source">The name of a data set, a file or a folder.</param>
    /// <exception cref="InvalidInputException">There is no such source, or it contains nothing readable.</exception>
    /// <exception cref="OperationCanceledException">Listing was canceled.</exception>
    public DataSource Open(string source) =>
        Directory.Exists(source)
            ? (listener ?? IExperimentListener.None).Run(
                new ExperimentPhase($"Listing {source}", 1, null),
                _ => DataSource.Open(source, cancellation: cancellation)
            )
            : DataSource.Open(source, cancellation: cancellation);

    /// <summary>Loads the training part of a source, or all of a source without parts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Known properties of the source. Default: labels are required, and everything else is detected.</param>
    public Dataset LoadForTraining(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Train, options);

    /// <summary>Loads the test part of a source, or all of a source without parts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Known properties of the source. Default: labels are required, and everything else is detected.</param>
    public Dataset LoadForTesting(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Test, options);

    private Dataset Load(DataSource source, DataSplit wanted, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= LoadOptions.Default;
        IExperimentListener receiver = listener ?? IExperimentListener.None;
        if (source.ShadowedSet is string set && _reported.Add(set))
            receiver.OnNote(new SetShadowedNote(source.Name, set));
        DataSplit split = source.SplitFor(wanted, options);
        Dataset data = receiver.Run(
            new ExperimentPhase($"Loading {source.Name}", 1, null),
            progress => source.Load(split, options with { Progress = progress }, cancellation)!
        );
        foreach (string note in data.Notes)
            receiver.OnNote(new SourceNote(data.Name, note));
        return data;
    }
}
