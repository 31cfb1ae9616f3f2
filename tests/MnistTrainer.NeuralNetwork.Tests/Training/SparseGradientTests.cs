namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The gradient from inputs of which most are zero: Σ_s x_si (p_sj - t_sj) / n for softmax and cross-entropy, computed here in double precision.</summary>
public sealed class SparseGradientTests
{
    // Bytes are listed 16 columns at a time and floats one by one; 130 rows of 130 errors are more than the nearest cache holds, 20 of 5 are not.
    [Theory]
    [InlineData(130, 50, 130, false)]
    [InlineData(130, 50, 130, true)]
    [InlineData(20, 7, 5, false)]
    [InlineData(33, 32, 40, false)]
    [InlineData(33, 81, 40, true)]
    public void Equals_the_sum_over_all_rows(int rows, int width, int classes, bool isFloat)
    {
        Random random = new(rows + width);
        byte[] pixels = [.. Enumerable.Range(0, rows * width).Select(_ => (byte)(random.Next(5) == 0 ? random.Next(1, 256) : 0))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % classes)];
        string[] names = [.. Enumerable.Range(0, classes).Select(i => $"c{i}")];
        Samples samples = isFloat
            ? new Samples<float>(Shape.Vector(width), [.. pixels.Select(pixel => (float)pixel)], labels, [.. names])
            : new Samples<byte>(Shape.Vector(width), pixels, labels, [.. names]);
        NetworkDefinition definition = NetworkDefinition.Dense(samples.Shape, [], samples.ClassNames, Activation.ReLU, Activation.Softmax);
        Network network = Network.Create(definition, 3);
        double[] expected = Expected(network, pixels, labels, rows, width, classes);

        TrainingOptions options = new() { BatchSize = rows, Threads = 2 };
        using MiniBatchStep step = new(network, samples, options);
        step.Run([.. Enumerable.Range(0, rows)], new(0));
        float[] found = step.Gradient.ToArray();

        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-6);
    }

    private static double[] Expected(Network network, byte[] pixels, int[] labels, int rows, int width, int classes)
    {
        float[] parameters = network.Parameters.ToArray();
        double factor = network.Definition.Scaling.Factor;
        double[] gradient = new double[parameters.Length];
        for (int row = 0; row < rows; row++)
        {
            double[] input = [.. Enumerable.Range(0, width).Select(i => pixels[(row * width) + i] * factor)];
            double[] exponentials =
            [
                .. Enumerable
                    .Range(0, classes)
                    .Select(j =>
                        Math.Exp(
                            Enumerable.Range(0, width).Sum(i => input[i] * parameters[(i * classes) + j])
                                + parameters[(width * classes) + j]
                        )
                    ),
            ];
            for (int j = 0; j < classes; j++)
            {
                double error = ((exponentials[j] / exponentials.Sum()) - (labels[row] == j ? 1 : 0)) / rows;
                gradient[(width * classes) + j] += error;
                for (int i = 0; i < width; i++)
                    gradient[(i * classes) + j] += input[i] * error;
            }
        }

        return gradient;
    }
}
