namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class FeatureEncodingTests
{
    private static readonly float[] Parameters = [10, 0, 0.5f, 2, 1, 1, 0, 5, 0.25f, 0.2f, 0];

    [Fact]
    public void Gives_scaled_values_ramps_and_indicators()
    {
        // Columns: (12 - 10) / 2 = 1, (2 - 0) * 2 = 4. Ramps of column 1: from 0 to 4 and from 5 to 10.
        float[] outputs = Encode(new FeatureEncoding(Clip: 0, Ramps: 2, Indicators: 1), 12, 2);
        Assert.Equal([1, 4, 0.5f, 0, 0], outputs);

        // f(z) = z / √(1 + (z / 3)²): of 1, 1 / √(10/9); of 4, 4 / √(25/9) = 2.4.
        outputs = Encode(new FeatureEncoding(Clip: 3, Ramps: 2, Indicators: 1), 12, 2);
        Assert.Equal(0.94868f, outputs[0], 1e-5f);
        Assert.Equal(2.4f, outputs[1], 1e-5f);
    }

    [Fact]
    public void A_missing_value_is_zero_and_indicated()
    {
        float[] outputs = Encode(new FeatureEncoding(Ramps: 2, Indicators: 1), float.NaN, 7.5f);
        Assert.Equal(0, outputs[0]);
        Assert.Equal([1, 0.5f, 1], outputs[2..]);
        outputs = Encode(new FeatureEncoding(Ramps: 2, Indicators: 1), 10, float.NaN);
        Assert.Equal([0, 0, 0, 0, 0], outputs);
    }

    /// <summary>Columns are scaled in vectors of whatever their number is: each as by the formula, and to the bit as by itself.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(21)]
    public void Every_column_is_scaled(int width)
    {
        float[] row = [.. Enumerable.Range(0, width).Select(i => i % 5 == 3 ? float.NaN : (7.3f * i) - 20)],
            centers = [.. Enumerable.Range(0, width).Select(i => i - 2.5f)],
            scales = [.. Enumerable.Range(0, width).Select(i => 0.1f + (0.2f * (i % 4)))];
        float[] outputs = Scale(row, centers, scales);
        for (int i = 0; i < width; i++)
        {
            double z = scales[i] * ((double)row[i] - centers[i]);
            Assert.Equal(double.IsNaN(z) ? 0 : z / Math.Sqrt(1 + (z / 3 * (z / 3))), outputs[i], 1e-5);
            Assert.Equal(Assert.Single(Scale([row[i]], [centers[i]], [scales[i]])), outputs[i]);
        }

        static float[] Scale(float[] row, float[] centers, float[] scales) =>
            LayerProblems.Forward(
                Create(new FeatureEncoding(), [.. centers, .. scales], row.Length),
                new Samples<float>(Shape.Vector(row.Length), row, null, []),
                layer: 0,
                isTraining: false
            );
    }

    /// <summary>Ramps are computed in vectors of whatever their number is: each must be what it is by itself, whoever its neighbors are.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(7, 8)]
    [InlineData(9, 17)]
    [InlineData(24, 13)]
    public void Every_ramp_rises_from_its_start(int ofFirst, int ofSecond)
    {
        int count = ofFirst + ofSecond;
        float[] columns = [.. Enumerable.Range(0, count).Select(i => i < ofFirst ? 0f : 1)],
            starts = [.. Enumerable.Range(0, count).Select(i => i - 4f)],
            slopes = [.. Enumerable.Range(0, count).Select(i => 1f / (1 << (i % 3)))];
        FeatureEncoding layer = new(Ramps: count, Indicators: 1);
        float[] parameters = [0, 0, 1, 1, .. columns, .. starts, .. slopes, 1];
        foreach (float x in (float[])[-10, -3.5f, 0, 1.25f, 8.5f, 100, float.NaN])
        {
            float[] row = [x, 2.5f - x];
            float[] outputs = LayerProblems.Forward(
                Create(layer, parameters),
                new Samples<float>(Shape.Vector(2), [.. row, .. row], null, []),
                layer: 0,
                isTraining: false
            );

            // What is computed past the end of a row would be in the next.
            Assert.Equal(outputs[..(outputs.Length / 2)], outputs[(outputs.Length / 2)..]);
            for (int i = 0; i < count; i++)
            {
                float value = row[(int)columns[i]],
                    expected = float.IsNaN(value) ? 0 : Math.Clamp(slopes[i] * (value - starts[i]), 0, 1);
                Assert.Equal(expected, outputs[2 + i]);
            }

            Assert.Equal(float.IsNaN(x) ? 1 : 0, outputs[^1]);
        }
    }

    [Theory]
    [InlineData(float.MaxValue, 3)]
    [InlineData(-1e30f, -3)]
    [InlineData(1e12f, 3)]
    public void Outliers_approach_the_bound(float value, float expected) =>
        Assert.Equal(expected, Encode(new FeatureEncoding(Ramps: 2, Indicators: 1), value, 0)[0], 1e-5f);

    [Theory]
    [InlineData(2f)]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void Rejects_a_column_that_does_not_exist(float column)
    {
        float[] parameters = [.. Parameters];
        parameters[^1] = column;
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Create(new FeatureEncoding(Ramps: 2, Indicators: 1), parameters)
        );
        Assert.Contains("layer 1, indicator_column", error.Message, StringComparison.Ordinal);
        Assert.Contains("whole numbers from 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f, 0, "clip must be at least 0")]
    [InlineData(3f, -1, "ramps must be at least 0")]
    [InlineData(3f, int.MaxValue, "its output has more than")]
    public void Rejects_settings_out_of_range(float clip, int ramps, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InvalidInputException>(() => new FeatureEncoding(clip, ramps).OutputShape(Shape.Vector(2))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Propagates_errors_to_the_columns_as_differences_of_the_outputs()
    {
        // In the middle of the network, where the layer below needs the gradient: ramps, clip and a scale at once.
        Layer[] layers = [new Dense(2, Activation.Identity), new FeatureEncoding(Clip: 1, Ramps: 2), new Dense(2, Activation.Softmax)];
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Vector(2),
            Layers = [.. layers],
            ClassNames = ["a", "b"],
            Scaling = InputScaling.None,
        };
        Network network = Network.Create(definition, 3);
        float[] parameters = network.Parameters.ToArray();
        float[] encoding = [0.1f, -0.2f, 1.5f, 0.7f, 0, 1, -2, -2, 0.25f, 0.25f];
        encoding.CopyTo(parameters, 6);
        Samples<float> samples = new(Shape.Vector(2), [0.3f, -0.4f, 0.8f, 0.5f], [0, 1], ["a", "b"]);
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            Network.Create(definition, parameters),
            samples,
            new TrainingOptions(),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks, layer => Assert.True(layer.Passes));
        Assert.Equal(6, checks[0].Checked);
    }

    private static float[] Encode(FeatureEncoding layer, params float[] row) =>
        LayerProblems.Forward(Create(layer, Parameters), new Samples<float>(Shape.Vector(2), row, null, []), layer: 0, isTraining: false);

    private static Network Create(FeatureEncoding layer, float[] parameters, int width = 2)
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Vector(width),
            Layers = [layer, new Dense(1, Activation.Identity)],
            ClassNames = ["y"],
            Scaling = InputScaling.None,
        };
        float[] all = Network.Create(definition).Parameters.ToArray();
        parameters.CopyTo(all, 0);
        return Network.Create(definition, all);
    }
}
