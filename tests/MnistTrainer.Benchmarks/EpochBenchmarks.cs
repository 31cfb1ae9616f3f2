using BenchmarkDotNet.Attributes;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>One epoch of the reference networks: ReLU, softmax cross-entropy, Adam, batch 128; and of the book's network, a step a sample.</summary>
public class EpochBenchmarks
{
    private Samples? _samples;

    /// <summary>The data: MNIST is mostly zeros, Fashion-MNIST is not.</summary>
    [Params("mnist", "fashion-mnist")]
    public string Data { get; set; } = "mnist";

    /// <summary>Hidden units.</summary>
    [Params(200, 800)]
    public int Hidden { get; set; } = 200;

    /// <summary>Threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    /// <summary>Samples in an epoch.</summary>
    public int Count => Samples.Count;

    private Samples Samples => _samples ??= BenchmarkData.Train(Data).Samples;

    /// <summary>Mini-batches of 128, Adam.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "samples")]
    public TrainingResult MiniBatch() =>
        new Trainer(new TrainingOptions { Epochs = 1, Threads = Threads }).Train(BenchmarkData.Network(Samples, Hidden), Samples);

    /// <summary>The book's network: sigmoid, squared error, plain gradient descent, a step after every sample; always one thread.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "samples")]
    public TrainingResult Book()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Samples.Shape,
            [Hidden],
            Samples.ClassNames,
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.Book,
        };
        return new Trainer(
            new TrainingOptions
            {
                Epochs = 1,
                BatchSize = 1,
                Loss = Loss.SquaredError,
                Optimizer = new GradientDescent(0.1f),
                Targets = TargetValues.Book,
                Gradient = GradientRule.Book,
            }
        ).Train(Network.Create(definition), Samples);
    }
}
