using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Trains a network once or with several seeds, measures each result on the test samples, and saves the model that is kept.</summary>
/// <param name="Recipe">The network and how it is trained. The first run has its seed, each further run the next one.</param>
public sealed record TrainingExperiment(Recipe Recipe)
{
    /// <summary>The number of runs, at least 1. Default: 1.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Which model of several runs is kept. Default: that of the first seed.</summary>
    public RunSelection Keep { get; init; }

    /// <summary>A network of the same architecture whose parameters training starts from. Default: null, for random ones.</summary>
    public Network? StartFrom { get; init; }

    /// <summary>The file that the kept model is saved to. Default: null, for none.</summary>
    public string? ModelPath { get; init; }

    /// <summary>
    /// Whether and where a single run leaves checkpoints and resumes from them; deleted once the model is saved, unless it was cancelled. Ignored with several
    /// runs. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>
    /// The ranks that train together (<see cref="Trainer.Ranks"/>), all of which run the experiment with the same data; rank 0 saves the model. Default: one process alone.
    /// </summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Metadata to save with the model besides that of the training. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Runs all trainings.</summary>
    /// <param name="data">The data.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends training after the current step; what was reached is measured and saved.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid, does not fit the data, or a file cannot be written.</exception>
    public TrainingSeries Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(Runs, 1);
        listener ??= IExperimentListener.None;
        Recipe recipe = Recipe.For(data.Train);
        if (recipe.Training.Augmentation is IAugmentation augmentation && recipe.AugmentationUse == AugmentationUse.ByAppearance)
            listener.OnNote(NoteOf(augmentation, data.Train));
        if (recipe.Training.Distillation is Distillation distillation)
            ReportTeacher(recipe, distillation, data, listener);
        Checkpointing? checkpoints = Runs == 1 ? Checkpoints : null;
        bool saves = Ranks.Rank == 0;
        if (saves && checkpoints is { Resume: false } && File.Exists(checkpoints.Path))
            listener.OnNote(new CheckpointReplacedNote(checkpoints.Path));

