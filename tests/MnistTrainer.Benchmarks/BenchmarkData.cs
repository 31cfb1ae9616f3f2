using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>The data of the benchmarks: MNIST if available (MNIST_TRAINER_DATA, or downloaded), otherwise the bundled set.</summary>
internal static class BenchmarkData
{
    public static Dataset Train(string name = "mnist")
    {
        DataSource source = DataSource.Open(DataLocations.Current.Find(name) is null ? "digits" : name);
        return source.Load(DataSplit.Train) ?? throw new InvalidOperationException($"{name} has no training split.");
    }

    /// <summary>The reference network of docs/performance.md: one ReLU hidden layer and softmax.</summary>
    public static Network Network(Samples samples, int hidden) =>
        NeuralNetwork.Network.Create(
            NetworkDefinition.Dense(samples.Shape, [hidden], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
}
