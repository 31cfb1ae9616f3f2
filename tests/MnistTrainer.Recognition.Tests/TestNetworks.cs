using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Tests;

/// <summary>Small networks to recognize by.</summary>
internal static class TestNetworks
{
    public static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>A network of random weights that reads digits.</summary>
    public static Network OfDigits() =>
        Network.Create(NetworkDefinition.Dense(Shape.Image(28, 28), [20], Digits, Activation.ReLU, Activation.Softmax), seed: 3);

    /// <summary>A network without hidden layers that gives its inputs back as probabilities, divided by their sum.</summary>
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

    /// <summary>Random pixels of which a part is not zero.</summary>
    public static byte[] Pixels(int rows, ulong seed)
    {
        RandomSource random = new(seed);
        byte[] pixels = new byte[rows * 784];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextInt(4) == 0 ? (byte)random.NextInt(256) : (byte)0;
        return pixels;
    }
}
