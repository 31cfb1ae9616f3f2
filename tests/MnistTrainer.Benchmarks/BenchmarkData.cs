using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>The samples that benchmarks run on: MNIST where it is to be had (MNIST_TRAINER_DATA, or downloaded), else the set that ships.</summary>
internal static class BenchmarkData
{
    public static Dataset Train(string name = "mnist")
    {
        DataSource source = DataSource.Open(DataLocations.Current.Find(name) is null ? "digits" : name);
        return source.Load(DataSplit.Train) ?? throw new InvalidOperationException($"{name} has no training part.");
    }

    /// <summary>The reference network of docs/performance.md: one hidden layer of ReLU, softmax.</summary>
    public static Network Network(Samples samples, int hidden) =>
        NeuralNetwork.Network.Create(
            NetworkDefinition.Dense(samples.Shape, [hidden], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
}
