using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Networks whose answers are known.</summary>
internal static class TestNetworks
{
    /// <summary>The model that ships.</summary>
    public static string ShippedPath { get; } = Path.Combine(Repository.Root, "models", "digits.zip");

    /// <summary>A network without hidden layers whose probabilities are its inputs divided by their sum.</summary>
    public static Network Echo(Shape shape, params string[] classNames)
    {
        int size = classNames.Length;
        NetworkDefinition definition = NetworkDefinition.Dense(shape, [], classNames, Activation.ReLU, Activation.ReLU, useBias: false);
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++)
            identity[(i * size) + i] = 1;
        return Network.Create(definition with { Scaling = InputScaling.None }, identity);
    }

    /// <summary>Samples of as many values as there are classes: of an echo, the probabilities times the sum of the row.</summary>
    public static Samples<byte> Rows(Shape shape, string[] classNames, params (byte[] Values, int Label)[] rows) =>
        new(shape, [.. rows.SelectMany(row => row.Values)], [.. rows.Select(row => row.Label)], classNames);
}
