using MnistTrainer.Data;

namespace MnistTrainer.Cli.Sources;

/// <summary>Loads what a user named as data, with a bar for those who wait.</summary>
internal sealed class SourceLoader(Screen screen, CancellationToken cancellation)
{
    /// <summary>The data set of a command that was given none: mnist where it is there, else the one that ships.</summary>
    public static string DefaultSource => DataLocations.Current.Find("mnist") is null ? "digits" : "mnist";

    /// <summary>Loads what can be learned from: the training part, or all there is.</summary>
    public Dataset LoadForTraining(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Train, options);

    /// <summary>Loads what can be measured on: the test part, or all there is.</summary>
    public Dataset LoadForTesting(DataSource source, LoadOptions? options = null) => Load(source, DataSplit.Test, options);

    private Dataset Load(DataSource source, DataSplit wanted, LoadOptions? options)
    {
        options ??= LoadOptions.Default;
        DataSplit other = wanted == DataSplit.Train ? DataSplit.Test : DataSplit.Train;
        DataSplit split = source.Has(wanted, options) ? wanted : other;
        return ProgressBar.Run(
            screen,
            $"Loading {source.Name}",
            1,
            null,
            bar => source.Load(split, options with { Progress = bar }, cancellation)!
        );
    }
}
