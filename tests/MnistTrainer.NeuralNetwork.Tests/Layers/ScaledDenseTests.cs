namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Scales of columns that are computed with the weights behind them, of rows that are mostly ramps and of others.</summary>
public sealed class ScaledDenseTests
{
    private const int Ramps = 75;

    [Fact]
    public void Multiplies_by_scales_and_weights()
    {
        NetworkDefinition definition = Define(Shape.Vector(2), ["y"], new ColumnScaling(2), new Dense(1, Activation.Identity));
        Network network = Network.Create(definition, [3, 0.5f, 10, -1, 4]);
        using Scorer scorer = new(network);

        // 4 + 2 (3 · 5 · 10) + 2 (0.5 · 7 · -1)
        float[] outputs = new float[1];
        scorer.Score([5f, 7f], outputs);
        Assert.Equal(297, outputs[0]);
    }

    /// <summary>A row of the batch, and the scores of samples one by one and together, beside the twin in double precision.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Scores_are_those_of_the_exact_network(bool isMostlyRamps)
    {
        Samples<float> samples = Draw(40);
        Network network = Create(isMostlyRamps);
        double[][] exact = [.. Enumerable.Range(0, samples.Count).Select(row => Exact(network, samples.Row(row)))];
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 2);
        float[][] together = new float[samples.Count][];
        bulk.Score((row, outputs) => together[row] = outputs.ToArray(), TestContext.Current.CancellationToken);
        for (int row = 0; row < samples.Count; row++)
        {
            float[] alone = new float[2];
            scorer.Score(samples.Row(row), alone);
            for (int i = 0; i < alone.Length; i++)
            {
                Assert.Equal(exact[row][i], alone[i], 1e-5);
                Assert.Equal(exact[row][i], together[row][i], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_are_differences_of_the_loss(bool isMostlyRamps)
    {
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            Create(isMostlyRamps),
            Draw(40),
            new TrainingOptions { Regularization = new Regularization { L2 = 0.01f } },
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks.Skip(1), layer => Assert.True(layer.Passes && layer.Checked > 0));
    }

    /// <summary>Errors pass through scales to the layers below.</summary>
    [Fact]
    public void Gradients_below_are_differences_of_the_loss()
    {
        NetworkDefinition definition = Define(
            Shape.Vector(3),
            ["a", "b"],
            new CategoryEmbedding([12]),
            new ColumnScaling(),
            new Dense(19, Activation.ReLU),
            new ColumnScaling(2),
            new Dense(2, Activation.Softmax)
        );
        Random random = new(3);
        float[] values = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 2 ? random.Next(1, 13) : random.NextSingle())];
        Samples<float> samples = new(Shape.Vector(3), values, [.. Enumerable.Range(0, 20).Select(row => row % 2)], ["a", "b"]);
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            Network.Create(definition, 4),
            samples,
            new TrainingOptions { Regularization = new Regularization { L2 = 0.01f } },
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks, layer => Assert.True(layer.Passes && layer.Checked > 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_number_of_threads_gives_the_same_bytes(bool isMostlyRamps)
    {
        float[] one = Train(isMostlyRamps, threads: 1);
        Assert.All([2, 3, 7], threads => Assert.Equal(one, Train(isMostlyRamps, threads)));
    }

    [Fact]
    public void The_rule_of_the_book_knows_no_scales() =>
        Assert.Throws<InvalidInputException>(() =>
            new Trainer(new TrainingOptions { Gradient = GradientRule.Book }).Train(
                Create(isMostlyRamps: true),
                Draw(8),
                cancellation: TestContext.Current.CancellationToken
            )
        );

    private static float[] Train(bool isMostlyRamps, int threads) => new Trainer(
            new TrainingOptions
            {
                Epochs = 3,
                BatchSize = 32,
                Threads = threads,
                Optimizer = new Adam(0.01f),
            }
        ).Train(Create(isMostlyRamps), Draw(100), cancellation: TestContext.Current.CancellationToken).Network.Parameters.ToArray();

    private static double[] Exact(Network network, ReadOnlySpan<float> row)
    {
        double[] values = new double[row.Length];
        for (int i = 0; i < row.Length; i++)
            values[i] = row[i];
        return [.. new ExactScorer(network).Trace(values).Layers[^1].Outputs];
    }

    private static Samples<float> Draw(int rows)
    {
        Random random = new(1);
        float[] values = [.. Enumerable.Range(0, rows * 3).Select(_ => (float)random.NextDouble())];
        values[4] = float.NaN;
        return new Samples<float>(Shape.Vector(3), values, [.. Enumerable.Range(0, rows).Select(row => row % 2)], ["a", "b"]);
    }

    /// <summary>Ramps of three columns, so that runs begin and end within blocks and across them; or only columns and indicators, of which few values are 0.</summary>
    private static Network Create(bool isMostlyRamps)
    {
        int ramps = isMostlyRamps ? Ramps : 0;
        NetworkDefinition definition = Define(
            Shape.Vector(3),
            ["a", "b"],
            new FeatureEncoding(Ramps: ramps, Indicators: 1),
            new ColumnScaling(),
            new Dense(21, Activation.Tanh),
            new Dense(2, Activation.Softmax)
        );
        Network network = Network.Create(definition, 3);
        float[] parameters = network.Parameters.ToArray();
        for (int i = 0; i < ramps; i++)
        {
            parameters[6 + i] = i / (Ramps / 3);
            parameters[6 + Ramps + i] = (float)(i % (Ramps / 3)) / (Ramps / 3);
            parameters[6 + (2 * Ramps) + i] = Ramps / 3;
        }

        parameters[6 + (3 * ramps)] = 1;
        Random random = new(2);
        for (int i = 7 + (3 * ramps); i < network.LayerParameters(0).Length + 4 + ramps; i++)
            parameters[i] *= 1 + (float)random.NextDouble();
        return Network.Create(definition, parameters);
    }

    private static NetworkDefinition Define(Shape shape, string[] classes, params Layer[] layers) =>
        new()
        {
            InputShape = shape,
            Layers = [.. layers],
            ClassNames = [.. classes],
            Scaling = InputScaling.None,
        };
}
