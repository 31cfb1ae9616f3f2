namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// Compares the gradient that one step of training computes with central differences of the loss,
/// (L(w + h) - L(w - h)) / 2h, for every parameter. The loss is computed anew by <see cref="ReferenceNetwork"/>, in doubles.
/// </summary>
public sealed class GradientCheck
{
    private const int Rows = 19;

    public static TheoryData<string, string, string, bool> Combinations
    {
        get
        {
            TheoryData<string, string, string, bool> data = [];
            string[] hidden = [.. Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits).Select(one => one.Name)];
            foreach (bool useBias in new[] { true, false })
            {
                foreach (Loss loss in Loss.All)
                {
                    foreach (string one in hidden)
                        data.Add(one, loss.RequiredActivation?.Name ?? "sigmoid", loss.Name, useBias);
                }

                foreach (string output in hidden.Append("softmax").Except(["sigmoid"]))
                    data.Add("tanh", output, Loss.SquaredError.Name, useBias);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Back_propagation_is_the_gradient(string hidden, string output, string lossName, bool useBias)
    {
        // Dense samples take the matrix product, sparse ones the sums of rows; with and without a background.
        Check(Activation.Parse(hidden), Activation.Parse(output), Loss.Parse(lossName), useBias, InputScaling.None, density: 1);
        Check(Activation.Parse(hidden), Activation.Parse(output), Loss.Parse(lossName), useBias, new InputScaling(0.3f, 0.7f), density: 1);
        Check(Activation.Parse(hidden), Activation.Parse(output), Loss.Parse(lossName), useBias, InputScaling.None, density: 0.3);
        Check(Activation.Parse(hidden), Activation.Parse(output), Loss.Parse(lossName), useBias, new InputScaling(0.3f, 0.7f), density: 0.3);
    }

    private static void Check(Activation hidden, Activation output, Loss loss, bool useBias, InputScaling scaling, double density)
    {
        RandomSource random = new(12);
        Shape shape = new(2, 3, 4);
        float[] values = new float[Rows * shape.Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() < density ? (float)random.NextDouble(0.1, 1.5) : 0;
        int[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt(3))];
        Samples<float> samples = new(shape, values, labels, ["a", "b", "c"]);
        NetworkDefinition definition = NetworkDefinition.Dense(shape, [9, 6], samples.ClassNames, hidden, output, useBias) with { Scaling = scaling };

        // Biases begin at 0, which puts units that see nothing on the kink of ReLU, where there is no gradient to compare with.
        float[] parameters = Network.Create(definition, seed: 4).Parameters.ToArray();
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] += (float)random.NextDouble(-0.1, 0.1);
        Network network = Network.Create(definition, parameters);
        TargetValues targets = new(0.1f, 0.8f);
        TrainingOptions options = new()
        {
            Loss = loss, Optimizer = new GradientDescent(1e-20f), BatchSize = Rows, Targets = targets, Threads = 1,
        };

        using MiniBatchStep step = new(network.WithParameters(new Kernels.FloatBuffer(network.Parameters)), samples, options);
        double meanLoss = step.Run([.. Enumerable.Range(0, Rows)], 1f).Loss / Rows;
        ReferenceNetwork reference = new(network);
        Assert.Equal(1, meanLoss / reference.Loss(samples, loss, targets), 1e-5);

        const double h = 1e-6;
        for (int i = 0; i < network.ParameterCount; i++)
        {
            double w = reference.Parameters[i];
            reference.Parameters[i] = w + h;
            double above = reference.Loss(samples, loss, targets);
            reference.Parameters[i] = w - h;
            double below = reference.Loss(samples, loss, targets);
            reference.Parameters[i] = w;
            double expected = (above - below) / (2 * h);
            Assert.True(
                Math.Abs(expected - step.Gradient[i]) <= 2e-5 + (1e-3 * Math.Abs(expected)),
                $"parameter {i}: by differences {expected}, by back-propagation {step.Gradient[i]}");
        }
    }
}
