using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The trainings of a comparison: each network with every seed.</summary>
/// <param name="settings">What is compared.</param>
/// <param name="name">The name of the data set.</param>
/// <param name="train">What the networks are trained on.</param>
/// <param name="test">What they are measured on.</param>
/// <param name="listener">Hears of finished runs that are found.</param>
internal sealed class ComparisonRuns(
    ComparisonSettings settings,
    string name,
    Samples<byte> train,
    Samples<byte> test,
    IExperimentListener listener
) : TrainingRuns(settings.Checkpoints, ITrainingRanks.Alone, listener)
{
    /// <summary>All networks: first those that are compared for their optimizers.</summary>
    public ImmutableArray<ComparedNetwork> Networks { get; } =
    [.. settings.Optimizers.Select(ComparedNetwork.Of), .. settings.Activations.Select(ComparedNetwork.Of)];

    /// <summary>The name of the data set.</summary>
    public string Dataset => name;

    public override int Count => Networks.Length * settings.Seeds;

    public override ImmutableSortedDictionary<string, string> Identity =>
        RunIdentity.Of(
            string.Create(CultureInfo.InvariantCulture, $"{settings.Seeds} seeds of {string.Join(", ", Networks.Select(one => one.Name))}"),
            OptionsOf(0),
            DefinitionOf(0),
            ("training samples", SampleFingerprint.Of(train))
        );

    /// <summary>Loads the data.</summary>
    /// <exception cref="InvalidInputException">It is invalid or has no test part.</exception>
    public static ComparisonRuns Load(ComparisonSettings settings, IExperimentListener listener, CancellationToken cancellation)
    {
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
        return new ComparisonRuns(settings, data.Name, data.Samples, test, listener);
    }

    public override string NameOf(int run)
    {
        string purpose = NetworkOf(run) < settings.Optimizers.Length ? "optimizer" : "activation";
        return string.Create(CultureInfo.InvariantCulture, $"{purpose}-{Networks[NetworkOf(run)].FileName}-seed-{SeedOf(run)}");
    }

    /// <summary>The number of a run's network.</summary>
    public int NetworkOf(int run) => run / settings.Seeds;

    /// <summary>Measures a run on the test samples: its accuracy, 0 to 1.</summary>
    public double Measure(TrainingResult training)
    {
        using BulkScorer scorer = new(training.Network, test, training.Threads);
        return scorer.Measure(CancellationToken.None).MicroAccuracy;
    }

    protected override RunResult Train(int run, Checkpointing? checkpoints, CancellationToken cancellation)
    {
        TrainingClock clock = new();
        TrainingOptions options = OptionsOf(run);
        TrainingResult result = new Trainer(options) { Checkpoints = checkpoints }.Train(
            Network.Create(DefinitionOf(run), options.Seed),
            train,
            observer: clock,
            cancellation: cancellation
        );
        return new RunResult(run, result, clock.Elapsed);
    }

    private ulong SeedOf(int run) => (ulong)(run % settings.Seeds) + 1;

    private NetworkDefinition DefinitionOf(int run) =>
        NetworkDefinition.Dense(train.Shape, settings.Hidden, train.ClassNames, Networks[NetworkOf(run)].Activation, Activation.Softmax);

    private TrainingOptions OptionsOf(int run) =>
        new()
        {
            Optimizer = Networks[NetworkOf(run)].Optimizer,
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            Seed = SeedOf(run),
            Threads = settings.Threads,
        };
}
