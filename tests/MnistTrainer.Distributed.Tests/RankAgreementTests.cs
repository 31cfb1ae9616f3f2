using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests;

/// <summary>What ranks agree on besides the steps: what they train, when they stop, and where they resume.</summary>
public sealed class RankAgreementTests : IDisposable
{
    private static readonly Samples<byte> Images = RankProblems.Images(200, size: 8);
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 4,
        BatchSize = 64,
        Threads = 1,
    };

    private const string Narrow = "dense(20,relu), dense(10,softmax)";

    // Wide enough that ranks of one machine divide its parameters.
    private const string Wide = "dense(200,relu), dense(120,relu), dense(10,softmax)";

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-ranks-").FullName;

    private string CheckpointPath => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Stops_on_all_ranks_after_the_same_step_and_resumes_with_any_number_of_them(string layers)
    {
        string whole = RankProblems.Hash(Train(ITrainingRanks.Alone, layers: layers));
        int[] counts = [3, 1, 2, 4, 1, 2];
        TrainingResult? last = null;
        for (int i = 0; i < counts.Length && last?.End != TrainingEnd.Completed; i++)
        {
            Checkpointing checkpoints = new(CheckpointPath) { Resume = i > 0, KeepAtEnd = true };
            int stopping = counts[i] - 1;
            IReadOnlyList<TrainingResult> results = ThreadRanks.Run(
                counts[i],
                ranks => Train(ranks, checkpoints, stopAfter: ranks.Rank == stopping ? 3 : null, layers: layers)
            );
            last = results[0];
            Assert.Single(results.Select(result => (result.End, result.SamplesSeen)).Distinct());
        }

        Assert.Equal(TrainingEnd.Completed, last!.End);
        Assert.Equal(whole, RankProblems.Hash(last));
    }

    [Fact]
    public void Only_the_first_rank_needs_and_writes_the_checkpoint()
    {
        Train(ITrainingRanks.Alone, new Checkpointing(CheckpointPath), stopAfter: 3);
        byte[] before = File.ReadAllBytes(CheckpointPath);
        IReadOnlyList<TrainingResult> results = ThreadRanks.Run(
            2,
            ranks =>
                Train(
                    ranks,
                    new Checkpointing(ranks.Rank == 0 ? CheckpointPath : Path.Combine(_folder, "missing"))
                    {
                        Resume = true,
                        KeepAtEnd = true,
                    }
                )
        );
        Assert.Equal(RankProblems.Hash(Train(ITrainingRanks.Alone)), RankProblems.Hash(results[1]));
        Assert.Equal([CheckpointPath], Directory.GetFiles(_folder));
        Assert.NotEqual(before, File.ReadAllBytes(CheckpointPath));
    }

    [Fact]
    public void A_checkpoint_that_the_first_rank_misses_ends_all_with_its_message()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(3, ranks => Train(ranks, new Checkpointing(CheckpointPath) { Resume = true }))
        );
        Assert.Equal(3, thrown.InnerExceptions.Count);
        Assert.Contains(
            CheckpointPath,
            Assert.Single(thrown.InnerExceptions.Select(inner => inner.Message).Distinct()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Gathers_equal_parts_only()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(
                2,
                ranks =>
                {
                    ranks.Gather(new byte[7]);
                    return 0;
                }
            )
        );
        Assert.Contains("7 bytes are not 2 parts of equal length", thrown.InnerExceptions[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_every_difference_on_every_rank()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(
                3,
                ranks =>
                    Train(
                        ranks,
                        options: ranks.Rank == 2 ? Options with { BatchSize = 32, Seed = 9 } : Options,
                        samples: ranks.Rank == 1 ? RankProblems.Images(200, size: 8, seed: 2) : Images
                    )
            )
        );
        Assert.Equal(3, thrown.InnerExceptions.Count);
        Assert.All(
            thrown.InnerExceptions,
            inner =>
            {
                string message = Assert.IsType<InvalidInputException>(inner).Message;
                Assert.Contains("batch size (64 on rank 0, 32 on rank 2)", message, StringComparison.Ordinal);
                Assert.Contains("seed (1 on rank 0, 9 on rank 2)", message, StringComparison.Ordinal);
                Assert.Matches(@"training samples \(200 samples .* on rank 0, 200 samples .* on rank 1\)", message);
            }
        );
    }

    [Fact]
    public void Names_another_initial_network()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(2, ranks => Train(ranks, seedOfNetwork: 1 + (ulong)ranks.Rank))
        );
        Assert.Contains("initial parameters (", thrown.InnerExceptions[0].Message, StringComparison.Ordinal);
    }

    /// <summary>All ranks have a part in what a checkpoint holds, so all must write them together.</summary>
    [Theory]
    [InlineData(0, "checkpoints (every 1 epochs on rank 0, none on rank 1)")]
    [InlineData(2, "checkpoints (every 1 epochs on rank 0, every 2 epochs on rank 1)")]
    public void Rejects_other_checkpoints(int every, string expected)
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(
                2,
                ranks =>
                    Train(
                        ranks,
                        ranks.Rank == 0 ? new Checkpointing(CheckpointPath)
                            : every == 0 ? null
                            : new Checkpointing(CheckpointPath) { Every = every }
                    )
            )
        );
        Assert.Contains(expected, thrown.InnerExceptions[0].Message, StringComparison.Ordinal);
    }

    /// <summary>Machines whose arithmetic differs in a bit would train networks of their own.</summary>
    [Fact]
    public void Rejects_parameters_that_have_drifted_apart()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() => ThreadRanks.Run(2, ranks => Train(new DamagedRanks(ranks))));
        Assert.All(
            thrown.InnerExceptions,
            inner =>
                Assert.StartsWith(
                    "rank 1, after epoch 1: expected the same parameters as on rank 0",
                    Assert.IsType<InvalidInputException>(inner).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Rejects_online_training()
    {
        TrainingOptions online = Options with { BatchSize = 1, Optimizer = new GradientDescent(0.1f) };
        AggregateException thrown = Assert.Throws<AggregateException>(() => ThreadRanks.Run(2, ranks => Train(ranks, options: online)));
        Assert.Contains("a step after every sample (online training)", thrown.InnerExceptions[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Divergence_is_reported_alike_on_all_ranks(string layers)
    {
        TrainingOptions wild = Options with { Optimizer = new GradientDescent(1e30f) };
        Divergence alone = Train(ITrainingRanks.Alone, options: wild, layers: layers).Divergence!;
        Assert.All(
            ThreadRanks.Run(2, ranks => Train(ranks, options: wild, layers: layers).Divergence!),
            divergence => Assert.Equal((alone.Symptom, alone.Layer, alone.Batch), (divergence.Symptom, divergence.Layer, divergence.Batch))
        );
    }

    [Fact]
    public void A_rank_that_fails_ends_the_others()
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(3, ranks => ranks.Rank == 1 ? throw new InvalidDataException("rank 1 is out of luck") : Train(ranks))
        );
        Assert.Equal("rank 1 is out of luck", Assert.Single(thrown.InnerExceptions).Message);
    }

    private static TrainingResult Train(
        ITrainingRanks ranks,
        Checkpointing? checkpoints = null,
        int? stopAfter = null,
        TrainingOptions? options = null,
        Samples? samples = null,
        ulong seedOfNetwork = 3,
        string layers = Narrow
    )
    {
        using CancellationTokenSource source = new();
        return new Trainer(options ?? Options) { Ranks = ranks, Checkpoints = checkpoints }.Train(
            RankProblems.Create(Images, options?.BatchSize == 1 ? layers : $"dropout(0.1), {layers}", seedOfNetwork),
            samples ?? Images,
            observer: stopAfter is int steps ? new Stopper(source, steps) : null,
            cancellation: source.Token
        );
    }

    private sealed class Stopper(CancellationTokenSource source, int steps) : ITrainingObserver
    {
        private int _steps;

        public void OnStep(in TrainingProgress progress)
        {
            if (++_steps == steps)
                source.Cancel();
        }
    }

    /// <summary>Changes an exponent of what rank 1 receives, in one message of the first epoch.</summary>
    private sealed class DamagedRanks(ITrainingRanks ranks) : ITrainingRanks
    {
        private int _messages;

        public int Rank => ranks.Rank;

        public int Count => ranks.Count;

        public void Gather(Span<byte> parts)
        {
            ranks.Gather(parts);
            if (++_messages == 4 && Rank == 1)
                parts[3] ^= 0x40;
        }
    }
}
