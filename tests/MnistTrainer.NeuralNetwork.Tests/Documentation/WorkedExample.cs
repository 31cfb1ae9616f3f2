namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// The example networks of docs/mathematics.md: the book's two inputs and two sigmoids, and the same with a second layer on top.
/// </summary>
internal static class WorkedExample
{
    public static readonly double[] Inputs = [1.0, 0.5];
    public static readonly double[] Targets = [0.99, 0.01];

    private static readonly float[] First = [0.9f, 0.2f, 0.3f, 0.8f];
    private static readonly float[] Second = [0.5f, -0.4f, 0.3f, 0.6f];

    public static StepExplanation OneLayer(GradientRule rule) => Step([], First, Loss.SquaredError, rule);

    public static StepExplanation TwoLayers(GradientRule rule, Loss? loss = null) =>
        Step([2], [.. First, .. Second], loss ?? Loss.SquaredError, rule);

    /// <summary>The loss of the two-layer network with another value of the first weight, in plain arithmetic.</summary>
    public static double LossWhere(double w11)
    {
        double h1 = Sigmoid(w11 + (0.5 * 0.3)),
            h2 = Sigmoid(0.2 + (0.5 * 0.8));
        double y1 = Sigmoid((0.5 * h1) + (0.3 * h2)),
            y2 = Sigmoid((-0.4 * h1) + (0.6 * h2));
        return (Math.Pow(y1 - Targets[0], 2) + Math.Pow(y2 - Targets[1], 2)) / 2;
    }

    private static StepExplanation Step(int[] hidden, float[] weights, Loss loss, GradientRule rule)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            hidden,
            ["1", "2"],
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };
        return StepExplanation.Of(Network.Create(definition, weights), Inputs, Targets, loss, rule, learningRate: 1);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
