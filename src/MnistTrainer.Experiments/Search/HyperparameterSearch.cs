using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Searches for settings of a recipe that give better results on validation samples: successive halving (Li et al. 2020) over proposals of a tree-structured Parzen estimator
/// (Bergstra et al. 2011). The same seed gives the same study, with any number of workers and threads. Results are stored in a journal, so a search that was interrupted, even if
/// the process was killed, continues when it is run again.
/// </summary>
/// <example>
/// <code>
/// DataSelection selection = new() { Source = "mnist", ValidationFraction = 0.1 };
/// SearchSpace space = SearchSpace.Create(Recipe.Fast, [new("learning-rate", "1e-4..1e-1"), new("optimizer", "adam,adamw")]);
/// StudyResult result = new HyperparameterSearch(Recipe.Fast, space) { ModelPath = "best.zip" }.Run(selection.Load());
/// Console.WriteLine($"{string.Join(", ", result.Best!.Settings)}: {result.Model!.Test.Metrics.MicroAccuracy:P2}");
/// </code>
/// </example>
/// <param name="Recipe">The recipe; its own settings are the first trial.</param>
/// <param name="Space">The search space.</param>
public sealed record HyperparameterSearch(Recipe Recipe, SearchSpace Space)
{
    /// <summary>The file that the best model is saved to. The study's folder is next to it (<see cref="Folder"/>).</summary>
    public required string ModelPath { get; init; }

    /// <summary>The options. Default: 30 trials of up to 27 epochs.</summary>
    public SearchOptions Options { get; init; } = new();

    /// <summary>The number of threads of each training run; 0 for as many as are useful. Does not affect the study. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The command line that trains a trial, without the program's name; shown on the page, and saved in the metadata of the model as <c>options</c>. Default: null, for none.
    /// </summary>
    public Func<Trial, ImmutableArray<string>>? Arguments { get; init; }

    /// <summary>The board that the study posts its jobs to, so that remote workers can take some. Default: null, for no remote workers.</summary>
    public JobBoard? Board { get; init; }

    /// <summary>
    /// The part of the trials that this process trains, if several processes share the study's folder. Each process runs the same study, waits for the results of the others, and
    /// has a separate journal; the first writes the page, and evaluates and saves the best trial. Default: null, for all trials.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>The folder of the study: the journal, the page, and the checkpoints of trials.</summary>
    public string Folder => $"{ModelPath}.study";

    /// <summary>The page of the study, which is rewritten after every batch.</summary>
    public string PagePath => Path.Combine(Folder, "study.html");

    /// <summary>The journal.</summary>
    public string JournalPath =>
        Path.Combine(Folder, IsFirst ? "journal.jsonl" : FormattableString.Invariant($"journal-{Shard!.Number}-of-{Shard.Count}.jsonl"));

    private bool IsFirst => Shard is null or { Number: 1 };

