using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Layers of images, of many shapes, against their exact twins; and what does not fit.</summary>
public sealed class ImageLayerTests
{
    public static TheoryData<string, int, int> Networks =>
        new()
        {
            // The input is 9x7 pixels of one channel or 3; the rows are fewer than a slice, or more than one.
            { "convolution(6,3,tanh),dense(3,softmax)", 1, 20 },
            { "convolution(6,3,tanh,padding same),dense(3,softmax)", 3, 5 },
            { "convolution(4,5,tanh,stride 2,padding same),convolution(5,3,gelu),dense(3,softmax)", 1, 17 },
            { "convolution(4,2,tanh,stride 2),convolution(18,2,relu,padding same),dense(3,softmax)", 3, 33 },
            { "convolution(4,4,tanh,padding same),max-pooling(2),convolution(3,2,maxout(2)),dense(3,softmax)", 1, 20 },
            { "convolution(6,3,tanh,no-bias),max-pooling(3,stride 1),average-pooling(2),dense(3,softmax)", 1, 20 },
            { "convolution(5,3,tanh),average-pooling(3,stride 2),flatten,dense(3,softmax)", 1, 20 },
            { "convolution(5,3,tanh),global-average-pooling,dense(3,softmax)", 3, 20 },
            { "convolution(9,3,no-bias),batch-normalization(tanh),convolution(5,3,silu),dense(3,softmax)", 1, 40 },
            { "convolution(8,3,no-bias),batch-normalization(maxout(2)),max-pooling,dense(3,softmax)", 3, 35 },
            { "dropout(0.2),convolution(8,3,tanh),dropout(0.3),dense(5,relu),batch-normalization,dense(3,softmax)", 1, 35 },
            { "convolution(4,3,tanh),convolution(9,2,tanh,padding same),max-pooling(2),dense(3,softmax)", 3, 20 },
            { "convolution(4,3,silu,padding same),convolution(5,3,relu,stride 2,padding same),max-pooling(2),dense(3,softmax)", 1, 35 },
            { "max-pooling(2),convolution(3,1,tanh),dense(3,softmax)", 1, 20 },
            { "convolution(5,3,tanh),dropout(0.4,channels),convolution(3,2,tanh),dense(3,softmax)", 1, 20 },
        };

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_gradient_is_that_of_the_exact_twin(string layers, int channels, int rows)
    {
        IReadOnlyList<LayerGradientCheck> found = GradientCheck.Run(
            Create(layers, channels),
            Samples(channels, rows),
            new TrainingOptions(),
            parametersPerLayer: 60,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(found);
        Assert.All(found, layer => Assert.True(layer.Passes, $"{layer.Description}: {layer}"));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Scores_as_its_exact_twin(string layers, int channels, int rows)
    {
        Network network = Create(layers, channels);
        Samples<float> samples = Samples(channels, rows);
        double[][] raw = [.. Enumerable.Range(0, rows).Select(row => samples.Row(row).ToArray().Select(value => (double)value).ToArray())];
        double[][] expected = new ExactNetwork(network).Forward(raw)[^1].Outputs;
        using Scorer scorer = new(network);
        float[] probabilities = new float[3];
        for (int row = 0; row < rows; row++)
        {
            scorer.Score(samples.Row(row), probabilities);
            Assert.All(expected[row].Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        // One at a time, in bulk, and in bulk by several threads give the same bits.
        foreach (int threads in new[] { 1, 3 })
        {
            using BulkScorer bulk = new(network, samples, threads);
            bulk.Score(
                (row, scores) =>
                {
                    scorer.Score(samples.Row(row), probabilities);
                    Assert.Equal(probabilities, scores.ToArray());
                },
                TestContext.Current.CancellationToken
            );
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_gives_the_same_bits_with_any_number_of_threads(string layers, int channels, int rows)
    {
        float[] one = Train(1);
        Assert.All(one, parameter => Assert.True(float.IsFinite(parameter)));
        Assert.NotEqual(Create(layers, channels).Parameters.ToArray(), one);
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.Equal(one, Train(threads));

        float[] Train(int threads) => new Trainer(
                new TrainingOptions
                {
                    Epochs = 2,
                    BatchSize = 50,
                    Threads = threads,
                }
            ).Train(Create(layers, channels), Samples(channels, 70 + rows), cancellation: TestContext.Current.CancellationToken).Network.Parameters.ToArray();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_step_allocates_nothing(string layers, int channels, int rows)
    {
        using MiniBatchStep step = new(
            Create(layers, channels).Copy(),
            Samples(channels, rows),
            new TrainingOptions { BatchSize = rows, Threads = 1 }
        );
        int[] batch = [.. Enumerable.Range(0, rows)];
        step.Run(batch, new(1));
        Assert.Equal(0, Allocation.Of(() => step.Run(batch, new(1))));
    }

    [Fact]
    public void Running_figures_follow_the_means_over_the_slices()
    {
        const int rows = 35,
            pixels = 63;
        Network network = Create("convolution(2,1,no-bias),batch-normalization,dense(3,softmax)", 1).Copy();
        Samples<float> samples = Samples(1, rows);
        double[][] raw = [.. Enumerable.Range(0, rows).Select(row => samples.Row(row).ToArray().Select(value => (double)value).ToArray())];
        double[][] values = new ExactNetwork(network).Forward(raw)[0].Outputs;
        using MiniBatchStep step = new(network, samples, new TrainingOptions { BatchSize = rows, Threads = 1 });
        step.Run([.. Enumerable.Range(0, rows)], new(1));
        for (int channel = 0; channel < 2; channel++)
        {
            double mean = values.SelectMany(row => Of(row, channel)).Average(),
                variance = 0;
            foreach (double[][] slice in values.Chunk(16))
            {
                double[] ofSlice = [.. slice.SelectMany(row => Of(row, channel))];
                double squares = ofSlice.Sum(value => Math.Pow(value - ofSlice.Average(), 2));
                variance += slice.Length * squares / ((slice.Length * pixels) - 1) / rows;
            }

            Assert.Equal(0.1 * mean, network.LayerParameters(1)[4 + channel], 1e-6);
            Assert.Equal(0.9 + (0.1 * variance), network.LayerParameters(1)[6 + channel], 1e-6);
        }

        static IEnumerable<double> Of(double[] row, int channel) => row.Where((_, i) => i % 2 == channel);
    }

    [Theory]
    [InlineData("convolution(4,8)", "filters of 8x8 do not fit into 9x7")]
    [InlineData("max-pooling(8)", "windows of 8x8 do not fit into 9x7")]
    [InlineData("convolution(4,9,padding same),max-pooling(10)", "windows of 10x10 do not fit into 4x9x7")]
    public void Rejects_what_does_not_fit(string layers, string reason) =>
        Assert.Contains(
            reason,
            Assert.Throws<InvalidInputException>(() => Create(layers + ",dense(3)", 1)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("convolution(32,5)", "convolution(32,5)")]
    [InlineData("convolution(32, 5, stride 2, padding same)", "convolution(32,5,identity,2,same)")]
    [InlineData("convolution(32, 5, relu, padding=same)", "convolution(32,5,relu,1,same)")]
    [InlineData("convolution(32,5,leaky-relu(0.2),2)", "convolution(32,5,leaky-relu(0.2),2)")]
    [InlineData("convolution(size 5, filters 32, no-bias)", "convolution(32,5,identity,1,valid,no-bias)")]
    [InlineData("convolution(size 5, filters 32, bias no-bias)", "convolution(32,5,identity,1,valid,no-bias)")]
    [InlineData("convolution(32,5,no-padding)", null)]
    [InlineData("max-pooling(3, stride 2)", "max-pooling(3,2)")]
    [InlineData("max-pooling", "max-pooling(2)")]
    [InlineData("convolution(32,5,strides 2)", null)]
    [InlineData("convolution(32,5,padding zero)", null)]
    [InlineData("convolution(32,5,stride 2,stride 2)", null)]
    [InlineData("convolution(0,5)", null)]
    [InlineData("convolution(3,5,stride 0)", null)]
    [InlineData("convolution(3,5,padding 1)", null)]
    public void Settings_are_read_by_place_or_by_name(string text, string? spelling)
    {
        if (spelling is null)
            Assert.Throws<InvalidInputException>(() => Layer.Parse(text));
        else
            Assert.Equal(spelling, Layer.Parse(text).Spelling);
    }

    [Fact]
    public void A_shape_follows_from_size_stride_and_padding()
    {
        Shape input = Shape.Image(28, 27);
        Assert.Equal(new Shape(6, 24, 23), new Convolution(6, 5).OutputShape(input));
        Assert.Equal(new Shape(6, 28, 27), new Convolution(6, 5, Padding: Padding.Same).OutputShape(input));
        Assert.Equal(new Shape(6, 14, 14), new Convolution(6, 5, Stride: 2, Padding: Padding.Same).OutputShape(input));
        Assert.Equal(new Shape(6, 12, 12), new Convolution(6, 5, Stride: 2).OutputShape(input));
        Assert.Equal(Shape.Image(14, 13), new MaxPooling().OutputShape(input));
        Assert.Equal(Shape.Image(13, 13), new MaxPooling(3, 2).OutputShape(input));
    }

    private static Network Create(string layers, int channels) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = new Shape(channels, 9, 7),
                Layers = Layer.ParseList(layers),
                ClassNames = ["a", "b", "c"],
                Scaling = new InputScaling(-0.3f, 1.1f),
            },
            seed: 5
        );

    private static Samples<float> Samples(int channels, int rows)
    {
        RandomSource random = new(12);
        float[] values = new float[rows * 63 * channels];
        foreach (ref float value in values.AsSpan())
            value = (float)random.NextDouble(-1, 1.5);
        return new Samples<float>(
            new Shape(channels, 9, 7),
            values,
            [.. Enumerable.Range(0, rows).Select(row => row % 3)],
            ImmutableArray.Create("a", "b", "c")
        );
    }
}
