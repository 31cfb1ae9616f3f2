namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Training from a file of encoded rows: two classes by one output with weights, several classes, and scaled numbers.</summary>
public sealed class StoredTableTrainingTests : IDisposable
{
    private const int Rows = 400;

    private readonly StoredRows _rows = new();

    public void Dispose() => _rows.Dispose();

    public enum Kind
    {
        Binary,
        Classes,
        Numbers,
    }

    private static TrainingOptions Options(Kind kind) =>
        new()
        {
            Loss =
                kind == Kind.Numbers ? Loss.SquaredError
                : kind == Kind.Binary ? Loss.SigmoidCrossEntropy
                : Loss.SoftmaxCrossEntropy,
            Epochs = 3,
            BatchSize = 20,
            Threads = 1,
            Seed = 5,
        };

    /// <summary>The slow twin has all rows in memory, converted there, and takes them in the same order.</summary>
    [Theory]
    [InlineData(Kind.Binary)]
    [InlineData(Kind.Classes)]
    [InlineData(Kind.Numbers)]
    public void Gives_the_bits_of_a_training_in_memory_in_the_same_order(Kind kind)
    {
        Samples<float> samples = Table(kind);
        TargetScaling scaling = kind == Kind.Numbers ? new TargetScaling([new OutputScaling(3, 2)]) : TargetScaling.None;
        StoredSamples stored = Stored(kind, samples) with
        {
            Scaling = scaling,
            ClassWeights = kind == Kind.Numbers ? null : ClassWeights.Balanced,
        };
        TrainingOptions options = Options(kind);
        Samples weighted = stored.ClassWeights?.Apply(samples) ?? samples;
        Samples twin =
            kind == Kind.Binary ? weighted.WithTargets(Array.ConvertAll(samples.Labels.ToArray(), label => (float)label), "b")
            : kind == Kind.Numbers ? scaling.Scale(samples)
            : weighted;
        using WindowedRows rows = new(stored, options);
        using RecordedOrder order = new(rows, twin, options);
        Network initial = Initial(twin, kind);
        using TrainingLoop loop = new(initial, new TrainingTask(options, twin) { Rows = order });
        float[] expected = loop.Run().Network.Parameters.ToArray();
        Assert.Equal(expected, Train(initial, stored, options).Network.Parameters);
        Assert.Equal(expected, Train(initial, stored, options with { Threads = 3 }).Network.Parameters);
    }

    [Fact]
    public void Another_scaling_or_split_is_another_training()
    {
        StoredSamples stored = Stored(Kind.Numbers, Table(Kind.Numbers));
        Checkpointing checkpoints = new(_rows["checkpoint"]) { KeepAtEnd = true };
        Network initial = Initial(Table(Kind.Numbers), Kind.Numbers);
        new Trainer(Options(Kind.Numbers)) { Checkpoints = checkpoints }.Train(
            initial,
            stored,
            cancellation: TestContext.Current.CancellationToken
        );
        foreach (
            StoredSamples changed in new[]
            {
                stored with
                {
                    Scaling = new TargetScaling([new OutputScaling(1, 2)]),
                },
                stored.WithHeldOut([3], []),
            }
        )
        {
            var error = Assert.Throws<InvalidInputException>(() =>
                new Trainer(Options(Kind.Numbers)) { Checkpoints = checkpoints with { Resume = true } }.Train(
                    initial,
                    changed,
                    cancellation: TestContext.Current.CancellationToken
                )
            );
            Assert.Contains("Differences: training samples", error.Message, StringComparison.Ordinal);
        }
    }

    private static Network Initial(Samples samples, Kind kind) =>
        Network.Create(
            NetworkDefinition.Dense(
                samples.Shape,
                [12],
                samples.ClassNames,
                Activation.ReLU,
                kind == Kind.Numbers ? Activation.Identity
                    : kind == Kind.Binary ? Activation.Sigmoid
                    : Activation.Softmax
            )
        );

    private static TrainingResult Train(Network initial, StoredSamples stored, TrainingOptions options) =>
        new Trainer(options).Train(initial, stored, cancellation: TestContext.Current.CancellationToken);

    private StoredSamples Stored(Kind kind, Samples<float> samples)
    {
        RowEncoding encoding = new([1, 3, 1]) { Targets = kind == Kind.Numbers ? 1 : 0 };
        RowFileWriter.Write(
            _rows["rows"],
            encoding,
            "tests",
            writer =>
            {
                for (int row = 0; row < samples.Count; row++)
                {
                    if (kind == Kind.Numbers)
                        writer.Add(samples.Row(row), 0, samples.Targets.Slice(row, 1));
                    else
                        writer.Add(samples.Row(row), samples.Labels[row]);
                }

                writer.ClassNames = samples.ClassNames;
            },
            blockRows: 8
        );
        return new StoredSamples(_rows.Open()) { BufferRows = 96, BinaryOutput = kind == Kind.Binary ? "b" : null };
    }

    private static Samples<float> Table(Kind kind)
    {
        RandomSource random = new(7);
        float[] values = new float[Rows * 5];
        int[] labels = new int[Rows];
        float[] targets = new float[Rows];
        for (int row = 0; row < Rows; row++)
        {
            int category = random.NextInt(3);
            Span<float> inputs = values.AsSpan(row * 5, 5);
            (inputs[0], inputs[4]) = ((float)random.NextDouble(), row / (float)Rows);
            inputs[1 + category] = 1;
            labels[row] = kind == Kind.Binary ? (inputs[0] > 0.7f ? 1 : 0) : category;
            targets[row] = inputs[0] + category;
        }

        Samples<float> all = new(Shape.Vector(5), values, labels: null, classNames: []);
        return (Samples<float>)(
            kind == Kind.Numbers ? all.WithTargets(targets, "y")
            : kind == Kind.Binary ? all.WithLabels(labels, ["a", "b"])
            : all.WithLabels(labels, ["a", "b", "c"])
        );
    }
}
