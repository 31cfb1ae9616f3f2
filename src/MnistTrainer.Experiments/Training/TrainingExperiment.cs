using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Trains a network once or with several seeds, evaluates each result on the test samples, and saves one model.</summary>
/// <param name="Recipe">The network and its training. The first run uses its seed, and each further run the next one.</param>
public sealed record TrainingExperiment(Recipe Recipe)
{
    /// <summary>The number of runs, at least 1. Default: 1.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>The model of several runs that is kept. Default: that of the first seed.</summary>
    public RunSelection Keep { get; init; }

    /// <summary>A network of the same architecture whose parameters training starts from. Default: null, for random ones.</summary>
    public Network? StartFrom { get; init; }

    /// <summary>The file that the kept model is saved to. Default: null, for none.</summary>
    public string? ModelPath { get; init; }

    /// <summary>
    /// Whether and where training writes checkpoints, which are deleted when the model is saved, unless training was canceled: a single run to a file, from which it resumes on
    /// request; several runs to a folder (<see cref="RunFolder"/>), where existing checkpoints are used, regardless of the process that wrote them. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>
    /// The ranks that train together (<see cref="Trainer.Ranks"/>), all of which run the experiment with the same data; rank 0 saves the model. Default: a single process.
    /// </summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Additional metadata to save with the model. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Does all training runs.</summary>
    /// <param name="data">The data.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends training after the current step; the network trained so far is evaluated and saved.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the data, or a file cannot be written.</exception>
    public TrainingSeries Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        listener ??= IExperimentListener.None;
        SeedRuns runs = CreateRuns(data, listener);
        bool saves = Ranks.Rank == 0;
        if (saves && Runs == 1 && Checkpoints is { Resume: false } && File.Exists(Checkpoints.Path))
            listener.OnNote(new CheckpointReplacedNote(Checkpoints.Path));

        TrainingSeries series = TrainAll(runs, data, listener, cancellation);
        if (saves && ModelPath is not null)
            series = series with { IsSaved = Save(series.Selected, ModelPath) };
        if (!series.WasCanceled)
            runs.DeleteCheckpoints();
        return series;
    }

    /// <summary>Returns the training runs, so that other processes can do some of them.</summary>
    /// <param name="data">The data.</param>
    /// <param name="listener">Receives notes, and is notified of each training run on its thread. Default: none.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the data.</exception>
    public IRunSet RunsOn(TrainingData data, IExperimentListener? listener = null) =>
        CreateRuns(data, listener ?? IExperimentListener.None);

    private SeedRuns CreateRuns(TrainingData data, IExperimentListener listener)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(Runs, 1);
        Recipe recipe = Recipe.For(data.Train);
        if (recipe.Training.Augmentation is IAugmentation augmentation && recipe.AugmentationUse == AugmentationUse.ByAppearance)
            listener.OnNote(NoteOf(augmentation, data.Train));
        if (recipe.Training.Distillation is Distillation distillation)
            ReportTeacher(recipe, distillation, data, listener);
        return new SeedRuns(this, recipe, data, listener);
    }

    private static ExperimentNote NoteOf(IAugmentation augmentation, Samples<byte> samples) =>
        augmentation is FlipAndCropAugmentation cropping && !Handwriting.Resembles(samples)
            ? new ImagesAugmentedNote(cropping, cropping.ShiftedPixels(samples.Shape))
            : new HandwritingAugmentedNote(augmentation);

    /// <summary>Reports the accuracy of a teacher on the data, because the classes of unrelated data may have the same names.</summary>
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

    private TrainingSeries TrainAll(SeedRuns runs, TrainingData data, IExperimentListener listener, CancellationToken cancellation)
    {
        TrainedModel[] models = [.. runs.InOrder(cancellation).Select(run => Measure(runs.RecipeOf(run.Run), run, data, listener))];
        int kept = Keep switch
        {
            RunSelection.Best => Restarts.Best([.. models.Select(model => model.Training)]),
            // If too few networks are complete for an ensemble.
            RunSelection.All => Math.Max(0, Array.FindIndex(models, model => model.EndedWell)),
            _ => 0,
        };
        ImmutableSortedDictionary<string, string> metadata =
            models.Length > 1 ? Metadata.SetItem("trainings", models.Length.ToString(CultureInfo.InvariantCulture)) : Metadata;
        ImmutableArray<TrainedModel> all = [.. models.Select(model => model with { AddedMetadata = metadata })];
        return new TrainingSeries(all, kept, Runs) { Ensemble = Keep == RunSelection.All ? Join(all, listener) : null };
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

    // Also if training was interrupted, so that its result is not lost.
    private static TrainedModel Measure(Recipe recipe, RunResult run, TrainingData data, IExperimentListener listener)
    {
        TrainedModel model = new()
        {
            Recipe = recipe,
            Data = TrainedData.Of(data),
            Training = run.Training,
            Elapsed = run.Elapsed,
            Test = Test(run.Training.Network, data.Test, listener),
        };
        if (model.Weakness is TrainingWeakness weakness)
            listener.OnNote(new NearChanceNote(weakness));
        return model;
    }

    private static bool Save(TrainedModel model, string path)
    {
        if (model.Training.Divergence is { LastGoodStep: 0 } && File.Exists(path))
            return false;
        // Saving loads ML.NET, in the memory for training samples unless the caller holds them.
        SeedRuns.ReleaseMemory();
        model.Save(path);
        return true;
    }
}
