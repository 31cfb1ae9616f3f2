namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TemperatureScalingTests
{
    /// <summary>
    /// If every row has the probability p for the first of two classes and a fraction q of the rows belongs to it, the loss is minimal
    /// where the scaled probability is q: logit(p) / T = logit(q).
    /// </summary>
    [Theory]
    [InlineData(0.9f, 3, 4, 2)]
    [InlineData(0.99f, 9, 10, 2.0913)]
    [InlineData(0.6f, 9, 10, 0.1845)]
    [InlineData(0.75f, 3, 4, 1)]
    public void The_fitted_temperature_calibrates_probabilities(float probability, int correct, int count, double published)
    {
        double expected = Logit(probability) / Logit((double)correct / count);
        Assert.Equal(published, expected, 0.001);
        float[] probabilities = [.. Enumerable.Range(0, count).SelectMany(_ => (float[])[probability, 1 - probability])];
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row < correct ? 0 : 1)];
        Assert.Equal(expected, TemperatureScaling.Fit(probabilities, labels), 0.001);
    }

    [Fact]
    public void The_fitted_temperature_minimizes_the_loss()
    {
        Random random = new(3);
        float[] probabilities =
        [
            .. Enumerable.Range(0, 200).SelectMany(_ => Softmax([.. Enumerable.Range(0, 4).Select(_ => 3 * random.NextDouble())])),
        ];

        // Correct three times in four, otherwise random.
        int[] labels =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(row =>
                {
                    float[] own = probabilities[(4 * row)..((4 * row) + 4)];
                    return random.Next(4) == 0 ? random.Next(4) : Array.IndexOf(own, own.Max());
                }),
        ];
        double temperature = TemperatureScaling.Fit(probabilities, labels);
        foreach (double other in (double[])[0.9 * temperature, 0.99 * temperature, 1.01 * temperature, 1.1 * temperature])
            Assert.True(Loss(temperature) <= Loss(other), $"{other}");

        double Loss(double candidate) =>
            labels
                .Select(
                    (label, row) =>
                        -Math.Log(
                            Softmax([.. Enumerable.Range(0, 4).Select(i => Math.Log(probabilities[(4 * row) + i]) / candidate)])[label]
                        )
                )
                .Sum();
    }

    /// <summary>Five predictions in three of the fifteen bins: |0.05| + |1.86 - 1| + |1.92 - 2| over 5.</summary>
    [Fact]
    public void The_calibration_error_is_the_mean_gap_between_confidence_and_accuracy()
    {
        Assert.Equal(
            (0.05 + 0.86 + 0.08) / 5,
            TemperatureScaling.CalibrationError([(0.05, false), (0.93, true), (0.93, false), (0.95, true), (0.97, true)]),
            1e-12
        );
        Assert.Equal(0, TemperatureScaling.CalibrationError([]));
    }

    [Fact]
    public void A_scaled_network_gives_the_softmax_of_scaled_logits_and_the_same_classes()
    {
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(5), [7], ["a", "b", "c"], Activation.Tanh, Activation.Softmax),
            seed: 4
        );
        using Scorer plain = new(network),
            scaled = new(TemperatureScaling.Apply(network, 2.5));
        Random random = new(8);
        for (int trial = 0; trial < 20; trial++)
        {
            float[] input = [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble())];
            float[] before = new float[3],
                after = new float[3];
            plain.Score(input, before);
            scaled.Score(input, after);
            float[] expected = Softmax([.. before.Select(probability => Math.Log(probability) / 2.5)]);
            Assert.All(after.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
            Assert.Equal(Array.IndexOf(before, before.Max()), Array.IndexOf(after, after.Max()));
        }
    }

    [Fact]
    public void Rejects_a_network_without_a_softmax()
    {
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b"], Activation.Tanh, Activation.Sigmoid),
            seed: 1
        );
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => TemperatureScaling.Apply(network, 2));
        Assert.StartsWith(
            "the model: expected one that ends with a softmax, found one that ends with sigmoid.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static float[] Softmax(double[] inputs)
    {
        double sum = inputs.Sum(Math.Exp);
        return [.. inputs.Select(input => (float)(Math.Exp(input) / sum))];
    }
}
