namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ScorerTests
{
    [Theory]
    [InlineData(0.2, "softmax")]
    [InlineData(0.9, "softmax")]
    [InlineData(0.9, "sigmoid")]
    [InlineData(0.9, "tanh")]
    public void One_at_a_time_or_many_at_once_as_bytes_or_floats_gives_the_same_bits(double density, string output)
    {
        Samples<byte> samples = TrainerTests.Blobs(100, density);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            [31],
            samples.ClassNames,
            Activation.ReLU,
            Activation.Parse(output)
        ) with
        {
            Scaling = InputScaling.Book,
        };
        Network network = Network.Create(definition, 2);
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 3);
        int rows = 0;
        bulk.Score(
            (row, probabilities) =>
            {
                float[] bytes = new float[3],
                    floats = new float[3],
                    raw = new float[36];
                samples.CopyRow(row, raw);
                scorer.Score(samples.Row(row), bytes);
                scorer.Score(raw, floats);
                Assert.Equal(probabilities.ToArray(), bytes);
                Assert.Equal(probabilities.ToArray(), floats);
                Assert.Equal(1, bytes.Sum(), 1e-5);
                rows++;
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(100, rows);
    }

    /// <summary>Encoded columns with missing values, hidden layers wide and narrow, and one output or several: what lies behind a ReLU is half zero.</summary>
    [Theory]
    [InlineData("feature-encoding(3,40), dense(128,relu), dense(64,relu), dense(3,softmax)")]
    [InlineData("feature-encoding(3,16), dense(200,relu), dense(1,sigmoid)")]
    [InlineData("dense(300,relu), dense(17,gelu), dense(15,maxout(2)), dense(1,identity)")]
    public void A_row_of_a_table_alone_or_among_others_gives_the_same_bits_and_allocates_nothing(string layers)
    {
        const int rows = 50;
        RandomSource random = new(4);
        float[] values = [.. Enumerable.Range(0, rows * 7).Select(_ => (float)random.NextGaussian())];
        bool encodes = layers.StartsWith("feature", StringComparison.Ordinal);
        for (int i = 0; encodes && i < values.Length; i += 11)
            values[i] = float.NaN;
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Vector(7),
            Layers = Layer.ParseList(layers),
            ClassNames = [.. Enumerable.Range(0, layers.Contains("dense(1,", StringComparison.Ordinal) ? 1 : 3).Select(k => $"{k}")],
        };
        Network network = Network.Create(definition, 6);
        if (encodes)
            network = Network.Create(definition, WithRamps(network));
        Samples<float> samples = new(definition.InputShape, values, labels: null, classNames: []);
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 1);
        float[] one = new float[definition.ClassNames.Length];
        HashSet<float> different = [];
        bulk.Score(
            (row, outputs) =>
            {
                scorer.Score(samples.Row(row), one);
                Assert.Equal(outputs.ToArray(), one);
                different.Add(one[0]);
            },
            TestContext.Current.CancellationToken
        );
        Assert.InRange(different.Count, rows / 2, rows);
        Assert.DoesNotContain(float.NaN, different);
        Assert.Equal(0, Allocation.Of(() => scorer.Score(samples.Row(3), one)));
    }

    /// <summary>More rows than are scored at once.</summary>
    [Fact]
    public void Every_row_of_many_has_scores_of_its_own()
    {
        Samples<byte> samples = TrainerTests.Blobs(1300);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [], samples.ClassNames, Activation.ReLU, Activation.Softmax),
            2
        );
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 1);
        bulk.Score(
            (row, probabilities) =>
            {
                float[] single = new float[3];
                scorer.Score(samples.Row(row), single);
                Assert.Equal(single, probabilities);
            },
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Images pass one by one, vectors by slices, and what lies between them changes hands; a scorer of one row has memory for nothing else.</summary>
    [Theory]
    [InlineData(
        "convolution(5,3,mish), batch-normalization(relu), max-pooling(2), dropout(0.2), convolution(7,2,maxout(2)), dense(9,relu), dense(3)"
    )]
    [InlineData(
        "dropout(0.1), convolution(4,3,relu,padding same), average-pooling(2), global-average-pooling, dropout(0.1), dense(3,softmax)"
    )]
    [InlineData("gaussian-noise(0.1), flatten, dense(8,gelu), batch-normalization(mish), dropout(0.3), dense(3,softmax)")]
    [InlineData("average-pooling(2), convolution(3,3,relu), dense(3)")]
    public void Images_one_at_a_time_or_many_at_once_give_the_same_bits(string layers)
    {
        Samples<byte> samples = TrainerTests.Blobs(1100, 0.9);
        Network network = OfImages(layers, samples);
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 3);
        int rows = 0;
        bulk.Score(
            (row, probabilities) =>
            {
                float[] single = new float[3];
                scorer.Score(samples.Row(row), single);
                Assert.Equal(single, probabilities);
                rows++;
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1100, rows);
    }

    /// <summary>All layers' values for 1,024 images would take 150 MiB.</summary>
    [Fact]
    public void Scoring_many_images_needs_the_memory_of_a_few()
    {
        Samples<byte> samples = new(Shape.Image(28, 28), new byte[1024 * 784], labels: null, classNames: ["0", "1", "2"]);
        Network network = OfImages("convolution(32,5,relu,padding same), max-pooling(2), convolution(32,3,relu), dense(3)", samples);
        Assert.InRange(Allocation.Of(() => new BulkScorer(network, samples, threads: 2).Dispose()), 1, 6 << 20);
    }

    [Fact]
    public void Without_any_output_all_classes_are_equally_probable()
    {
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b", "c", "d"], Activation.ReLU, Activation.ReLU, useBias: false),
            [-1, -1, -1, -1, -1, -1, -1, -1]
        );
        using Scorer scorer = new(network);
        float[] probabilities = new float[4];
        scorer.Score((ReadOnlySpan<byte>)[255, 255], probabilities);
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], probabilities);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        Samples<byte> samples = TrainerTests.Blobs(10);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [31], samples.ClassNames, Activation.ReLU, Activation.Softmax),
            2
        );
        using Scorer scorer = new(network);
        float[] probabilities = new float[3];
        Assert.Equal(0, Allocation.Of(() => scorer.Score(samples.Row(0), probabilities)));
    }

    [Fact]
    public void Rejects_an_image_of_another_size()
    {
        Network network = Network.Create(NetworkDefinition.Dense(Shape.Image(2, 2), [], ["a"], Activation.ReLU, Activation.Softmax));
        using Scorer scorer = new(network);
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Score(new byte[5], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Score(new byte[4], []));
    }

    private static Network OfImages(string layers, Samples samples)
    {
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = Layer.ParseList(layers),
            ClassNames = [.. samples.ClassNames],
            Scaling = InputScaling.Book,
        };
        Random random = new(4);
        return Network.Create(definition, [.. Enumerable.Range(0, definition.CountParameters()).Select(_ => random.NextSingle())]);
    }

    // Ramps of all columns in turn, from -2 to 2.
    private static float[] WithRamps(Network network)
    {
        float[] parameters = network.Parameters.ToArray();
        int ramps = ((FeatureEncoding)network.Definition.Layers[0]).Ramps,
            width = network.Definition.InputShape.Size;
        for (int i = 0; i < ramps; i++)
        {
            parameters[(2 * width) + i] = i % width;
            parameters[(2 * width) + ramps + i] = -2 + (4f * i / ramps);
        }

        return parameters;
    }
}
