using System.Collections.Concurrent;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Starts that are trained at once are those that are trained one by one.</summary>
public sealed class SimultaneousStartsTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(90);
    private static readonly NetworkDefinition Definition = NetworkDefinition.Dense(
        Samples.Shape,
        [6],
        Samples.ClassNames,
        Activation.Tanh,
        Activation.Softmax
    );

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 2,
        BatchSize = 40,
        Seed = 4,
        Threads = 2,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public void The_bytes_do_not_depend_on_the_threads(int threads)
    {
        IReadOnlyList<TrainingResult> all = Run(new Restarts(Definition, Options with { Threads = threads }), 5);
        Assert.Equal(5, all.Count);
        for (int start = 0; start < 5; start++)
        {
            ulong seed = Options.Seed + (ulong)start;
            TrainingResult alone = new Trainer(Options with { Seed = seed }).Train(
                Network.Create(Definition, seed),
                Samples,
                cancellation: TestContext.Current.CancellationToken
            );
            Assert.True(alone.Network.Parameters.SequenceEqual(all[start].Network.Parameters));
        }
    }

    [Fact]
    public void Two_threads_train_two_starts_at_once()
    {
        using Barrier both = new(2);
        ConcurrentBag<bool> met = [];
        Restarts restarts = new(Definition, Options)
        {
            CreateInitial = seed =>
            {
                met.Add(both.SignalAndWait(Patience));
                return Network.Create(Definition, seed);
            },
        };
        Run(restarts, 2);
        Assert.Equal([true, true], met);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 3)]
    public void Two_starts_share_the_threads(int threads, int each)
    {
        IReadOnlyList<TrainingResult> all = Run(new Restarts(Definition, Options with { Threads = threads }), 2);
        Assert.Equal([each, each], all.Select(one => one.Threads));
    }

    /// <summary>The first start waits until the second has ended.</summary>
    [Fact]
    public void Results_are_received_in_the_order_of_the_starts()
    {
        using ManualResetEventSlim third = new();
        List<TrainingResult> received = [];
        Restarts restarts = new(Definition, Options)
        {
            CreateInitial = seed =>
            {
                if (seed == Options.Seed)
                    Assert.True(third.Wait(Patience));
                else if (seed == Options.Seed + 2)
                    third.Set();
                return Network.Create(Definition, seed);
            },
            Ended = received.Add,
        };
        Assert.Equal(Run(restarts, 3), received);
    }

    [Fact]
    public void Monitored_starts_are_trained_one_after_another()
    {
        List<int> epochs = [];
        new Restarts(Definition, Options with { Threads = 3, Epochs = 200 }).Run(
            3,
            Samples,
            validation: null,
            start => new Recorder(() => epochs.Add(start)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Enumerable.Range(0, 600).Select(i => i / 200), epochs);
    }

    /// <summary>Each needs several times its own memory while it is trained.</summary>
    [Fact]
    public void Large_networks_are_trained_one_after_another()
    {
        NetworkDefinition large = NetworkDefinition.Dense(
            Samples.Shape,
            [1000, 1100],
            Samples.ClassNames,
            Activation.ReLU,
            Activation.Softmax
        );
        int ended = 0;
        List<int> endedBefore = [];
        Restarts restarts = new(large, Options with { Epochs = 1 })
        {
            CreateInitial = seed =>
            {
                endedBefore.Add(ended);
                return Network.Create(large, seed);
            },
            Ended = _ => ended++,
        };
        Run(restarts, 2);
        Assert.Equal([0, 1], endedBefore);
    }

    [Fact]
    public void A_start_that_fails_fails_as_it_does_alone()
    {
        Restarts restarts = new(Definition, Options)
        {
            CreateInitial = seed =>
                seed == Options.Seed + 1 ? throw new InvalidInputException("the second start") : Network.Create(Definition, seed),
        };
        Assert.Equal("the second start", Assert.Throws<InvalidInputException>(() => Run(restarts, 3)).Message);
    }

    [Fact]
    public void Canceled_starts_do_not_begin_but_one()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        (IReadOnlyList<TrainingResult> all, _) = new Restarts(Definition, Options with { Threads = 1 }).Run(
            3,
            Samples,
            validation: null,
            cancellation: source.Token
        );
        Assert.True(Assert.Single(all).WasCanceled);
    }

    private static IReadOnlyList<TrainingResult> Run(Restarts restarts, int starts) =>
        restarts.Run(starts, Samples, validation: null, cancellation: TestContext.Current.CancellationToken).All;

    private sealed class Recorder(Action record) : ITrainingObserver
    {
        public void OnEpoch(EpochResult result) => record();
    }
}
