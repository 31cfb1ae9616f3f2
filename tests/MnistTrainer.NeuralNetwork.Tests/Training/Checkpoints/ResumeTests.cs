using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Tests that interrupted and resumed training ends with the same bits as uninterrupted training.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Samples<byte> Samples = InterruptibleTraining.Samples;

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-resume-").FullName;

    private string Target => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Settings =>
        ["adam", "book", "everything", "early stopping", "plateau", "momentum", "full batch", "teacher"];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Interrupting_twice_at_any_step_gives_the_same_bytes(string setting)
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of(setting);
        TrainingResult whole = InterruptibleTraining.Run(network, options, null, int.MaxValue);
        int steps =
            InterruptibleTraining.Epochs * ((Samples.Count + options.BatchRows(Samples.Count) - 1) / options.BatchRows(Samples.Count));
        foreach (int stop in new[] { 1, 3, steps / 3, (steps / 2) + 1 })
        {
            TrainingResult interrupted = InterruptibleTraining.Run(network, options, new Checkpointing(Target), stop);
            Assert.Equal(TrainingEnd.Canceled, interrupted.End);
            interrupted = InterruptibleTraining.Run(network, options with { Threads = 2 }, new Checkpointing(Target) { Resume = true }, 1);
            Assert.Equal(TrainingEnd.Canceled, interrupted.End);
            TrainingResult resumed = InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, int.MaxValue);
            Assert.Equal(Bytes(whole.Network), Bytes(resumed.Network));
            Assert.Equal((whole.End, whole.BestEpoch, whole.SamplesSeen), (resumed.End, resumed.BestEpoch, resumed.SamplesSeen));
            Assert.Empty(Directory.GetFiles(_folder));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void Writes_a_checkpoint_after_the_last_epoch(int every)
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        TrainingResult whole = InterruptibleTraining.Run(
            network,
            options,
            new Checkpointing(Target) { KeepAtEnd = true, Every = every },
            int.MaxValue
        );
        Assert.Equal(InterruptibleTraining.Epochs, Checkpoint.Load(Target).Epochs.Length);
        TrainingResult resumed = InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, 0);
        Assert.Equal((TrainingEnd.Completed, whole.SamplesSeen), (resumed.End, resumed.SamplesSeen));
        Assert.Equal(Bytes(whole.Network), Bytes(resumed.Network));
    }

    [Fact]
    public void A_checkpoint_contains_durations_and_metadata()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        Checkpointing checkpointing = new(Target) { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("who", "me") };
        TrainingResult interrupted = InterruptibleTraining.Run(network, options, checkpointing, 40);
        var checkpoint = Checkpoint.Load(Target);
        Assert.Equal("me", checkpoint.Metadata["who"]);
        Assert.Equal(interrupted.Epochs, checkpoint.Epochs);
        Assert.Equal(interrupted.SamplesSeen, (checkpoint.Epochs.Length * Samples.Count) + checkpoint.SamplesInEpoch);
    }

    /// <summary>Resumed and interrupted before its first step, a training writes the same checkpoint again.</summary>
    [Fact]
    public void A_resumed_training_remembers_losses_and_steps()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 23);
        TrainingState before = Checkpoint.Load(Target).State;
        Assert.NotEqual(default, before.Guard);
        new Trainer(options) { Checkpoints = new Checkpointing(Target) { Resume = true } }.Train(
            network,
            Samples,
            InterruptibleTraining.Validation,
            cancellation: new CancellationToken(canceled: true)
        );
        TrainingState after = Checkpoint.Load(Target).State;
        Assert.Equal((before.Guard, before.Steps), (after.Guard, after.Steps));
        Assert.Equal(before.Totals with { EarlierDuration = TimeSpan.Zero }, after.Totals with { EarlierDuration = TimeSpan.Zero });
    }

    /// <summary>An epoch's duration counts the time before an interruption, but neither the time between two runs nor that of observers.</summary>
    [Fact]
    public void An_epoch_takes_as_long_as_its_parts()
    {
        var pause = TimeSpan.FromMilliseconds(120);
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        using CancellationTokenSource source = new();
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        new Trainer(options) { Checkpoints = new Checkpointing(Target) }.Train(
            network,
            Samples,
            InterruptibleTraining.Validation,
            new SlowStep(pause, source),
            source.Token
        );
        TimeSpan earlier = Checkpoint.Load(Target).State.Totals.EarlierDuration;
        Assert.InRange(earlier, TimeSpan.FromTicks(1), System.Diagnostics.Stopwatch.GetElapsedTime(began) - pause);
        Thread.Sleep(pause);
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        TrainingResult resumed = InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, int.MaxValue);
        TimeSpan whole = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        Assert.InRange(resumed.Epochs[0].Duration, earlier, earlier + whole);
    }

    /// <summary>Whatever a checkpoint says, a resumed training ends: a test that hangs would fail nothing.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Resuming_ends(string setting)
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of(setting);
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 3);
        var resumed = Task.Run(
            () => InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, int.MaxValue),
            TestContext.Current.CancellationToken
        );
        TrainingResult result = await resumed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.NotEqual(TrainingEnd.Canceled, result.End);
        Assert.Equal((long)result.Epochs.Count * Samples.Count, result.SamplesSeen);
    }

    [Fact]
    public void Resuming_without_a_checkpoint_fails()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, 5)
        );
        Assert.StartsWith(
            $"{Target}: expected the checkpoint of an interrupted training run, found none.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static byte[] Bytes(Network network)
    {
        using MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private sealed class SlowStep(TimeSpan pause, CancellationTokenSource source) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress progress)
        {
            Thread.Sleep(pause);
            source.Cancel();
        }
    }
}