        TrainingSeries series = TrainAll(recipe, data, checkpoints, listener, cancellation);
        if (saves && ModelPath is not null)
            series = series with { IsSaved = Save(series.Selected, ModelPath) };
        if (saves && !series.Selected.Training.WasCancelled)
            checkpoints?.Delete();
        return series;
    }

    private static ExperimentNote NoteOf(IAugmentation augmentation, Samples<byte> samples) =>
        augmentation is FlipAndCropAugmentation cropping && !Handwriting.Resembles(samples)
            ? new ImagesAugmentedNote(cropping, cropping.ShiftedPixels(samples.Shape))
            : new HandwritingAugmentedNote(augmentation);

    /// <summary>Reports how good a teacher is for the data, since the classes of unrelated data may have the same names.</summary>
    private static void ReportTeacher(Recipe recipe, Distillation distillation, TrainingData data, IExperimentListener listener)
    {
        recipe.Training.Validate(recipe.Define(data.Train.Shape, data.Train.ClassNames));
        ClassificationMetrics metrics = listener
            .Run(
                new ExperimentPhase("Testing the teacher", data.Test.Count, "images"),
                progress => Evaluation.Measure(distillation.Teacher, data.Test, progress, CancellationToken.None)
            )
            .Metrics;
        listener.OnNote(new TeacherNote(distillation, metrics.MicroAccuracy));
        if (PoorEvaluationNote.For(metrics) is PoorEvaluationNote poor)
            listener.OnNote(poor);
    }

    private TrainingSeries TrainAll(
        Recipe recipe,
        TrainingData data,
        Checkpointing? checkpoints,
        IExperimentListener listener,
        CancellationToken cancellation
    )
    {
        List<TrainedModel> models = [];
        do
        {
            ulong seed = recipe.Training.Seed + (ulong)models.Count;
            if (Runs > 1)
                listener.OnNote(new SeedStartedNote(seed));
            Recipe seeded = recipe with { Training = recipe.Training with { Seed = seed } };
            models.Add(Train(seeded, data, checkpoints, listener, cancellation));
        } while (models.Count < Runs && !IsCancelled());

        int kept = Keep switch
        {
            RunSelection.Best => Restarts.Best([.. models.Select(model => model.Training)]),
            // Where too few end well for an ensemble.
            RunSelection.All => Math.Max(0, models.FindIndex(model => model.EndedWell)),
            _ => 0,
        };
        ImmutableSortedDictionary<string, string> metadata =
            models.Count > 1 ? Metadata.SetItem("trainings", models.Count.ToString(CultureInfo.InvariantCulture)) : Metadata;
        ImmutableArray<TrainedModel> all = [.. models.Select(model => model with { AddedMetadata = metadata })];
        return new TrainingSeries(all, kept, Runs) { Ensemble = Keep == RunSelection.All ? Join(all, listener) : null };

        // Ranks stop together: after the training that they stopped together.
        bool IsCancelled() => Ranks.Count > 1 ? models[^1].Training.WasCancelled : cancellation.IsCancellationRequested;
    }

    private static TrainedModel? Join(ImmutableArray<TrainedModel> models, IExperimentListener listener)
    {
        TrainedModel[] members = [.. models.Where(model => model.EndedWell)];
        if (members.Length < 2)
            return null;
        TrainedModel first = members[0];
        Network ensemble = Network.EnsembleOf([.. members.Select(member => member.Training.Network)]);
        return first with
        {
            Training = first.Training with { Network = ensemble, SamplesSeen = members.Sum(member => member.Training.SamplesSeen) },
            Elapsed = members.Aggregate(TimeSpan.Zero, (sum, member) => sum + member.Elapsed),
            Test = Test(ensemble, first.Data.Test, listener),
        };
    }

    private static Evaluation Test(Network network, Samples<byte> samples, IExperimentListener listener) =>
        listener.Run(
            new ExperimentPhase("Testing", samples.Count, "images"),
            progress => Evaluation.Measure(network, samples, progress, CancellationToken.None)
        );

    private TrainedModel Train(
        Recipe recipe,
        TrainingData data,
        Checkpointing? checkpoints,
        IExperimentListener listener,
        CancellationToken cancellation
    )
    {
        // What converted the source, or the buffer of the training before, is not to be in memory beside the new one.
        if (data.Stored is not null)
            ReleaseMemory();
        (TrainingResult result, TimeSpan elapsed) = ObservedTraining.Run(
            new TrainingSetup(recipe, data),
            listener,
            observer =>
            {
                Trainer trainer = new(recipe.Training) { Checkpoints = checkpoints, Ranks = Ranks };
                Network begin = Begin(recipe, data);
                return data.Stored is StoredSamples stored
                    ? trainer.Train(begin, stored, data.Validation, observer, cancellation)
                    : trainer.Train(begin, data.Train, data.Validation, observer, cancellation);
            }
        );

        if (data.Stored is not null)
            ReleaseMemory();

        // Measured even if training was interrupted: what was reached must not be lost.
        TrainedModel model = new()
        {
            Recipe = recipe,
            Data = TrainedData.Of(data),
            Training = result,
            Elapsed = elapsed,
            Test = Test(result.Network, data.Test, listener),
        };
        if (model.Weakness is TrainingWeakness weakness)
            listener.OnNote(new NearChanceNote(weakness));
        return model;
    }

    private Network Begin(Recipe recipe, TrainingData data)
    {
        NetworkDefinition definition = recipe.Define(data.Train.Shape, data.Train.ClassNames);
        recipe.Training.Validate(definition);
        if (StartFrom is null)
            return Network.Create(definition, recipe.Training.Seed);
        StartFrom.CheckSameArchitecture(definition);
        return definition.TestTimeShift > 0 ? StartFrom.WithTestTimeShift(definition.TestTimeShift) : StartFrom;
    }

    private static bool Save(TrainedModel model, string path)
    {
        if (model.Training.Divergence is { LastGoodStep: 0 } && File.Exists(path))
            return false;
        // Saving loads ML.NET, in the memory of the training samples unless the caller holds them.
        ReleaseMemory();
        model.Save(path);
        return true;
    }

    private static void ReleaseMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
