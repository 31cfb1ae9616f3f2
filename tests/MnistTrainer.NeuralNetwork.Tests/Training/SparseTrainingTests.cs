namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// Sparse rows are trained on and scored as the same rows in whole are, bit by bit, although weights without a gradient take their steps late. Training on whole rows,
/// the slow twin, takes every step with every weight.
/// </summary>
public sealed class SparseTrainingTests
{
    private const int Width = 70;

    private static readonly TrainingOptions Plain = new()
    {
        Epochs = 4,
        BatchSize = 8,
        Threads = 2,
    };

    public static TheoryData<string> Optimizers => [.. Optimizer.Names];

    public static TheoryData<string> Extras => [.. ExtraOptions.Keys];

    private static Dictionary<string, TrainingOptions> ExtraOptions =>
        new()
        {
            ["l1"] = Plain with { Regularization = new Regularization { L1 = 0.01f } },
            ["l2"] = Plain with { Regularization = new Regularization { L2 = 0.01f } },
            ["weight decay"] = Plain with { Regularization = new Regularization { WeightDecay = 0.1f } },
            ["maximum norm"] = Plain with { Regularization = new Regularization { MaximumNorm = 0.3f } },
            ["clip norm"] = Plain with { ClipNorm = 0.2f },
            ["clip value"] = Plain with { ClipValue = 0.01f },
            ["average"] = Plain with { AverageDecay = 0.9f },
            ["class weights"] = Plain with { ClassWeights = ClassWeights.Balanced },
            ["cosine"] = Plain with { Schedule = LearningRateSchedule.Cosine },
            ["early stopping"] = Plain with { EarlyStopping = new EarlyStopping(2) },
            ["online"] = Plain with { BatchSize = 1, Optimizer = new GradientDescent(0.05f) },
            ["batches of one"] = Plain with { BatchSize = 1 },
            ["more rows than there are"] = Plain with { BatchSize = 1000 },
            ["divergence"] = Plain with { Optimizer = new GradientDescent(1e30f) },
        };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_trains_the_same_network(string name) =>
        AssertSame(Plain with { Optimizer = Optimizer.Parse(name) }, InputScaling.None);

    [Theory]
    [MemberData(nameof(Extras))]
    public void Whatever_else_changes_a_step_does_so_alike(string name) => AssertSame(ExtraOptions[name], InputScaling.None);

    [Fact]
    public void Inputs_may_be_scaled_and_have_a_background()
    {
        AssertSame(Plain, InputScaling.Unit);
        AssertSame(Plain, InputScaling.Book);
    }

