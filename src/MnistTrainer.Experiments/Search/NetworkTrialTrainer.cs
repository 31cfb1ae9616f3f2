using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Trains the networks of a study. Each trial has a checkpoint, from which it resumes to the same bytes as if it had not stopped; where the checkpoint is missing or
/// damaged, it begins again, with the same result.
/// </summary>
/// <param name="experiment">What is searched.</param>
/// <param name="data">The data, with validation samples.</param>
/// <param name="folder">The folder of the checkpoints.</param>
/// <param name="threads">The number of threads of each training; 0 for as many as are useful.</param>
/// <param name="epochCompleted">Called after every epoch, by any thread.</param>
internal sealed class NetworkTrialTrainer(
    HyperparameterSearch experiment,
    TrainingData data,
    string folder,
    int threads,
    Action epochCompleted
) : ITrialTrainer
{
    private const string TrialKey = "trial";

    /// <summary>Returns the recipe of a trial: with its settings, the study's seed, and the epochs of the last rung, which schedules depend on.</summary>
    public Recipe RecipeOf(Trial trial)
    {
        Recipe recipe = experiment.RecipeOf(trial);
        return recipe with { Training = recipe.Training with { Threads = threads } };
    }

    /// <inheritdoc/>
    public Trial Train(TrialJob job, CancellationToken cancellation)
    {
        Checkpointing checkpoints = CheckpointsOf(job.Trial);
        if (IsOf(job.Trial, checkpoints.Path))
        {
            try
            {
                return Train(job, checkpoints with { Resume = true }, cancellation);
            }
            catch (InvalidInputException)
            {
                // Written by another version of the program, or for other data: replaced below.
            }
        }

        return Train(job, checkpoints, cancellation);
    }

    /// <inheritdoc/>
    public void Forget(IEnumerable<Trial> trials)
    {
        foreach (Trial trial in trials.Where(trial => File.Exists(PathOf(trial))))
            AtomicFile.Delete(PathOf(trial));
    }

    /// <summary>Copies the checkpoint of a trial, so that what resumes from the copy leaves the trial as it is.</summary>
    /// <returns>How to resume from it.</returns>
    public Checkpointing Copy(Trial trial, CancellationToken cancellation)
    {
        if (!IsOf(trial, PathOf(trial)))
            Train(new TrialJob(trial with { Epochs = [] }, trial.Epochs.Length), cancellation);
        string copy = Path.Combine(folder, "winner.checkpoint");
        AtomicFile.Write(
            copy,
            stream =>
            {
                using FileStream original = File.OpenRead(PathOf(trial));
                original.CopyTo(stream);
            }
        );
        return CheckpointsOf(trial) with { Path = copy, Resume = true };
    }

    private static string TextOf(Trial trial) => $"{trial.Number}: {string.Join(", ", trial.Settings)}";

    private string PathOf(Trial trial) => Path.Combine(folder, FormattableString.Invariant($"trial-{trial.Number:D4}.checkpoint"));

    private Checkpointing CheckpointsOf(Trial trial) =>
        new(PathOf(trial)) { KeepAtEnd = true, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add(TrialKey, TextOf(trial)) };

    private static bool IsOf(Trial trial, string path)
    {
        try
        {
            return File.Exists(path) && Checkpoint.Load(path).Metadata.GetValueOrDefault(TrialKey) == TextOf(trial);
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    private Trial Train(TrialJob job, Checkpointing checkpoints, CancellationToken cancellation)
    {
        Recipe recipe = RecipeOf(job.Trial).For(data.Train);
        NetworkDefinition definition = recipe.Define(data.Train.Shape, data.Train.ClassNames);
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TrainingResult result = new Trainer(recipe.Training) { Checkpoints = checkpoints }.Train(
            Network.Create(definition, recipe.Training.Seed),
            data.Train,
            data.Validation,
            new Pause(job.Epochs, pause, epochCompleted),
            pause.Token
        );
        if (result.Epochs.Count < job.Epochs && result.WasCancelled)
            throw new OperationCanceledException(cancellation);
        return job.Trial with
        {
            Epochs = [.. result.Epochs.Take(job.Epochs).Select(FiguresOf)],
            HasDiverged = result.Divergence is not null,
        };
    }

    private static TrialEpoch FiguresOf(EpochResult epoch) =>
        new(Finite(epoch.TrainLoss), Finite(epoch.ValidationLoss!.Value), epoch.ValidationAccuracy!.Value);

    private static double Finite(double loss) => double.IsFinite(loss) ? loss : double.NaN;

    /// <summary>Ends a training at a rung as Ctrl+C would, with a checkpoint.</summary>
    private sealed class Pause(int epochs, CancellationTokenSource source, Action epochCompleted) : ITrainingObserver
    {
        public void OnResume(IReadOnlyList<EpochResult> completed, int samplesInEpoch) => StopAt(completed.Count);

        public void OnEpoch(EpochResult result)
        {
            epochCompleted();
            StopAt(result.Number);
        }

        private void StopAt(int completed)
        {
            if (completed >= epochs)
                source.Cancel();
        }
    }
}
