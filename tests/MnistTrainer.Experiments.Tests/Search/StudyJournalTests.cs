using System.Collections.Immutable;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class StudyJournalTests : IDisposable
{
    private static readonly SearchOptions Options = new() { Trials = 12, Epochs = 9 };

    private static readonly ImmutableSortedDictionary<string, string> Identity = new Dictionary<string, string>
    {
        ["seed"] = "1",
        ["space"] = ScriptedTrials.Space.ToString(),
    }.ToImmutableSortedDictionary();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_cut_off_at_any_byte_ends_with_the_same_journal_and_the_same_winner()
    {
        SearchOptions options = Options with { Trials = 4, Epochs = 3 };
        Study whole = Run("whole.jsonl", options, new ScriptedTrials());
        byte[] journal = File.ReadAllBytes(_folder["whole.jsonl"]);
        Assert.True(journal.Length > 500);
        for (int length = 0; length <= journal.Length; length++)
        {
            string path = _folder.Write("cut.jsonl", journal[..length]);
            Study study = Run("cut.jsonl", options, new ScriptedTrials());
            if (!journal.AsSpan().SequenceEqual(File.ReadAllBytes(path)) || study.Leader!.Number != whole.Leader!.Number)
                Assert.Fail($"After {length} bytes: {File.ReadAllText(path)}");
        }
    }

    [Fact]
    public void A_study_is_the_same_with_any_number_of_workers()
    {
        Run("one.jsonl", Options, new ScriptedTrials());
        foreach (int workers in (int[])[2, 3, 4])
        {
            Run($"{workers}.jsonl", Options with { Workers = workers }, new ScriptedTrials { Pause = 2 });
            Assert.Equal(Sorted("one.jsonl"), Sorted($"{workers}.jsonl"));
        }
    }

    [Fact]
    public void A_study_that_is_continued_trains_only_what_is_missing()
    {
        ScriptedTrials first = new();
        Run("one.jsonl", Options, first);
        ScriptedTrials second = new();
        Run("one.jsonl", Options, second);
        Assert.Equal(0, second.Jobs);

        // Half of it, then all: the same as all at once.
        ScriptedTrials half = new();
        Run("half.jsonl", Options with { Trials = 6 }, half);
        ScriptedTrials rest = new();
        Study study = Run("half.jsonl", Options, rest);
        Assert.InRange(rest.Jobs, 1, first.Jobs - 1);
        Study whole = Run("one.jsonl", Options, new ScriptedTrials());
        Assert.Equal(whole.Trials.Select(Text), study.Trials.Select(Text));

        static string Text(Trial trial) =>
            $"{trial.Number} {string.Join(' ', trial.Settings)} {string.Join(' ', trial.Epochs)} {trial.HasDiverged}";
    }

    [Fact]
    public void Another_seed_is_another_study()
    {
        Run("one.jsonl", Options, new ScriptedTrials());
        Run("two.jsonl", Options with { Seed = 2 }, new ScriptedTrials());
        Assert.NotEqual(Sorted("one.jsonl"), Sorted("two.jsonl"));
    }

    [Fact]
    public void A_canceled_study_keeps_its_results_and_is_continued()
    {
        using CancellationTokenSource source = new();
        ScriptedTrials trainer = new()
        {
            Started = jobs =>
            {
                if (jobs == 7)
                    source.Cancel();
            },
        };
        Study canceled = Run("canceled.jsonl", Options, trainer, source.Token);
        Assert.Equal(7, trainer.Jobs);
        Assert.NotNull(canceled.Leader);
        Run("canceled.jsonl", Options, new ScriptedTrials());
        Run("one.jsonl", Options, new ScriptedTrials());
        Assert.Equal(File.ReadAllText(_folder["one.jsonl"]), File.ReadAllText(_folder["canceled.jsonl"]));
    }

    [Fact]
    public void A_study_that_has_more_trials_now_and_is_canceled_has_the_winner_that_it_had_before()
    {
        Study before = Run("more.jsonl", Options with { Trials = 4 }, new ScriptedTrials());
        using CancellationTokenSource source = new();
        Study canceled = Run("more.jsonl", Options, new ScriptedTrials { Started = _ => source.Cancel() }, source.Token);
        Assert.Equal(9, before.Leader!.Epochs.Length);
        Assert.Equal((before.Leader.Number, 9), (canceled.Leader!.Number, canceled.Leader.Epochs.Length));
    }

    [Fact]
    public void After_its_hours_a_study_trains_the_best_trial_and_the_recipe_to_the_end()
    {
        // The first batch is trained in any case.
        Study study = Run("short.jsonl", Options with { Hours = 1e-9 }, new ScriptedTrials());
        Assert.Equal(SearchOptions.BatchSize, study.Trials.Count);
        Assert.Equal(9, study.Leader!.Epochs.Length);

        Study closed = new(SyntheticData.Quick, ScriptedTrials.Space, Options);
        foreach (TrialJob job in closed.NextBatch())
            closed.Complete(ScriptedTrials.Result(job, job.Trial.Number == 2 ? 0.9 : 0.5));
        closed.Close();
        IReadOnlyList<TrialJob> last = closed.NextBatch();
        Assert.Equal(["0>9", "2>9"], last.Select(job => $"{job.Trial.Number}>{job.Epochs}"));
        foreach (TrialJob job in last)
            closed.Complete(ScriptedTrials.Result(job, job.Trial.Number == 2 ? 0.9 : 0.5));
        Assert.Empty(closed.NextBatch());
    }

    /// <summary>Without workers, all training is left to others: nobody comes, and the clock ends it. What there was before is kept.</summary>
    [Fact]
    public void After_its_hours_a_study_that_no_worker_trains_ends()
    {
        Study alone = Run("alone.jsonl", Options with { Hours = 1e-9, Workers = 0 }, new ScriptedTrials());
        Assert.Empty(alone.Ranked);
        Study before = Run("some.jsonl", Options with { Trials = 4 }, new ScriptedTrials());
        Study after = Run("some.jsonl", Options with { Hours = 1e-9, Workers = 0 }, new ScriptedTrials());
        Assert.Equal(before.Leader!.Epochs, after.Leader!.Epochs);
    }

    [Fact]
    public void The_journal_of_another_study_is_rejected_with_what_differs()
    {
        Run("one.jsonl", Options, new ScriptedTrials());
        byte[] before = File.ReadAllBytes(_folder["one.jsonl"]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            StudyJournal.Open(_folder["one.jsonl"], Identity.SetItem("seed", "2").SetItem("data", "others"))
        );
        Assert.Contains(
            "is the journal of another study. Differences: data (none there, others here); seed (1 there, 2 here).",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllBytes(_folder["one.jsonl"]));
    }

    [Theory]
    [InlineData("a text of mine")]
    [InlineData("a text of mine\n")]
    [InlineData("{\"epoch\":1}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"epoch\":1}\n{\"epoch\":2}")]
    public void A_file_that_is_no_journal_is_rejected_and_left_as_it_is(string text)
    {
        string path = _folder.Write("notes.txt", text);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => StudyJournal.Open(path, Identity));
        Assert.Contains("expected the journal of a search, found another file", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("{\"trial\":0,\"settings\":{},\"from\":5,\"epochs\":[],\"diverged\":false}")]
    [InlineData("{\"trial\":-1,\"settings\":{},\"from\":0,\"epochs\":[],\"diverged\":false}")]
    [InlineData("{\"trial\":3000000000,\"settings\":{},\"from\":0,\"epochs\":[],\"diverged\":false}")]
    [InlineData("{\"trial\":0,\"settings\":{},\"from\":0,\"epochs\":[[1,2]],\"diverged\":false}")]
    public void A_damaged_line_is_reported_by_its_number(string line)
    {
        string path = _folder.Write("damaged.jsonl", $"{StudyLine.OfStudy(Identity)}\n{line}\n");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => StudyJournal.Open(path, Identity));
        Assert.Contains("damaged.jsonl, line 2: expected the result of a trial", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_search_at_a_time_uses_a_journal()
    {
        using StudyJournal journal = StudyJournal.Open(_folder["one.jsonl"], Identity);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => StudyJournal.Open(_folder["one.jsonl"], Identity));
        Assert.Contains("Another search may be using it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_failure_of_a_worker_ends_the_study_with_its_message()
    {
        ScriptedTrials trainer = new() { Started = jobs => _ = jobs == 5 ? throw new InvalidInputException("no more memory") : jobs };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Run("one.jsonl", Options with { Workers = 3 }, trainer));
        Assert.Equal("no more memory", error.Message);
    }

    private Study Run(string name, SearchOptions options, ITrialTrainer trainer, CancellationToken? cancellation = null)
    {
        Study study = new(SyntheticData.Quick, ScriptedTrials.Space, options);
        using StudyJournal journal = StudyJournal.Open(_folder[name], Identity, isForced: false);
        new StudyRun(study, journal, trainer, options).Run(cancellation ?? TestContext.Current.CancellationToken);
        return study;
    }

    private string[] Sorted(string name) => [.. File.ReadLines(_folder[name], Encoding.UTF8).Order(StringComparer.Ordinal)];
}
