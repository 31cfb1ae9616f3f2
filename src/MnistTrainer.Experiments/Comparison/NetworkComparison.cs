using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A comparison of networks that differ in one choice, each trained with several seeds: accuracy, its spread, and duration.</summary>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Settings">The common settings of all training runs.</param>
/// <param name="Optimizers">A row for each optimizer, on a network with ReLU.</param>
/// <param name="Activations">A row for each activation, trained with Adam.</param>
public sealed record NetworkComparison(
    string Dataset,
    ComparisonSettings Settings,
    ImmutableArray<ComparisonRow> Optimizers,
    ImmutableArray<ComparisonRow> Activations
)
{
    /// <summary>Loads the data and trains all networks. If canceled during training, the result has the networks that were trained with all seeds.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels training.</param>
    /// <exception cref="InvalidInputException">The data is invalid or has no test part, or a checkpoint belongs to another training run.</exception>
    public static NetworkComparison Run(
        ComparisonSettings settings,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        listener ??= IExperimentListener.None;
        ComparisonRuns runs = ComparisonRuns.Load(settings, listener, cancellation);
        MeasuredRun[] measured = listener.Run(
            new ExperimentPhase("Training", runs.Count, "networks"),
            progress => Measure(runs, progress, cancellation).ToArray()
        );
        if (measured.Length == runs.Count)
            runs.DeleteCheckpoints();
        ImmutableArray<ComparisonRow> rows =
        [
            .. measured
                .GroupBy(one => one.Network)
                .Where(network => network.Count() == settings.Seeds)
                .Select(network => RowOf(runs.Networks[network.Key].Name, [.. network])),
        ];
        int optimizers = Math.Min(settings.Optimizers.Length, rows.Length);
        return new NetworkComparison(runs.Dataset, settings, rows[..optimizers], rows[optimizers..]);
    }

    /// <summary>Loads the data and returns the training runs, so that other processes can do some of them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="listener">Receives progress of loading. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">The data is invalid or has no test part.</exception>
    public static IRunSet LoadRuns(
        ComparisonSettings settings,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ComparisonRuns.Load(settings, listener ?? IExperimentListener.None, cancellation);
    }

    private static IEnumerable<MeasuredRun> Measure(ComparisonRuns runs, IProgress<double>? progress, CancellationToken cancellation)
    {
        int done = 0;
        foreach (RunResult result in runs.InOrder(cancellation).Where(one => !one.Training.WasCanceled))
        {
            TrainingResult training = result.Training;
            yield return new MeasuredRun(
                runs.NetworkOf(result.Run),
                training.Network.ParameterCount,
                runs.Measure(training),
                training.Epochs is [.., EpochResult last] ? last.TrainLoss : double.NaN,
                result.Elapsed.TotalSeconds
            );
            progress?.Report(++done);
        }
    }

    private static ComparisonRow RowOf(string name, MeasuredRun[] runs) =>
        new(
            name,
            runs[0].Parameters,
            Spread.Of([.. runs.Select(one => one.Accuracy)]),
            Spread.Of([.. runs.Select(one => one.Loss)]),
            Spread.Of([.. runs.Select(one => one.Seconds)])
        );

    // Without the network: there may be thousands.
    private sealed record MeasuredRun(int Network, int Parameters, double Accuracy, double Loss, double Seconds);
}
