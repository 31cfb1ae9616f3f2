using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Vectors of categories against worked examples, one-hot columns, differences of the loss and the exact twin.</summary>
public sealed class CategoryEmbeddingTests
{
    /// <summary>One number, a category of two values, which are one-hot, and one of three with vectors of two numbers.</summary>
    private static readonly CategoryEmbedding Layer = new([2, 3], Width: 2, LargestOneHot: 2);

    // Vectors of the second category: missing, 1, 2, 3. Shares of the first, then of the second.
    private static readonly float[] Parameters = [9, -9, 1, 2, 3, 4, 5, 6, 0, 0.25f, 0.75f, 0, 0.5f, 0.5f, 0];

    [Fact]
    public void Every_value_has_its_vector()
    {
        Assert.Equal([7, 1, 0, 1, 2], Forward(Parameters, 7, 1, 1));
        Assert.Equal([7, 0, 1, 3, 4], Forward(Parameters, 7, 2, 2));
    }

    /// <summary>No row missed a category: for 0, for the third value, which no row had, and for what is no key, the mean (1 + 3) / 2, (2 + 4) / 2.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(4294967295f)]
    public void What_no_row_had_is_the_mean(float key) => Assert.Equal([7, 0.25f, 0.75f, 2, 3], Forward(Parameters, 7, 0, key));

    /// <summary>Some rows missed them: the vector of missing values is trained, and 0 among one-hot ones.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void What_no_row_had_is_read_as_missing(float key) =>
        Assert.Equal([7, 0, 0, 9, -9], Forward([.. Parameters[..8], 0.5f, 0.25f, 0.25f, 0.1f, 0.4f, 0.5f, 0], 7, 0, key));

    /// <summary>A dense layer behind vectors is a dense layer behind one-hot columns, whose weights are the vectors times its own.</summary>
    [Theory]
    [InlineData(0, 5)]
    [InlineData(8, 5)]
    [InlineData(0, 1)]
    public void Is_a_dense_layer_of_one_hot_columns(int largestOneHot, int width)
    {
        const int numbers = 2;
        CategoryEmbedding layer = new([4, 12], width, largestOneHot);
        Network network = Network.Create(Define(numbers + 2, [layer, new Dense(3, Activation.Tanh)]), 5);
        float[] dense = network.LayerParameters(1).ToArray();
        double[] vectors = [.. network.LayerParameters(0).ToArray().Select(value => (double)value)];
        int behindFirst = numbers + layer.WidthOf(0);
        RandomSource random = new(3);
        for (int row = 0; row < 60; row++)
        {
            int first = 1 + (row % 4),
                second = 1 + (row % 12);
            float[] values = [(float)random.NextGaussian(), (float)random.NextGaussian(), first, second];
            float[] outputs = LayerProblems.Forward(network, Rows(values), layer: 1, isTraining: false);
            for (int unit = 0; unit < 3; unit++)
            {
                // The weights of a one-hot column.
                double net = dense[^(3 - unit)] + (values[0] * dense[unit]) + (values[1] * dense[3 + unit]);
                net +=
                    largestOneHot >= 4
                        ? dense[((numbers + first - 1) * 3) + unit]
                        : Enumerable
                            .Range(0, layer.WidthOf(0))
                            .Sum(i => vectors[(first * layer.WidthOf(0)) + i] * dense[((numbers + i) * 3) + unit]);
                int start = largestOneHot >= 4 ? 0 : 5 * layer.WidthOf(0);
                net += Enumerable.Range(0, width).Sum(i => vectors[start + (second * width) + i] * dense[((behindFirst + i) * 3) + unit]);
                Assert.Equal(Math.Tanh(net), outputs[unit], 1e-5);
            }
        }
    }

