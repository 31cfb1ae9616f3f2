using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Tests;

/// <summary>Small networks for tests.</summary>
internal static class TestNetworks
{
    public static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>A network of digits with random weights.</summary>
    public static Network OfDigits() =>
        Network.Create(NetworkDefinition.Dense(Shape.Image(28, 28), [20], Digits, Activation.ReLU, Activation.Softmax), seed: 3);

    /// <summary>A network without hidden layers that returns its inputs, divided by their sum, as probabilities.</summary>
    public static Network Echo(params string[] classNames)
    {
        int size = classNames.Length;
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(size),
            [],
            classNames,
            Activation.ReLU,
            Activation.ReLU,
            useBias: false
        );
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++)
            identity[(i * size) + i] = 1;
        return Network.Create(definition with { Scaling = InputScaling.None }, identity);
    }

    /// <summary>Random pixels, some of them nonzero.</summary>
    public static byte[] Pixels(int rows, ulong seed)
    {
        RandomSource random = new(seed);
        byte[] pixels = new byte[rows * 784];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextInt(4) == 0 ? (byte)random.NextInt(256) : (byte)0;
        return pixels;
    }
}
