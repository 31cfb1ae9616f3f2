namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Integrated gradients against what is known of them: completeness, linear functions, and a path integral by another rule.</summary>
public sealed class IntegratedGradientsTests
{
    /// <summary>Of w x + b, the contribution of an input is its weight times its distance from the mean.</summary>
    [Fact]
    public void Of_a_linear_network_are_weights_times_distances()
    {
        Network network = Network.Create(
            NetworkDefinition.Create(
                Shape.Vector(3),
                ["y"],
                new NetworkOptions
                {
                    HiddenUnits = [],
                    OutputActivation = Activation.Identity,
                    Scaling = InputScaling.None,
                }
            ),
            [2, -1, 0.5f, 7]
        );
        Samples<float> background = new(Shape.Vector(3), [0, 0, 0, 2, 4, 8], labels: null, classNames: []);
        var explained = Explain(network, background, [3, 3, 3], output: 0);
        Assert.Equal(2 - 2 + 2 + 7, explained.Baseline, 9);
        Assert.Equal(6 - 3 + 1.5 + 7, explained.Output, 9);
        Assert.Equal([2 * 2, -1 * 1, 0.5 * -1], explained.Contributions.Select(one => Math.Round(one, 9)));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Add_up_to_what_the_output_gains(ulong seed, int outputs)
    {
        (Network network, Samples<float> rows) = Example(seed, outputs);
        for (int row = 0; row < 10; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                var explained = Explain(network, rows, rows.Row(row), output);
                double gain = explained.Output - explained.Baseline;
                Assert.Equal(gain, explained.Contributions.Sum(), 1e-9 + (2e-3 * explained.Contributions.Sum(Math.Abs)));
                float[] scores = new float[outputs];
                using Scorer scorer = new(network);
                scorer.Score(rows.Row(row), scores);
                Assert.Equal(scores[output], explained.Output, 1e-4);
            }
        }
    }

    /// <summary>A column without any weight behind it contributes nothing, and one alone has all.</summary>
    [Fact]
    public void A_column_that_is_not_used_contributes_nothing()
    {
        (Network network, Samples<float> rows) = Example(4, outputs: 1, used: 1);
        var explained = Explain(network, rows, rows.Row(3), output: 0);
        Assert.Equal(0, explained.Contributions[0]);
        Assert.Equal(0, explained.Contributions[2]);
        Assert.Equal(
            explained.Output - explained.Baseline,
            explained.Contributions[1],
            2e-3 * Math.Abs(explained.Output - explained.Baseline)
        );
    }

    [Fact]
    public void Of_an_ensemble_are_the_mean_of_its_members()
    {
        (Network first, Samples<float> rows) = Example(5, outputs: 3);
        Network second = first.Redraw(6);
        var ensemble = Explain(Network.EnsembleOf([first, second]), rows, rows.Row(0), output: 1);
        var one = Explain(first, rows, rows.Row(0), output: 1);
        var other = Explain(second, rows, rows.Row(0), output: 1);
        for (int i = 0; i < 3; i++)
            Assert.Equal((one.Contributions[i] + other.Contributions[i]) / 2, ensemble.Contributions[i], 12);
    }

    private static IntegratedGradients Explain(Network network, Samples background, ReadOnlySpan<float> row, int output) =>
        IntegratedGradients.Of(network, background, row, output, cancellation: TestContext.Current.CancellationToken);

    // Three columns with curves, the last with missing values.
    private static (Network Network, Samples<float> Rows) Example(ulong seed, int outputs, int? used = null)
    {
        RandomSource random = new(seed);
        float[] values = new float[300];
        for (int i = 0; i < values.Length; i++)
            values[i] = i % 3 == 2 && i % 4 == 0 ? float.NaN : (float)random.NextGaussian() * (1 + (i % 3));
        Samples<float> rows = new(Shape.Vector(3), values, labels: null, classNames: []);
        FeatureStatistics statistics = FeatureStatistics.Of(rows);
        NetworkDefinition definition = NetworkDefinition.Create(
            Shape.Vector(3),
            Enumerable.Range(0, outputs).Select(i => $"{i}"),
            new NetworkOptions
            {
                HiddenUnits = [8, 5],
                HiddenActivation = Activation.ReLU,
                OutputActivation = outputs == 1 ? Activation.Identity : Activation.Softmax,
                Scaling = InputScaling.None,
            }
        );
        definition = definition with { Layers = [statistics.Layer, .. definition.Layers] };
        Network network = statistics.ApplyTo(Network.Create(definition, seed));
        return (used is int column ? KeepColumn(network, statistics, column) : network, rows);
    }

    private static Network KeepColumn(Network network, FeatureStatistics statistics, int column)
    {
        int width = 3 + statistics.Layer.Ramps + statistics.Layer.Indicators;
        float[] parameters = network.Parameters.ToArray();
        Span<float> weights = parameters.AsSpan(statistics.Parameters.Length, width * 8);
        for (int input = 0; input < width; input++)
        {
            int ramp = input - 3;
            int of =
                input < 3 ? input
                : ramp < statistics.Layer.Ramps ? (int)statistics.Parameters[6 + ramp]
                : (int)statistics.Parameters[6 + (3 * statistics.Layer.Ramps) + ramp - statistics.Layer.Ramps];
            if (of != column)
                weights.Slice(input * 8, 8).Clear();
        }

        return Network.Create(network.Definition, parameters);
    }
}
