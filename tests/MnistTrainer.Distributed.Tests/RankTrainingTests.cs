using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.Distributed.Tests;

/// <summary>A network has the same bytes for any number of ranks and threads.</summary>
public sealed class RankTrainingTests
{
    private const string LeNet =
        "convolution(6,5,relu,padding same), max-pooling, convolution(16,5,relu), max-pooling, dense(120,relu), dense(84,relu), dense(10,softmax)";

    public static TheoryData<string> Members => [.. EveryMember.Trainable];

    [Theory]
    [InlineData("dense(200,relu), dense(10,softmax)", 0.2)]
    [InlineData("dense(200,relu), dense(10,softmax)", 0.9)]
    [InlineData("dropout(0.2), dense(60,gelu), gaussian-noise, dense(10,softmax)", 0.9)]
    [InlineData(
        "dense(60,identity), batch-normalization(relu), dropout, dense(30,maxout(2)), batch-normalization(silu), dense(10,softmax)",
        0.2
    )]
    [InlineData(LeNet, 0.3)]
    [InlineData(
        "convolution(8,3,identity), batch-normalization(relu), max-pooling, convolution(8,3,gelu), dropout, flatten, batch-normalization, dense(10,softmax)",
        0.3
    )]
    public void Every_option_together_gives_the_same_bits(string layers, double density)
    {
        Samples<byte> samples = RankProblems.Images(233, density: density),
            validation = RankProblems.Images(50, density: density, seed: 2);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 100,
            Regularization = new Regularization
            {
                L1 = 1e-5f,
                L2 = 1e-4f,
                WeightDecay = 1e-3f,
                MaximumNorm = 2,
            },
            ClipNorm = 1,
            ClipValue = 0.2f,
            AverageDecay = 0.9f,
            LabelSmoothing = 0.1f,
            Augmentation = new ElasticAugmentation(),
            EarlyStopping = new EarlyStopping { Patience = 1 },
            Schedule = LearningRateSchedule.Cosine,
        };
        AssertSame(RankProblems.Create(samples, layers), samples, options, validation);
        AssertSame(RankProblems.Create(samples, layers), samples, options with { Augmentation = null, ClipNorm = null }, validation);
    }

    /// <summary>Slices of 16 rows: fewer than ranks, not a multiple of them, and more than are kept one by one.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(112)]
    [InlineData(1200)]
    public void Any_batch_size_gives_the_same_bits(int batchSize)
    {
        Samples<byte> samples = RankProblems.Images(1300, size: 8);
        TrainingOptions options = new() { Epochs = 1, BatchSize = batchSize };
        AssertSame(RankProblems.Create(samples, "dense(20,relu), dense(10,softmax)"), samples, options);
        AssertSame(
            RankProblems.Create(samples, "convolution(4,3,identity), batch-normalization(relu), dense(10,softmax)"),
            samples,
            options
        );
    }

    [Fact]
    public void The_preset_by_convolution_gives_the_same_bits()
    {
        Samples<byte> samples = RankProblems.Images(200);
        Recipe recipe = Recipe.Convnet;
        NetworkDefinition definition = recipe.Define(samples.Shape, samples.ClassNames);
        AssertSame(Network.Create(definition, 1), samples, recipe.Training with { Epochs = 1 });
    }

    [Fact]
    public void The_whole_set_as_one_batch_gives_the_same_bits()
    {
        Samples<byte> samples = RankProblems.Images(1500, size: 8);
        TrainingOptions options = new() { Epochs = 2, Optimizer = new BatchGradientDescent() };
        AssertSame(RankProblems.Create(samples, "dense(20,relu), dense(10,softmax)"), samples, options);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_gives_the_same_bits(string name)
    {
        RandomSource random = new(12);
        float[] values = new float[90 * 12];
        foreach (ref float value in values.AsSpan())
            value = (float)random.NextDouble(-1, 1.5);
        Samples<float> samples = new(Shape.Image(3, 4), values, [.. Enumerable.Range(0, 90).Select(row => row % 3)], ["a", "b", "c"]);
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Image(3, 4),
            Layers = EveryMember.LayersOf(name),
            ClassNames = ["a", "b", "c"],
            Scaling = InputScaling.None,
        };
        TrainingOptions options = EveryMember.TrainingOf(name) with { BatchSize = 40 };
        AssertSame(Network.Create(definition, 5), samples, options);
    }

    /// <summary>Divided among ranks, with scales of columns whose gradient comes with that of their weights, and with columns that no row of a batch reads.</summary>
    [Theory]
    [InlineData("column-scaling, dense(200,relu), dense(3,softmax)", 1)]
    [InlineData("dense(200,relu), dense(3,softmax)", 0.002)]
    public void Wide_tables_give_the_same_bits(string layers, double density)
    {
        const int rows = 230,
            columns = 300;
        RandomSource random = new(12);
        float[] values = new float[rows * columns];
        foreach (ref float value in values.AsSpan())
            value = random.NextDouble() < density ? (float)random.NextDouble(-1, 1.5) : 0;
        Samples<float> samples = new(Shape.Vector(columns), values, [.. Enumerable.Range(0, rows).Select(row => row % 3)], ["a", "b", "c"]);
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = Layer.ParseList(layers),
            ClassNames = ["a", "b", "c"],
            Scaling = InputScaling.None,
        };
        AssertSame(Network.Create(definition, 5), samples, new TrainingOptions { Epochs = 3, BatchSize = 100 });
    }

    private static void AssertSame(Network network, Samples samples, TrainingOptions options, Samples? validation = null)
    {
        string alone = RankProblems.Hash(Train(ITrainingRanks.Alone, threads: 1));
        Assert.Equal(alone, RankProblems.Hash(Train(ITrainingRanks.Alone, threads: 2)));
        foreach ((int count, int threads, bool areApart) in new[] { (2, 1, false), (2, 1, true), (3, 2, false), (4, 1, true) })
        {
            IReadOnlyList<TrainingResult> results = ThreadRanks.Run(
                count,
                ranks => Train(areApart ? new RanksApart(ranks) : ranks, threads)
            );
            Assert.All(results, result => Assert.Equal(alone, RankProblems.Hash(result)));
        }

        TrainingResult Train(ITrainingRanks ranks, int threads) =>
            new Trainer(options with { Threads = threads }) { Ranks = ranks }.Train(
                network,
                samples,
                validation,
                cancellation: TestContext.Current.CancellationToken
            );
    }

    /// <summary>Ranks on several machines, which compute the gradient of dense layers whole.</summary>
    private sealed class RanksApart(ITrainingRanks ranks) : ITrainingRanks
    {
        public int Rank => ranks.Rank;

        public int Count => ranks.Count;

        public void Gather(Span<byte> parts) => ranks.Gather(parts);
    }
}
