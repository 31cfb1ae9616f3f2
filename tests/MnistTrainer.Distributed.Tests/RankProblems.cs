using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests;

/// <summary>Small trainings that ranks divide among them.</summary>
internal static class RankProblems
{
    public static Samples<byte> Images(int count, int size = 28, double density = 0.3, int seed = 1)
    {
        RandomSource random = new((ulong)seed);
        byte[] pixels = new byte[count * size * size];
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = random.NextDouble() < density ? (byte)random.NextDouble(1, 255) : (byte)0;
        int[] labels = [.. Enumerable.Range(0, count).Select(row => (row * 7) % 10)];
        return new Samples<byte>(Shape.Image(size, size), pixels, labels, [.. "0123456789".Select(digit => digit.ToString())]);
    }

    public static Network Create(Samples samples, string layers, ulong seed = 3) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = Layer.ParseList(layers),
                ClassNames = [.. samples.ClassNames],
                Scaling = InputScaling.Unit,
            },
            seed
        );

    /// <summary>A hash of the network's parameters and of everything that is measured in training.</summary>
    public static string Hash(TrainingResult result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(result.Network.Parameters));
        foreach (EpochResult epoch in result.Epochs)
            hash.AppendData(
                MemoryMarshal.AsBytes([
                    epoch.TrainLoss,
                    epoch.TrainAccuracy,
                    epoch.GradientNorm,
                    epoch.ValidationLoss ?? -1,
                    epoch.ValidationAccuracy ?? -1,
                ])
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