    /// <summary>Rows that miss a category, or have a value that no row had, whether the vector for that is trained or the mean; with a penalty; in front and behind another layer.</summary>
    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.2f, false)]
    [InlineData(0f, true)]
    public void Gradients_are_differences_of_the_loss(float shareOfMissing, bool hasPenalty)
    {
        CategoryEmbedding layer = new([3, 20, 600], Width: 3, LargestOneHot: 3);
        Network network = WithShares(
            Network.Create(Define(5, [layer, new Dense(4, Activation.Tanh), new Dense(2, Activation.Softmax)]), 5),
            shareOfMissing
        );
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            network,
            Table(40, layer.Values, 2),
            new TrainingOptions { Regularization = new Regularization { L2 = hasPenalty ? 0.1f : 0 } },
            parametersPerLayer: 3000,
            TestContext.Current.CancellationToken
        );
        Assert.All(checks, check => Assert.True(check.Passes, $"{check}"));
        Assert.Equal(3 * (21 + 601), checks[0].Checked);
    }

    /// <summary>As the trainer of ML.NET builds a network for a table: the vectors learn through the encoding of features and the scales of columns.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(100)]
    public void Vectors_learn_through_the_layers_of_tables(int largestOneHot)
    {
        CategoryEmbedding layer = new([3, 20], Width: 4, largestOneHot);
        Samples<float> samples = Table(60, layer.Values, 2);
        Samples<float> numbers = new(
            Shape.Vector(2),
            [.. Enumerable.Range(0, 60).SelectMany(row => samples.Row(row)[..2].ToArray())],
            null,
            []
        );
        FeatureStatistics statistics = FeatureStatistics.Of(numbers, withWaves: true).Before(3 + layer.WidthOf(1));
        NetworkDefinition definition = Define(
            4,
            [layer, .. statistics.FrontLayers, new Dense(9, Activation.Tanh), new Dense(2, Activation.Softmax)]
        );
        Network network = CategoryStatistics.Of(layer, samples).ApplyTo(statistics.ApplyTo(Network.Create(definition, 3)));
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            network,
            samples,
            new TrainingOptions { Regularization = new Regularization { L2 = 0.05f } },
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks, check => Assert.True(check.Passes, $"{check}"));
        Assert.Equal(largestOneHot == 8 ? 5 : 4, checks.Count);
    }

    /// <summary>A number before it is passed on, and so is its error; that of a key is 0.</summary>
    [Fact]
    public void Propagates_the_errors_of_numbers()
    {
        Layer[] layers = [new Dense(5, Activation.Tanh), new CategoryEmbedding([20, 3], 4), new Dense(2, Activation.Softmax)];
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            Network.Create(Define(4, layers), 2),
            Table(20, [9], 3),
            new TrainingOptions(),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks, check => Assert.True(check.Passes, $"{check}"));
    }

    /// <summary>Any number of numbers, values and widths gives what the formula gives, in slices of any size.</summary>
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 2, 7)]
    [InlineData(3, 5, 17)]
    [InlineData(9, 3, 8)]
    public void Computes_what_its_exact_twin_computes(int numbers, int categories, int width)
    {
        for (int rows = 1; rows < 40; rows += 13)
        {
            CategoryEmbedding layer = new([.. Enumerable.Range(0, categories).Select(i => 1 + (7 * i))], width, LargestOneHot: 3);
            Network network = WithShares(Network.Create(Define(numbers + categories, [layer, new Dense(2, Activation.Softmax)]), 4), 0.1f);
            Samples<float> samples = Table(rows, layer.Values, numbers);
            double[][] exact = layer
                .Exact(
                    samples.Shape,
                    [.. Enumerable.Range(0, rows).Select(row => samples.Row(row).ToArray().Select(value => (double)value).ToArray())],
                    [.. network.LayerParameters(0).ToArray().Select(value => (double)value)],
                    default
                )
                .Outputs;
            float[] outputs = LayerProblems.Forward(network, samples, layer: 0, isTraining: true);
            Assert.Equal(exact.SelectMany(row => row).Count(), outputs.Length);
            Assert.All(exact.SelectMany(row => row).Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void A_step_allocates_nothing_and_is_the_same_on_any_number_of_threads()
    {
        CategoryEmbedding layer = new([3, 20, 1500], Width: 5, LargestOneHot: 3);
        Network network = WithShares(
            Network.Create(Define(6, [layer, new Dense(40, Activation.ReLU), new Dense(2, Activation.Softmax)]), 5),
            0
        );
        float[] trained = LayerProblems.AssertStepsAreLeanAndAlike(network, Table(64, layer.Values, 3));

        // Shares are no weights: they stay.
        int shares = 3 + 1 + 20 + 1 + 1500 + 1;
        int firstShare = (int)layer.VectorValues;
        Assert.Equal(network.Parameters.Slice(firstShare, shares).ToArray(), trained.AsSpan(firstShare, shares).ToArray());
    }

    [Fact]
    public void Single_rows_score_as_in_bulk()
    {
        CategoryEmbedding layer = new([3, 20], Width: 5, LargestOneHot: 3);
        NetworkDefinition definition = Define(4, [layer, new Dense(2, Activation.Softmax)]);
        Network[] members = [.. Enumerable.Range(1, 3).Select(seed => WithShares(Network.Create(definition, (ulong)seed), 0))];
        Samples<float> samples = Table(30, layer.Values, 2);
        AllScorers.GiveMean(
            Network.EnsembleOf(members),
            samples,
            row =>
                [
                    .. members.Select(member =>
                        new ExactNetwork(member)
                            .Forward([
                                [.. samples.Row(row).ToArray().Select(value => (double)value)],
                            ])[^1]
                            .Outputs[0]
                    ),
                ]
        );
    }

    [Fact]
    public void Values_that_rows_have_share_in_the_mean()
    {
        CategoryEmbedding layer = new([2, 3], Width: 1, LargestOneHot: 0);
        Network network = Network.Create(Define(3, [layer, new Dense(1, Activation.Identity)]));
        Samples<float> samples = new(Shape.Vector(3), [5, 1, 0, 5, 1, 3, 5, 2, 3, 5, 1, 7], null, []);
        Network counted = CategoryStatistics.Of(layer, samples).ApplyTo(network);
        Assert.Equal([0, 0.5f, 0.5f, 1, 0, 0, 1], counted.LayerParameters(0)[7..].ToArray());
        Assert.Equal(network.LayerParameters(0)[..7].ToArray(), counted.LayerParameters(0)[..7].ToArray());

        // Other weights, the same shares.
        Network redrawn = counted.Redraw(9);
        Assert.Equal(counted.LayerParameters(0)[7..].ToArray(), redrawn.LayerParameters(0)[7..].ToArray());
        Assert.NotEqual(counted.LayerParameters(0)[..7].ToArray(), redrawn.LayerParameters(0)[..7].ToArray());
        Assert.Throws<InvalidInputException>(() => new CategoryStatistics(new CategoryEmbedding([2, 4])).ApplyTo(network));
    }

    /// <summary>Statistics of two numbers leave the columns of vectors behind them as they are.</summary>
    [Fact]
    public void Encodes_numbers_and_leaves_vectors()
    {
        Samples<float> numbers = new(Shape.Vector(2), [.. Enumerable.Range(0, 100).Select(i => (float)(i % 37))], null, []);
        FeatureStatistics alone = FeatureStatistics.Of(numbers),
            together = alone.Before(3);
        CategoryEmbedding layer = new([30], Width: 3);
        NetworkDefinition definition = Define(3, [layer, together.Layer with { Clip = 0 }, new Dense(1, Activation.Identity)]);
        Network network = together.ApplyTo(Network.Create(definition, 2));
        float[] encoded = LayerProblems.Forward(network, Rows([5, 6, 4]), layer: 1, isTraining: false),
            vector = LayerProblems.Forward(network, Rows([5, 6, 4]), layer: 0, isTraining: false)[2..],
            expected = LayerProblems.Forward(
                alone.ApplyTo(Network.Create(Define(2, [alone.Layer with { Clip = 0 }, new Dense(1, Activation.Identity)]))),
                Rows([5, 6]),
                layer: 0,
                isTraining: false
            );
        Assert.Equal(expected[..2], encoded[..2]);
        Assert.Equal(vector, encoded[2..5]);
        Assert.Equal(expected[2..], encoded[5..]);
    }

    /// <summary>Behind vectors, a linear output gains by a category its vector less the mean one, times the weights.</summary>
    [Fact]
    public void Explains_a_category_by_its_vector()
    {
        Network network = Network.Create(Define(3, [Layer, new Dense(1, Activation.Identity)]), [.. Parameters, 10, 1, 2, 3, 4, 0.5f]);
        Samples<float> background = new(Shape.Vector(3), [1, 1, 1, 3, 2, 2], null, []);
        IntegratedGradients found = IntegratedGradients.Of(
            network,
            background,
            [4, 1, 2],
            output: 0,
            cancellation: TestContext.Current.CancellationToken
        );

        // Means: 2; (0.5, 0.5); (2, 3).
        Assert.Equal([20, -0.5, (3 * 1) + (4 * 1)], found.Contributions.Select(value => Math.Round(value, 9)));
        Assert.Equal(40 + 1 + (3 * 3) + (4 * 4) + 0.5, found.Output, 1e-9);
    }

    private static float[] Forward(float[] parameters, params float[] row)
    {
        NetworkDefinition definition = Define(3, [Layer, new Dense(1, Activation.Identity)]);
        float[] all = Network.Create(definition).Parameters.ToArray();
        parameters.CopyTo(all, 0);
        return LayerProblems.Forward(Network.Create(definition, all), Rows(row), layer: 0, isTraining: false);
    }

    /// <summary>Shares that leave out every third value, and the missing one if its share is 0.</summary>
    private static Network WithShares(Network network, float shareOfMissing)
    {
        var layer = (CategoryEmbedding)network.Definition.Layers[0];
        float[] parameters = network.Parameters.ToArray();
        int at = (int)layer.VectorValues;
        foreach (int count in layer.Values)
        {
            parameters[at++] = shareOfMissing;
            for (int key = 1; key <= count; key++)
                parameters[at++] = key % 3 == 0 ? 0 : (1 - shareOfMissing) / count;
        }

        return Network.Create(network.Definition, parameters);
    }

    private static Samples<float> Rows(float[] values) => new(Shape.Vector(values.Length), values, null, []);

    /// <summary>Rows of numbers and keys, of which some are missing and some are too large.</summary>
    private static Samples<float> Table(int rows, ImmutableArray<int> counts, int numbers)
    {
        RandomSource random = new(12);
        int width = numbers + counts.Length;
        float[] values = new float[rows * width];
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % width;
            values[i] = column < numbers ? (float)random.NextGaussian() : random.NextInt(counts[column - numbers] + 2);
        }

        return new Samples<float>(Shape.Vector(width), values, [.. Enumerable.Range(0, rows).Select(row => row % 2)], ["0", "1"]);
    }

    private static NetworkDefinition Define(int inputs, Layer[] layers) =>
        new()
        {
            InputShape = Shape.Vector(inputs),
            Layers = [.. layers],
            ClassNames = [.. Enumerable.Range(0, ((Dense)layers[^1]).Units).Select(i => $"{i}")],
            Scaling = InputScaling.None,
        };
}
