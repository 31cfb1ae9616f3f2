namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Training from a file of rows, of which few are in memory.</summary>
public sealed class StoredTrainingTests : IDisposable
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(333, 0.3);

    private readonly StoredRows _rows = new();

    public void Dispose() => _rows.Dispose();

    private static TrainingOptions Options =>
        new()
        {
            Epochs = 3,
            BatchSize = 20,
            Threads = 1,
            Seed = 5,
        };

    private StoredSamples Stored() => new(_rows.Write(Samples, blockRows: 8)) { BufferRows = 96, ValidationCount = 40 };

    /// <summary>The slow twin has all samples in memory and takes them in the same order.</summary>
    [Fact]
    public void Gives_the_bits_of_a_training_in_memory_in_the_same_order()
    {
        StoredSamples stored = Stored();
        foreach (ClassWeights? weights in new[] { null, ClassWeights.Balanced })
        {
            TrainingOptions options = Options with { ClassWeights = weights };
            using WindowedRows rows = new(stored, options);
            using RecordedOrder order = new(rows, Samples, options);
            TrainingTask task = new(options, weights?.Apply(Samples) ?? Samples) { Rows = order };
            using TrainingLoop loop = new(Initial(), task);
            float[] twin = loop.Run().Network.Parameters.ToArray();
            Assert.Equal(twin, Train(stored, options).Network.Parameters);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        StoredSamples stored = Stored();
        float[] one = Train(stored, Options).Network.Parameters.ToArray();
        foreach (int threads in new[] { 2, 5 })
            Assert.Equal(one, Train(stored, Options with { Threads = threads }).Network.Parameters);
        Assert.NotEqual(one, Train(stored with { BufferRows = 333 }, Options).Network.Parameters.ToArray());
        Assert.NotEqual(one, Train(stored, Options with { Seed = 6 }).Network.Parameters.ToArray());
    }

    [Fact]
    public void Interrupting_at_any_step_gives_the_same_bits()
    {
        StoredSamples stored = Stored();
        Samples validation = stored.ReadValidation();
        TrainingOptions options = Options with { EarlyStopping = new EarlyStopping(), AverageDecay = 0.9f };
        TrainingResult whole = Train(stored, options, validation);
        for (int stop = 1; stop < 3 * 15; stop += 4)
        {
            Checkpointing checkpoints = new(_rows["checkpoint"]);
            using CancellationTokenSource source = new();
            TrainingResult interrupted = new Trainer(options) { Checkpoints = checkpoints }.Train(
                Initial(),
                stored,
                validation,
                new Interrupter(stop, source),
                source.Token
            );
            Assert.True(interrupted.WasCanceled);
            TrainingResult resumed = new Trainer(options with { Threads = 2 }) { Checkpoints = checkpoints with { Resume = true } }.Train(
                Initial(),
                stored,
                validation,
                cancellation: TestContext.Current.CancellationToken
            );
            Assert.Equal(whole.Network.Parameters, resumed.Network.Parameters);
            Assert.Equal(whole.SamplesSeen, resumed.SamplesSeen);
        }
    }

    [Fact]
    public void Another_memory_or_file_is_another_training()
    {
        StoredSamples stored = Stored();
        Checkpointing checkpoints = new(_rows["checkpoint"]) { KeepAtEnd = true };
        new Trainer(Options) { Checkpoints = checkpoints }.Train(Initial(), stored, cancellation: TestContext.Current.CancellationToken);
        RowFile other = _rows.Write(TrainerTests.Blobs(333, 0.5), blockRows: 8, "other");
        foreach (StoredSamples changed in new[] { stored with { BufferRows = 64 }, stored with { Seed = 2 }, stored with { File = other } })
        {
            var error = Assert.Throws<InvalidInputException>(() =>
                new Trainer(Options) { Checkpoints = checkpoints with { Resume = true } }.Train(
                    Initial(),
                    changed,
                    cancellation: TestContext.Current.CancellationToken
                )
            );
            Assert.Contains("Differences: training samples (293 of 333 rows", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damage_ends_the_training_by_the_name_of_the_file()
    {
        StoredSamples stored = Stored();
        using (FileStream file = new(_rows["rows"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = stored.File.Blocks.Start(20) + 5;
            file.WriteByte(0xFE);
        }

        var error = Assert.Throws<InvalidInputException>(() => Train(stored, Options));
        Assert.Contains($"{_rows["rows"]}, block 21 of 42", error.Message, StringComparison.Ordinal);
    }

    private static Network Initial() =>
        Network.Create(NetworkDefinition.Dense(Samples.Shape, [12], Samples.ClassNames, Activation.ReLU, Activation.Softmax));

    private static TrainingResult Train(StoredSamples stored, TrainingOptions options, Samples? validation = null) =>
        new Trainer(options).Train(Initial(), stored, validation, cancellation: TestContext.Current.CancellationToken);

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
