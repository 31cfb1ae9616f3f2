using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Networks that differ in one choice, each trained with several seeds: accuracy, its spread, and duration side by side.</summary>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Settings">What all trainings have in common.</param>
/// <param name="Optimizers">A row for each optimizer, of a network of ReLU.</param>
/// <param name="Activations">A row for each activation, trained with Adam.</param>
public sealed record NetworkComparison(
    string Dataset,
    ComparisonSettings Settings,
    ImmutableArray<ComparisonRow> Optimizers,
    ImmutableArray<ComparisonRow> Activations
)
{
    /// <summary>Loads the data and trains all networks. If cancelled during training, the networks with all seeds done remain.</summary>
    /// <param name="settings">What to compare.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels training.</param>
    /// <exception cref="InvalidInputException">The data is invalid or has no test part.</exception>
    public static NetworkComparison Run(
        ComparisonSettings settings,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        listener ??= IExperimentListener.None;
        SourceLoader loader = new(listener, cancellation);
        DataSource source = loader.Open(settings.Source ?? SourceLoader.DefaultSource);
        if (!source.Has(DataSplit.Test, settings.Options))
            throw new InvalidInputException(source.Name, "data with a test part", "none", "Use a data set such as mnist or digits");
        Dataset data = loader.LoadForTraining(source, settings.Options);
        DataSelection.RequireTrainable(data);
        Samples<byte> test = ClassAlignment.Align(
            loader.LoadForTesting(source, settings.Options),
            data.Samples.Shape,
            data.Samples.ClassNames
        );
        int trainings = (settings.Optimizers.Length + settings.Activations.Length) * settings.Seeds;
        return listener.Run(
            new ExperimentPhase("Training", trainings, "networks"),
            progress =>
            {
                Trainings all = new(settings, data.Samples, test, progress, cancellation);
                ImmutableArray<ComparisonRow> optimizers =
                [
                    .. settings.Optimizers.Select(one => all.Train(Name(one), Activation.ReLU, one)).OfType<ComparisonRow>(),
                ];
                return new NetworkComparison(
                    data.Name,
                    settings,
                    optimizers,
                    [.. settings.Activations.Select(one => all.Train(one.Name, one, new Adam())).OfType<ComparisonRow>()]
                );
            }
        );
    }

    private static string Name(Optimizer optimizer) =>
        string.Create(CultureInfo.InvariantCulture, $"{optimizer.Spelling} at {optimizer.LearningRate}");

    private sealed class Trainings(
        ComparisonSettings settings,
        Samples<byte> samples,
        Samples<byte> test,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        private int _done;

        /// <summary>Trains a network with every seed.</summary>
        /// <returns>The results; null if cancelled.</returns>
        public ComparisonRow? Train(string name, Activation activation, Optimizer optimizer)
        {
            NetworkDefinition definition = NetworkDefinition.Dense(
                samples.Shape,
                settings.Hidden,
                samples.ClassNames,
                activation,
                Activation.Softmax
            );
            List<double> accuracies = [],
                losses = [],
                seconds = [];
            int parameters = 0;
            for (ulong seed = 1; seed <= (ulong)settings.Seeds; seed++)
            {
                TrainingOptions options = new()
                {
                    Optimizer = optimizer,
                    Epochs = settings.Epochs,
                    BatchSize = settings.BatchSize,
                    Seed = seed,
                    Threads = settings.Threads,
                };
                long started = Stopwatch.GetTimestamp();
                TrainingResult result = new Trainer(options).Train(Network.Create(definition, seed), samples, cancellation: cancellation);
                seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                if (result.WasCancelled)
                    return null;
                using BulkScorer scorer = new(result.Network, test, result.Threads);
                accuracies.Add(scorer.Measure(CancellationToken.None).MicroAccuracy);
                losses.Add(result.Epochs.Count > 0 ? result.Epochs[^1].TrainLoss : double.NaN);
                parameters = result.Network.ParameterCount;
                progress?.Report(++_done);
            }

            return new ComparisonRow(name, parameters, Spread.Of(accuracies), Spread.Of(losses), Spread.Of(seconds));
        }
    }
}
