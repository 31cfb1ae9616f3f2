using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class JobBoardTests
{
    private readonly Clock _clock = new();
    private readonly JobBoard _board;

    public JobBoardTests() => _board = new JobBoard(_clock);

    [Fact]
    public void Lends_each_job_once_and_the_longest_first()
    {
        _board.Post([Job(0, 1), Job(1, 9), Job(2, 3)]);
        Assert.Equal(["trial 1", "trial 2", "trial 0"], new[] { "a", "b", "c" }.Select(worker => _board.Take(worker)!.Key));
        Assert.Null(_board.Take("d"));
    }

    [Fact]
    public void Returns_the_same_job_to_a_worker_that_asks_again()
    {
        _board.Post([Job(0, 1), Job(1, 1)]);
        Assert.Equal(_board.Take("a"), _board.Take("a"));
    }

    [Fact]
    public void Lends_what_was_not_renewed_to_the_next()
    {
        _board.Post([Job(0, 1)]);
        Job job = _board.Take("a")!;
        _clock.Pass(JobBoard.Lease / 2);
        Assert.True(_board.Renew("a", "trial 0"));
        _clock.Pass(JobBoard.Lease);
        Assert.Null(_board.Take("b"));
        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(job, _board.Take("b"));
        Assert.False(_board.Renew("a", "trial 0"));
    }

    /// <summary>Who was slow may still be the first to have the result, which is the same; the other one's is dropped.</summary>
    [Fact]
    public void Takes_each_result_once_from_whoever_is_first()
    {
        _board.Post([Job(0, 2)]);
        _board.Take("a");
        _clock.Pass(JobBoard.Lease * 2);
        _board.Take("b");
        Assert.True(Complete("a", Result(0, 2)));
        Assert.False(Complete("b", Result(0, 2)));
        Assert.Equal(2, TrialJob.TrialOf(_board.NextResult()!.Content).Epochs.Length);
        Assert.Null(_board.NextResult());
    }

    [Fact]
    public void Prefers_a_worker_that_has_trained_the_trial_before()
    {
        _board.Post([Job(0, 1), Job(1, 1)]);
        string first = _board.Take("a")!.Key,
            second = _board.Take("b")!.Key;
        Complete("a", Result(TrialJob.NumberOf(first)!.Value, 1));
        Complete("b", Result(TrialJob.NumberOf(second)!.Value, 1));
        _board.Post([new TrialJob(Result(0, 1), 3).Posted(), new TrialJob(Result(1, 1), 3).Posted(), Job(2, 1)]);
        Assert.Equal(second, _board.Take("b")!.Key);
        Assert.Equal("trial 2", _board.Take("c")!.Key);
        Assert.Equal(first, _board.Take("a")!.Key);
    }

    [Fact]
    public void Takes_back_what_a_worker_gives_back_and_ends_with_all_taken_down()
    {
        _board.Post([Job(0, 1)]);
        _board.Take("a");
        _board.GiveBack("a");
        Assert.NotNull(_board.Take("b"));
        _board.End();
        Assert.True(_board.HasEnded);
        Assert.Null(_board.Take("c"));
        Assert.Null(_board.NextResult());
        Assert.False(_board.Renew("b", "trial 0"));
        Assert.False(Complete("b", Result(0, 1)));
    }

    [Fact]
    public void Rejects_results_that_differ_from_what_is_known()
    {
        Trial known = Result(0, 1);
        _board.Post([new TrialJob(known, 3).Posted()]);
        foreach (
            (Trial result, string text) in ((Trial, string)[])
                [
                    (Result(0, 2), "expected 3 epochs, found 2"),
                    (known with { Settings = [new("l2", "1")], Epochs = Result(0, 3).Epochs }, "expected the settings , found"),
                    (Result(0, 3, accuracy: 0.75), "as measured before, found"),
                ]
        )
        {
            Assert.NotNull(_board.Take("a"));
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => Complete("a", result));
            Assert.Contains($"trial 0 of worker a: expected", error.Message, StringComparison.Ordinal);
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }

        _board.Take("a");
        Assert.True(Complete("a", Result(0, 2) with { HasDiverged = true }));
    }

    /// <summary>A journal that was begun on another machine is continued, as it is without workers elsewhere.</summary>
    [Fact]
    public void Takes_any_figures_of_this_process()
    {
        _board.Post([new TrialJob(Result(0, 1), 3).Posted()]);
        Assert.NotNull(_board.TakeOrWait("thread 0"));
        Assert.True(Complete("thread 0", Result(0, 3, accuracy: 0.75)));
    }

    /// <summary>What another process sends is checked, even while a thread of this process, whose result is not, has the job.</summary>
    [Fact]
    public void Checks_a_late_result_of_another_process_while_this_one_has_the_job()
    {
        _board.Post([new TrialJob(Result(0, 1), 3).Posted()]);
        Assert.NotNull(_board.Take("a"));
        _clock.Pass(JobBoard.Lease * 2);
        Assert.NotNull(_board.TakeOrWait("thread 0"));
        Assert.False(Complete("a", Result(0, 3, accuracy: 0.75)));
        Assert.True(Complete("thread 0", Result(0, 3)));
        Assert.Equal(0.5, TrialJob.TrialOf(_board.NextResult()!.Content).Epochs[0].ValidationAccuracy);
        Assert.False(Complete("a", Result(0, 3)));
    }

    /// <summary>A worker was so slow that the trial is one rung further: its result is of no use, but it has made no mistake.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Drops_a_late_result_of_an_earlier_rung(bool isLent)
    {
        _board.Post([Job(0, 1)]);
        Assert.NotNull(_board.Take("slow"));
        _clock.Pass(JobBoard.Lease * 2);
        Assert.NotNull(_board.Take("b"));
        Assert.True(Complete("b", Result(0, 1)));
        Assert.NotNull(_board.NextResult());
        _board.Post([new TrialJob(Result(0, 1), 3).Posted()]);
        if (isLent)
            Assert.NotNull(_board.Take("b"));
        Assert.False(Complete("slow", Result(0, 1)));
        Assert.NotNull(_board.Take("b"));
        Assert.True(Complete("b", Result(0, 3)));
        Assert.Equal(3, TrialJob.TrialOf(_board.NextResult()!.Content).Epochs.Length);
    }

    [Fact]
    public void A_search_that_is_canceled_before_a_batch_leaves_nothing_on_the_board()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Empty(new JobThreads(_board, new TrialJobTrainer(new ScriptedTrials()), 1).Run([Job(0, 1), Job(1, 1)], source.Token));
        Assert.Null(_board.Take("a"));
    }

    /// <summary>Nobody has asked for a job until the time is over: it is taken down. A worker that asks now and then, or has one, keeps it there.</summary>
    [Fact]
    public void Ends_at_its_time_if_no_worker_is_there()
    {
        DateTimeOffset end = _clock.GetUtcNow().AddHours(1);
        _board.Post([Job(0, 1), Job(1, 1)]);
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Null(_board.NextResult(end));
        Assert.Null(_board.Take("a"));

        _board.Post([Job(0, 1), Job(1, 1)]);
        string first = _board.Take("a")!.Key;
        Assert.True(Complete("a", Result(TrialJob.NumberOf(first)!.Value, 1)));
        Assert.Equal(first, _board.NextResult(end)!.Key);
        Assert.NotNull(_board.Take("a"));
        _board.GiveBack("a");
        _clock.Pass(JobBoard.Lease / 2);
        Assert.NotNull(_board.Take("b"));
        _clock.Pass(JobBoard.Lease * 2);
        Assert.Null(_board.NextResult(end));
    }

    private bool Complete(string worker, Trial result) => _board.Complete(worker, TrialJob.KeyOf(result), TrialJob.BytesOf(result));

    private static PostedJob Job(int number, int epochs) => new TrialJob(new Trial(number, []), epochs).Posted();

    private static Trial Result(int number, int epochs, double accuracy = 0.5) =>
        new(number, [])
        {
            Epochs = [.. Enumerable.Range(0, epochs).Select(_ => new TrialEpoch(1, double.NaN, accuracy)).ToImmutableArray()],
        };

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now += time;
    }
}
