using BenchmarkDotNet.Attributes;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>
/// One epoch of the reference networks (ReLU, softmax cross-entropy, Adam, batch 128) and of the book's network (online training).
/// </summary>
public class EpochBenchmarks
{
    private Samples? _samples;

    /// <summary>The data set: MNIST is sparse, Fashion-MNIST is not.</summary>
    [Params("mnist", "fashion-mnist")]
    public string Data { get; set; } = "mnist";

    /// <summary>The number of hidden units.</summary>
    [Params(200, 800)]
    public int Hidden { get; set; } = 200;

    /// <summary>The number of threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    /// <summary>The number of samples per epoch.</summary>
    public int Count => Samples.Count;

    private Samples Samples => _samples ??= BenchmarkData.Train(Data).Samples;

    /// <summary>Adam with mini-batches of 128.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "samples")]
    public TrainingResult MiniBatch() =>
        new Trainer(new TrainingOptions { Epochs = 1, Threads = Threads }).Train(BenchmarkData.Network(Samples, Hidden), Samples);

    /// <summary>
    /// The book's network: sigmoid, squared error, plain gradient descent, a step after every sample; always single-threaded.
    /// </summary>
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
