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
        KeepRung(job.Trial);
        Trial result = TrainOn(job, cancellation);
        File.Delete(RungPathOf(job.Trial.Number));
        return result;
    }

    /// <inheritdoc/>
    public void Forget(IEnumerable<int> numbers)
    {
        foreach (string path in numbers.SelectMany(number => (string[])[PathOf(number), RungPathOf(number)]).Where(File.Exists))
            AtomicFile.Delete(path);
    }

    /// <summary>
    /// Copies the checkpoint of a trial after exactly the epochs whose figures it has, so that what resumes from the copy leaves the trial as it is. Where there is none, the
    /// trial is trained once more.
    /// </summary>
    /// <returns>How to resume from it.</returns>
    public Checkpointing Copy(Trial trial, CancellationToken cancellation)
    {
        string rung = RungPathOf(trial.Number);
        string? kept = new[] { PathOf(trial.Number), rung }.FirstOrDefault(path => IsAt(trial, path));
        if (kept is null)
            Train(new TrialJob(trial with { Epochs = [] }, trial.Epochs.Length), CheckpointsOf(trial) with { Path = rung }, cancellation);
        string copy = Path.Combine(folder, "winner.checkpoint");
        CopyFile(kept ?? rung, copy);
        return CheckpointsOf(trial) with { Path = copy, Resume = true };
    }

    private static string TextOf(Trial trial) => $"{trial.Number}: {string.Join(", ", trial.Settings)}";

    private string PathOf(int number) => Path.Combine(folder, FormattableString.Invariant($"trial-{number:D4}.checkpoint"));

    // The state of the trial at its last measurement, while training continues.
    private string RungPathOf(int number) => Path.ChangeExtension(PathOf(number), ".rung.checkpoint");

    // After a kill, the checkpoint may be ahead; the earlier state is kept.
    private void KeepRung(Trial trial)
    {
        if (!trial.Epochs.IsEmpty && IsAt(trial, PathOf(trial.Number)))
            CopyFile(PathOf(trial.Number), RungPathOf(trial.Number));
    }

    private static void CopyFile(string from, string to) =>
        AtomicFile.Write(
            to,
            stream =>
            {
                using FileStream original = File.OpenRead(from);
                original.CopyTo(stream);
            }
        );

    private Checkpointing CheckpointsOf(Trial trial) =>
        new(PathOf(trial.Number))
        {
            KeepAtEnd = true,
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add(TrialKey, TextOf(trial)),
        };

    private static bool IsAt(Trial trial, string path) =>
        ReadOf(trial, path) is { SamplesInEpoch: 0 } checkpoint && checkpoint.Epochs.Length == trial.Epochs.Length;

    private static Checkpoint? ReadOf(Trial trial, string path)
    {
        try
        {
            return
                File.Exists(path)
                && Checkpoint.Load(path) is Checkpoint checkpoint
                && checkpoint.Metadata.GetValueOrDefault(TrialKey) == TextOf(trial)
                ? checkpoint
                : null;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private Trial TrainOn(TrialJob job, CancellationToken cancellation)
    {
        Checkpointing checkpoints = CheckpointsOf(job.Trial);
        if (ReadOf(job.Trial, checkpoints.Path) is not null)
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
        if (result.Epochs.Count < job.Epochs && result.WasCanceled)
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