    [Fact]
    public void Other_layers_may_come_first()
    {
        AssertSame(Plain, InputScaling.None, [new Dropout(0.3f), new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)]);
        AssertSame(Plain, InputScaling.None, [new Dense(4, new Maxout(3)), new Dense(3, Activation.Softmax)]);
        AssertSame(Plain, InputScaling.None, [new Dense(3, Activation.Softmax, UseBias: false)]);
    }

    [Fact]
    public void Sparse_rows_that_are_mostly_not_zero_are_read_in_whole()
    {
        (SparseSamples sparse, Samples<float> whole) = SparseSamplesTests.Rows(50, 6, each: 9);
        Network initial = Network.Create(Define(6, InputScaling.None, null), 3);
        Assert.Equal(Train(initial, Plain, whole, whole).Network.Parameters, Train(initial, Plain, sparse, sparse).Network.Parameters);
    }

    /// <summary>The gradient norm that is reported, and clipped by, is that of all weights.</summary>
    [Fact]
    public void Steps_have_the_same_loss_and_gradient()
    {
        (SparseSamples sparse, Samples<float> whole) = SparseSamplesTests.Rows(40, Width);
        Network network = Network.Create(Define(Width, InputScaling.None, null), 3),
            other = network.WithParameters(new(network.Parameters));
        using MiniBatchStep expected = new(network, whole, Plain),
            found = new(other, sparse, Plain);
        for (int step = 0; step < 30; step++)
        {
            int[] rows = [.. Enumerable.Range(0, 8).Select(i => (step * 11 + i) % 40)];
            Assert.Equal(expected.Run(rows, new(1)), found.Run(rows, new(1)));
            Assert.Equal(expected.Gradient, found.Gradient);
        }

        Assert.False(network.Parameters.SequenceEqual(other.Parameters));
        found.Finish();
        Assert.Equal(network.Parameters, other.Parameters);
    }

    [Fact]
    public void Scores_are_the_same()
    {
        (SparseSamples sparse, Samples<float> whole) = SparseSamplesTests.Rows(100, Width);
        Network network = Network.Create(Define(Width, InputScaling.Book, null), 3);
        Assert.Equal(ScoresOf(network, whole), ScoresOf(network, sparse));
    }

    [Fact]
    public void Streamed_blocks_train_the_same_network()
    {
        (SparseSamples sparse, Samples<float> whole) = SparseSamplesTests.Rows(90, Width);
        Network initial = Network.Create(Define(Width, InputScaling.None, null), 3);
        IncrementalTrainer one = new(initial, Plain),
            other = new(initial, Plain);
        for (int block = 0; block < 6; block++)
        {
            int[] rows = [.. Enumerable.Range(0, 30).Select(i => ((block * 30) + i) % 90)];
            Assert.Equal(one.Learn(whole.Subset(rows)), other.Learn(sparse.Subset(rows)));
        }

        Assert.Equal(one.Network.Parameters, other.Network.Parameters);
    }

    [Fact]
    public void A_resumed_training_ends_as_an_uninterrupted_one()
    {
        (SparseSamples sparse, _) = SparseSamplesTests.Rows(60, Width);
        Network initial = Network.Create(Define(Width, InputScaling.None, null), 3);
        string folder = Directory.CreateTempSubdirectory("mnist-sparse-").FullName;
        try
        {
            Checkpointing checkpoints = new(Path.Combine(folder, "checkpoint"));
            using CancellationTokenSource source = new();
            TrainingResult cut = new Trainer(Plain) { Checkpoints = checkpoints }.Train(
                initial,
                sparse,
                observer: new CancelsIn(3, source),
                cancellation: source.Token
            );
            Assert.Equal(TrainingEnd.Canceled, cut.End);
            TrainingResult resumed = new Trainer(Plain) { Checkpoints = checkpoints with { Resume = true } }.Train(
                initial,
                sparse,
                cancellation: TestContext.Current.CancellationToken
            );
            Assert.Equal(Train(initial, Plain, sparse, null).Network.Parameters, resumed.Network.Parameters);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_checkpoint_knows_its_rows()
    {
        NetworkDefinition definition = Define(Width, InputScaling.None, null);
        string[] others =
        [
            IdentityOf([0, 1, 3], [4, 4, 6], [1, 2, 3]),
            IdentityOf([0, 1, 3], [4, 4, 6], [1, 2, 4]),
            IdentityOf([0, 1, 3], [4, 5, 6], [1, 2, 3]),
            IdentityOf([0, 2, 3], [4, 6, 4], [1, 2, 3]),
        ];
        Assert.Equal(4, others.Distinct().Count());
        Assert.Equal(others[0], IdentityOf([0, 1, 3], [4, 4, 6], [1, 2, 3]));

        string IdentityOf(int[] starts, int[] columns, float[] values) =>
            TrainingIdentity.Of(
                definition,
                new TrainingTask(Plain, new SparseSamples(Shape.Vector(Width), starts, columns, values, [0, 1], definition.ClassNames))
            )["training samples"];
    }

    /// <summary>Whole rows would take 800 MB.</summary>
    [Fact]
    public void Memory_does_not_grow_with_the_zeros()
    {
        (int rows, int width, int each) = (2_000, 100_000, 20);
        RandomSource random = new(1);
        int[] columns = new int[rows * each];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < each; i++)
                columns[(row * each) + i] = (i * (width / each)) + random.NextInt(width / each);
        }

        float[] values = new float[columns.Length];
        Array.Fill(values, 1);
        SparseSamples samples = new(
            Shape.Vector(width),
            [.. Enumerable.Range(0, rows + 1).Select(row => row * each)],
            columns,
            values,
            [.. Enumerable.Range(0, rows).Select(row => row % 3)],
            ["a", "b", "c"]
        );
        Network initial = Network.Create(
            NetworkDefinition.Create(samples.Shape, samples.ClassNames, new NetworkOptions { HiddenUnits = [4] })
        );
        long before = GC.GetAllocatedBytesForCurrentThread();
        Train(initial, Plain with { BatchSize = 128, Epochs = 2, Threads = 1 }, samples, samples);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The weights, their gradient, two moments of them, and two earlier states: less than ten times the parameters.
        Assert.InRange(allocated, 0, 10L * initial.ParameterCount * sizeof(float));
        Assert.True(10L * initial.ParameterCount * sizeof(float) < 0.05 * rows * width * sizeof(float));
    }

    private static void AssertSame(TrainingOptions options, InputScaling scaling, Layer[]? layers = null)
    {
        (SparseSamples sparse, Samples<float> whole) = SparseSamplesTests.Rows(60, Width);
        float[] weights = [.. Enumerable.Range(0, 60).Select(row => 0.5f + (row % 3))];
        (SparseSamples other, Samples<float> otherWhole) = SparseSamplesTests.Rows(30, Width, seed: 9);
        Network initial = Network.Create(Define(Width, scaling, layers), 3);
        TrainingResult expected = Train(initial, options, whole.WithWeights(weights), otherWhole),
            found = Train(initial, options, sparse.WithWeights(weights), other);
        Assert.Equal(expected.End, found.End);
        Assert.Equal(expected.Network.Parameters, found.Network.Parameters);
        Assert.Equal(
            expected.Epochs.Select(epoch => epoch with { Duration = default }),
            found.Epochs.Select(epoch => epoch with { Duration = default })
        );
        Assert.NotEqual(expected.End is TrainingEnd.Diverged, found.Network.Parameters.SequenceEqual(initial.Parameters) is false);
        Assert.Equal(
            found.Network.Parameters,
            Train(initial, options with { Threads = 1 }, sparse.WithWeights(weights), other).Network.Parameters
        );
    }

    private static NetworkDefinition Define(int width, InputScaling scaling, Layer[]? layers) =>
        NetworkDefinition.Create(
            Shape.Vector(width),
            ["class 0", "class 1", "class 2"],
            new NetworkOptions
            {
                HiddenUnits = [5],
                Layers = layers is null ? null : [.. layers],
                Scaling = scaling,
            }
        );

    private static TrainingResult Train(Network initial, TrainingOptions options, Samples samples, Samples? validation) =>
        new Trainer(options).Train(initial, samples, validation, cancellation: TestContext.Current.CancellationToken);

    private static float[] ScoresOf(Network network, Samples samples)
    {
        List<float> scores = [];
        using BulkScorer scorer = new(network, samples, threads: 2);
        scorer.Score((_, outputs) => scores.AddRange(outputs), TestContext.Current.CancellationToken);
        return [.. scores];
    }

    private sealed class CancelsIn(int epoch, CancellationTokenSource source) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress progress)
        {
            if (progress.Epoch == epoch)
                source.Cancel();
        }
    }
}