    /// <summary>Returns the recipe of a trial, with the study's seed and the epochs of the last rung.</summary>
    public Recipe RecipeOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Recipe recipe = Space.Apply(Recipe, trial.Settings);
        return recipe with { Training = recipe.Training with { Epochs = Options.Epochs, Seed = Options.Seed }, ImageEpochs = null };
    }

    /// <summary>Returns everything that determines the trials and their results, as text by name: equal in two processes if they run the same study.</summary>
    /// <param name="data">The data, with validation samples.</param>
    public ImmutableSortedDictionary<string, string> IdentityOf(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return StudyIdentity.Of(data, Recipe, Space, Options);
    }

    /// <summary>Creates the trainer for jobs of this study, for a worker of a <see cref="JobBoard"/>.</summary>
    /// <param name="data">The data, with validation samples.</param>
    /// <param name="folder">The existing folder of the checkpoints.</param>
    /// <param name="trained">Called with every result, on any thread. Default: none.</param>
    public IJobTrainer CreateTrainer(TrainingData data, string folder, Action<Trial>? trained = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.RequireMemory("a search");
        return new TrialJobTrainer(new NetworkTrialTrainer(this, data, folder, Threads, () => { }), trained);
    }

    /// <summary>Runs the study, or continues it; then evaluates the best trial on the test samples and saves it.</summary>
    /// <param name="data">The data, with validation samples.</param>
    /// <param name="listener">Receives progress, and a <see cref="TrialTrainedNote"/> for every result. Default: none.</param>
    /// <param name="cancellation">Ends the search; the best trial so far is evaluated and saved in its current state.</param>
    /// <exception cref="InvalidInputException">
    /// Options, space, recipe and data are invalid, the journal belongs to another study, a file cannot be written, or all trials diverged.
    /// </exception>
    public StudyResult Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.RequireMemory("a search");
        listener ??= IExperimentListener.None;
        Options.Validate(Recipe, Space);
        if (Options.Workers == 0 && Board is null)
            throw new InvalidInputException("the number of workers", "at least 1", "0", "Only a study with remote workers can have none");
        if (Shard is not null && (Options.Hours is not null || Board is not null))
            throw new InvalidInputException(
                "a search in shards",
                "a number of trials",
                Board is null ? "hours, which each shard would count separately" : "remote workers as well",
                "Use either shards or the other setting"
            );
        if (data.Validation is null)
            throw new InvalidInputException(data.Name, "validation samples", "none", "Hold some out of the training samples");
        using StudyJournal journal = StudyJournal.Open(JournalPath, IdentityOf(data));
        if (journal.Trials.Count > 0)
            listener.OnNote(new StudyContinuedNote(JournalPath, journal.Trials.Count));
        Study study = new(Space.Apply(Recipe, []).For(data.Train), Space, Options);
        NetworkTrialTrainer trainer;
        bool hasEnded;
        try
        {
            (trainer, hasEnded) = RunStudy(data, study, journal, listener, cancellation);
        }
        finally
        {
            Board?.End();
        }

        bool isForsaken = !hasEnded && !cancellation.IsCancellationRequested;
        if (isForsaken)
        {
            if (journal.Trials.Count == 0)
                throw new InvalidInputException(
                    "The search",
                    "a worker before the time limit",
                    "none",
                    "Start workers, or let this machine train, too"
                );
            // The best trial is saved in its current state, as after a cancellation.
            cancellation = new CancellationToken(canceled: true);
        }

        StudyResult result = ResultOf(data, study) with { WasCanceled = cancellation.IsCancellationRequested };
        if (!IsFirst)
            return result;
        if (result.Best is Trial best)
            result = result with { Model = Save(best, data, trainer, journal, listener, cancellation) };
        else if (!result.WasCanceled)
            throw new InvalidInputException(
                data.Name,
                "a trial that does not diverge",
                $"{result.Diverged} that do",
                "Search smaller learning rates"
            );
        WritePage(result);
        return result;
    }

    private (NetworkTrialTrainer Trainer, bool HasEnded) RunStudy(
        TrainingData data,
        Study study,
        StudyJournal journal,
        IExperimentListener listener,
        CancellationToken cancellation
    )
    {
        WritePage(ResultOf(data, study));
        double total = study.Halving.EpochsOf(Options.Trials) + (2.0 * Options.Epochs);
        return listener.Run(
            new ExperimentPhase("Searching", total, "epochs"),
            progress =>
            {
                int epochs = 0;
                NetworkTrialTrainer trainer = new(this, data, Folder, Threads, () => progress?.Report(Interlocked.Increment(ref epochs)));
                bool hasEnded = new StudyRun(study, journal, trainer, Options, Board)
                {
                    Trained = trial => listener.OnNote(new TrialTrainedNote(trial)),
                    BatchEnded = () => WritePage(ResultOf(data, study)),
                    Shard = Shard is null
                        ? null
                        : new StudyShard(Shard, Folder, IdentityOf(data))
                        {
                            Waiting = (job, shard) => listener.OnNote(new ShardAwaitedNote(job.Trial.Number, shard)),
                        },
                }.Run(cancellation);
                return (trainer, hasEnded);
            }
        );
    }

    private StudyResult ResultOf(TrainingData data, Study study) => StudyResult.Of(data.Name, Recipe.Name, Space, study);

    private TrainedModel Save(
        Trial best,
        TrainingData data,
        NetworkTrialTrainer trainer,
        StudyJournal journal,
        IExperimentListener listener,
        CancellationToken cancellation
    )
    {
        string samples = SampleFingerprint.Of(data.Test);
        ReportEarlierTests(best, samples, journal, listener);
        Checkpointing checkpoint = trainer.Copy(best, CancellationToken.None);
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        TrainedModel model = new TrainingExperiment(trainer.RecipeOf(best))
        {
            ModelPath = ModelPath,
            Checkpoints = checkpoint,
            Metadata = Arguments is null ? none : none.Add("options", CommandText.Of(Arguments(best))),
        }
            .Run(data, new WithoutEpochs(listener), cancellation)
            .Selected;
        checkpoint.Delete();
        journal.Append(new TestedTrial(best.Number, model.Training.Epochs.Count, model.Test.Metrics.MicroAccuracy) { Samples = samples });
        return model;
    }

    private static void ReportEarlierTests(Trial best, string samples, StudyJournal journal, IExperimentListener listener)
    {
        if (journal.Tests.FirstOrDefault(test => test.Trial != best.Number && (test.Samples ?? samples) == samples) is TestedTrial before)
            listener.OnNote(new TestedBeforeNote(before.Trial, before.Accuracy));
        if (journal.Tests.LastOrDefault(test => test.Samples is not null && test.Samples != samples) is TestedTrial other)
            listener.OnNote(new OtherTestSamplesNote(other.Samples!, samples));
    }

    private void WritePage(StudyResult result)
    {
        if (IsFirst)
            ReportFile.Write(
                PagePath,
                writer => StudyPage.Write(writer, result, result.Best is Trial best && Arguments is not null ? Arguments(best) : [])
            );
    }

    /// <summary>The winner has its epochs already: they are not reported a second time.</summary>
    private sealed class WithoutEpochs(IExperimentListener listener) : IExperimentListener
    {
        public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work) => listener.Run(phase, work);

        public void OnNote(ExperimentNote note) => listener.OnNote(note);
    }
}
