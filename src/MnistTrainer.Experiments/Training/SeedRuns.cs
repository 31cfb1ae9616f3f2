using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The trainings of an experiment on images: one for each of consecutive seeds.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="recipe">Its recipe as it applies to the data; it has the first seed.</param>
/// <param name="data">The data.</param>
/// <param name="listener">Hears of each training.</param>
internal sealed class SeedRuns(TrainingExperiment experiment, Recipe recipe, TrainingData data, IExperimentListener listener)
    : TrainingRuns(experiment.Checkpoints, experiment.Ranks, listener)
{
    private const string StartName = "first weights";

    private readonly string? _start = experiment.StartFrom is null ? null : Fingerprint(experiment.StartFrom);

    public override int Count => experiment.Runs;

    public override ImmutableSortedDictionary<string, string> Identity =>
        RunIdentity.Of(
            $"{Count} seeds",
            recipe.Training,
            recipe.Define(data.Train.Shape, data.Train.ClassNames),
            ("training samples", SampleFingerprint.Of(data)),
            ("validation samples", data.Validation is null ? "none" : SampleFingerprint.Of(data.Validation)),
            (StartName, _start ?? "random")
        );

    public override string NameOf(int run) => string.Create(CultureInfo.InvariantCulture, $"seed-{RecipeOf(run).Training.Seed}");

    /// <summary>Returns the recipe of a run, with its seed.</summary>
    public Recipe RecipeOf(int run) => recipe with { Training = recipe.Training with { Seed = recipe.Training.Seed + (ulong)run } };

    /// <summary>Returns as much memory as possible, before more is needed.</summary>
    public static void ReleaseMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    protected override RunResult Train(int run, Checkpointing? checkpoints, CancellationToken cancellation)
    {
        Recipe seeded = RecipeOf(run);
        if (Count > 1)
        {
            Listener.OnNote(new SeedStartedNote(seeded.Training.Seed));
            if (_start is not null && checkpoints is not null)
                checkpoints = checkpoints with { Identity = checkpoints.Identity.SetItem(StartName, _start) };
        }

        // The data of the conversion and the buffer of the previous run must not be in memory together with the new buffer.
        if (data.Stored is not null)
            ReleaseMemory();
        (TrainingResult result, TimeSpan elapsed) = ObservedTraining.Run(
            new TrainingSetup(seeded, data),
            Listener,
            observer =>
            {
                Trainer trainer = new(seeded.Training) { Checkpoints = checkpoints, Ranks = Ranks };
                Network begin = Begin(seeded);
                return data.Stored is StoredSamples stored
                    ? trainer.Train(begin, stored, data.Validation, observer, cancellation)
                    : trainer.Train(begin, data.Train, data.Validation, observer, cancellation);
            }
        );
        if (data.Stored is not null)
            ReleaseMemory();
        return new RunResult(run, result, elapsed);
    }

    private Network Begin(Recipe seeded)
    {
        NetworkDefinition definition = seeded.Define(data.Train.Shape, data.Train.ClassNames);
        seeded.Training.Validate(definition);
        if (experiment.StartFrom is not Network start)
            return Network.Create(definition, seeded.Training.Seed);
        start.CheckSameArchitecture(definition);
        return definition.TestTimeShift > 0 ? start.WithTestTimeShift(definition.TestTimeShift) : start;
    }

    private static string Fingerprint(Network network) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)))[..16];
}
