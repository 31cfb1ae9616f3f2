using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Training that is interrupted and goes on ends with the same bits as training that is not.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 6;
    private static readonly Samples<byte> Train = TrainerTests.Blobs(97),
        Validation = TrainerTests.Blobs(31);

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-resume-").FullName;

    private string Target => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Ways => ["adam", "book", "everything", "early stopping", "plateau", "momentum", "full batch"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Interrupted_at_any_step_and_again_it_gives_the_same_bytes(string way)
    {
        (Network network, TrainingOptions options) = Of(way);
        TrainingResult whole = Run(network, options, null, int.MaxValue);
        int steps = Epochs * ((Train.Count + options.BatchRows(Train.Count) - 1) / options.BatchRows(Train.Count));
        foreach (int stop in new[] { 1, 3, steps / 3, (steps / 2) + 1 })
        {
            TrainingResult interrupted = Run(network, options, new Checkpointing(Target), stop);
            Assert.Equal(TrainingEnd.Cancelled, interrupted.End);
            interrupted = Run(network, options with { Threads = 2 }, new Checkpointing(Target) { Resume = true }, 1);
            Assert.Equal(TrainingEnd.Cancelled, interrupted.End);
            TrainingResult resumed = Run(network, options, new Checkpointing(Target) { Resume = true }, int.MaxValue);
            Assert.Equal(Bytes(whole.Network), Bytes(resumed.Network));
            Assert.Equal((whole.End, whole.BestEpoch, whole.SamplesSeen), (resumed.End, resumed.BestEpoch, resumed.SamplesSeen));
            Assert.Empty(Directory.GetFiles(_folder));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void After_the_last_epoch_too_there_is_a_checkpoint(int every)
    {
        (Network network, TrainingOptions options) = Of("adam");
        TrainingResult whole = Run(network, options, new Checkpointing(Target) { KeepAtEnd = true, Every = every }, int.MaxValue);
        Assert.Equal(Epochs, Checkpoint.Load(Target).Epochs.Length);
        TrainingResult resumed = Run(network, options, new Checkpointing(Target) { Resume = true }, 0);
        Assert.Equal((TrainingEnd.Completed, whole.SamplesSeen), (resumed.End, resumed.SamplesSeen));
        Assert.Equal(Bytes(whole.Network), Bytes(resumed.Network));
    }

    [Fact]
    public void Times_and_what_the_caller_noted_go_on_too()
    {
        (Network network, TrainingOptions options) = Of("adam");
        Checkpointing noted = new(Target) { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("who", "me") };
        TrainingResult interrupted = Run(network, options, noted, 40);
        var checkpoint = Checkpoint.Load(Target);
        Assert.Equal("me", checkpoint.Metadata["who"]);
        Assert.Equal(interrupted.Epochs, checkpoint.Epochs);
        Assert.Equal(interrupted.SamplesSeen, (checkpoint.Epochs.Length * Train.Count) + checkpoint.SamplesInEpoch);
    }

    [Fact]
    public void Another_training_s_checkpoint_is_rejected_with_every_difference()
    {
        (Network network, TrainingOptions options) = Of("adam");
        Run(network, options, new Checkpointing(Target), 5);
        Network wider = Network.Create(NetworkDefinition.Dense(Train.Shape, [13], Train.ClassNames, Activation.Tanh, Activation.Softmax));
        TrainingOptions other = options with { Epochs = 7, Seed = 2, Optimizer = new Adam(0.5f) };
        string message = Assert
            .Throws<InvalidInputException>(() =>
                new Trainer(other) { Checkpoints = new Checkpointing(Target) { Resume = true } }.Train(
                    wider,
                    Train.Subset([.. Enumerable.Range(1, 50)]),
                    cancellation: TestContext.Current.CancellationToken
                )
            )
            .Message;
        foreach (
            string part in new[]
            {
                "epochs (6 there, 7 here)",
                "seed (1 there, 2 here)",
                "optimizer (adam at 0.001 there, adam at 0.5 here)",
                "layers (dense(12,tanh), dense(3,softmax) there, dense(13,tanh), dense(3,softmax) here)",
                "training samples (97 samples",
                "validation samples (",
            }
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain("batch size", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public void Another_label_or_pixel_is_another_training()
    {
        (Network network, TrainingOptions options) = Of("adam");
        Run(network, options, new Checkpointing(Target), 5);
        byte[] pixels = [.. Enumerable.Range(0, Train.Count).SelectMany(row => Train.Row(row).ToArray())];
        pixels[100]++;
        Rejects(new Samples<byte>(Train.Shape, pixels, Train.Labels.ToArray(), Train.ClassNames));
        pixels[100]--;
        int[] labels = Train.Labels.ToArray();
        labels[3] = (labels[3] + 1) % 3;
        Rejects(new Samples<byte>(Train.Shape, pixels, labels, Train.ClassNames));

        void Rejects(Samples<byte> samples) =>
            Assert.Contains(
                "These differ: training samples (97 samples",
                Assert
                    .Throws<InvalidInputException>(() =>
                        new Trainer(options) { Checkpoints = new Checkpointing(Target) { Resume = true } }.Train(
                            network,
                            samples,
                            Validation,
                            cancellation: TestContext.Current.CancellationToken
                        )
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Every_option_but_the_threads_belongs_to_a_training()
    {
        IEnumerable<string> names = typeof(TrainingOptions)
            .GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(TrainingOptions.Threads))
            .Select(property =>
                string.Concat(
                    property.Name.Select(
                        (letter, i) =>
                            i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"
                    )
                )
            );
        Assert.Equal(names.Order(), TrainingIdentity.OptionsOf(new TrainingOptions()).Keys.Order());
    }

    [Fact]
    public void A_damaged_checkpoint_is_rejected_with_the_remedy()
    {
        (Network network, TrainingOptions options) = Of("adam");
        Run(network, options, new Checkpointing(Target), 5);
        byte[] good = File.ReadAllBytes(Target);
        RandomSource random = new(4);
        for (int i = 0; i < 60; i++)
        {
            byte[] bad = i % 2 == 0 ? good[..random.NextInt(good.Length)] : [.. good];
            if (i % 2 == 1)
                bad[random.NextInt(bad.Length)] ^= (byte)(1 << random.NextInt(8));
            File.WriteAllBytes(Target, bad);
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target));
            Assert.StartsWith(Target, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(Target, good[..^1]);
        Assert.EndsWith(
            "The checkpoint is damaged: begin anew without resuming.",
            Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_checkpoint_of_an_older_version_is_rejected()
    {
        (Network network, TrainingOptions options) = Of("adam");
        Run(network, options, new Checkpointing(Target), 5);
        byte[] bytes = File.ReadAllBytes(Target);
        bytes[8] = 1;
        File.WriteAllBytes(Target, bytes);
        Assert.EndsWith(
            "expected version 2, found version 1. Resume with the version of the program that saved it.",
            Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_checkpoint_nothing_is_begun()
    {
        (Network network, TrainingOptions options) = Of("adam");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Run(network, options, new Checkpointing(Target) { Resume = true }, 5)
        );
        Assert.StartsWith(
            $"{Target}: expected the checkpoint of a training that was interrupted, found none.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static (Network Network, TrainingOptions Options) Of(string way)
    {
        TrainingOptions options = new()
        {
            Epochs = Epochs,
            BatchSize = 10,
            Threads = 1,
            Schedule = LearningRateSchedule.Cosine,
        };
        Dense output = new(3, Activation.Softmax);
        ImmutableArray<Layer> layers = [new Dense(12, Activation.Tanh), output];
        options = way switch
        {
            "book" => options with
            {
                BatchSize = 1,
                Optimizer = new GradientDescent(0.1f),
                Loss = Loss.SquaredError,
                Gradient = GradientRule.Book,
            },
            "momentum" => options with { Optimizer = new Momentum(0.05f) },
            "full batch" => options with { Optimizer = Optimizer.Parse("gradient-descent") },
            "plateau" => options with { Schedule = LearningRateSchedule.Parse("reduce-on-plateau(0.5,1)"), Optimizer = new Adam(0.01f) },
            "early stopping" => options with { EarlyStopping = new EarlyStopping(2), Optimizer = new Adam(0.05f) },
            "everything" => options with
            {
                AverageDecay = 0.9f,
                ClipNorm = 1,
                LabelSmoothing = 0.1f,
                EarlyStopping = new EarlyStopping(5) { Monitor = MonitoredValue.ValidationAccuracy },
            },
            _ => options,
        };
        if (way == "book")
            layers = [new Dense(12, Activation.Sigmoid, UseBias: false), new Dense(3, Activation.Sigmoid, UseBias: false)];
        if (way == "everything")
            layers =
            [
                new Dropout(0.2f),
                new Dense(12, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.ReLU),
                new Dropout(0.5f),
                output,
            ];
        NetworkDefinition definition = new()
        {
            InputShape = Train.Shape,
            Layers = layers,
            ClassNames = [.. Train.ClassNames],
            Scaling = way == "book" ? InputScaling.Book : InputScaling.Unit,
        };
        return (Network.Create(definition), options);
    }

    /// <summary>Trains, and cancels after some steps.</summary>
    private static TrainingResult Run(Network network, TrainingOptions options, Checkpointing? checkpoints, int steps)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        return new Trainer(options) { Checkpoints = checkpoints }.Train(
            network,
            Train,
            Validation,
            new Interrupter(steps, source),
            source.Token
        );
    }

    private static byte[] Bytes(Network network)
    {
        using MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private sealed class Interrupter(int steps, CancellationTokenSource source) : ITrainingObserver
    {
        private int _steps;

        public void OnStep(in TrainingProgress progress)
        {
            if (++_steps == steps)
                source.Cancel();
        }
    }
}
