using System.Diagnostics;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Comparing;

/// <summary>One contestant, over its seeds.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Parameters">Parameters of its network.</param>
/// <param name="Accuracy">Its accuracy on the test part, 0 to 1.</param>
/// <param name="Loss">The mean loss of its last epoch.</param>
/// <param name="Seconds">How long one training took.</param>
internal sealed record Contestant(string Name, int Parameters, Spread Accuracy, Spread Loss, Spread Seconds);

/// <summary>Networks that differ in one thing, trained with several seeds each: what they come to, how much that varies, and how long it takes.</summary>
internal sealed class Comparison(
    ComparisonSettings settings,
    Dataset data,
    Samples<byte> test,
    ProgressBar? bar,
    CancellationToken cancellation
)
{
    private int _done;

    /// <summary>Trains them all; cancelled, those that are complete count.</summary>
    public static ComparisonView Run(ComparisonSettings settings, Screen screen, CancellationToken cancellation)
    {
        SourceLoader loader = new(new TerminalListener(screen), cancellation);
        var source = DataSource.Open(settings.Data ?? SourceLoader.DefaultSource);
        if (!source.Has(DataSplit.Test))
            throw new InvalidInputException(
                source.Name,
                "data with a test part, which is measured on",
                "none",
                "Give a set such as mnist or digits"
            );
        Dataset data = loader.LoadForTraining(source);
        Samples<byte> test = ClassAlignment.Align(loader.LoadForTesting(source), data.Samples.Shape, data.Samples.ClassNames);
        int trainings = (settings.Optimizers.Length + settings.Activations.Length) * settings.Seeds;
        return ProgressBar.Run(
            screen,
            "Training",
            trainings,
            "networks",
            bar =>
            {
                Comparison comparison = new(settings, data, test, bar, cancellation);
                Contestant[] optimizers =
                [
                    .. settings.Optimizers.Select(one => comparison.Train(Name(one), Activation.ReLU, one)).OfType<Contestant>(),
                ];
                Contestant[] activations =
                [
                    .. settings.Activations.Select(one => comparison.Train(one.Name, one, new Adam())).OfType<Contestant>(),
                ];
                return new ComparisonView(settings.Summary(data.Name), optimizers, activations);
            }
        );
    }

    private static string Name(Optimizer optimizer) =>
        string.Create(CultureInfo.InvariantCulture, $"{optimizer.Spelling} at {optimizer.LearningRate}");

    private Contestant? Train(string name, Activation activation, Optimizer optimizer)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            data.Samples.Shape,
            settings.Hidden,
            data.Samples.ClassNames,
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
            TrainingResult result = new Trainer(options).Train(Network.Create(definition, seed), data.Samples, cancellation: cancellation);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (result.WasCancelled)
                return null;
            using BulkScorer scorer = new(result.Network, test, result.Threads);
            accuracies.Add(scorer.Measure(CancellationToken.None).MicroAccuracy);
            losses.Add(result.Epochs.Count > 0 ? result.Epochs[^1].TrainLoss : double.NaN);
            parameters = result.Network.ParameterCount;
            bar?.Report(++_done);
        }

        return new Contestant(name, parameters, Spread.Of(accuracies), Spread.Of(losses), Spread.Of(seconds));
    }
}
