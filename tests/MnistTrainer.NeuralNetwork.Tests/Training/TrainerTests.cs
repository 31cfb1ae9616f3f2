using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TrainerTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void Any_number_of_threads_gives_the_same_bits(double density)
    {
        Samples<byte> samples = Blobs(count: 333, density);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [50, 20], samples.ClassNames, Activation.ReLU, Activation.Softmax),
            9
        );
        TrainingOptions options = new()
        {
            Epochs = 3,
            BatchSize = 100,
            Seed = 5,
            Threads = 1,
        };
        float[] one = Train(options, network, samples).Network.Parameters.ToArray();
        foreach (int threads in new[] { 2, 3, 7, 16 })
        {
            TrainingResult result = Train(options with { Threads = threads }, network, samples);
            Assert.Equal(threads, result.Threads);
            Assert.True(result.Network.Parameters.SequenceEqual(one), $"{threads} threads");
        }
    }

    [Fact]
    public void Another_seed_gives_another_network()
    {
        Samples<byte> samples = Blobs(100);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [5], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingOptions options = new() { Epochs = 1, BatchSize = 10 };
        Assert.False(
            Train(options, network, samples)
                .Network.Parameters.SequenceEqual(Train(options with { Seed = 2 }, network, samples).Network.Parameters)
        );
    }

    [Fact]
    public void Bytes_and_floats_of_the_same_values_give_the_same_bits()
    {
        Samples<byte> bytes = Blobs(150, 0.3);
        float[] values = new float[bytes.Count * bytes.Shape.Size];
        for (int row = 0; row < bytes.Count; row++)
            bytes.CopyRow(row, values.AsSpan(row * bytes.Shape.Size));
        Samples<float> floats = new(bytes.Shape, values, bytes.Labels.ToArray(), bytes.ClassNames);
        Network network = Network.Create(
            NetworkDefinition.Dense(bytes.Shape, [17], bytes.ClassNames, Activation.ELU(), Activation.Softmax)
        );
        TrainingOptions options = new() { Epochs = 2, BatchSize = 32 };
        Assert.True(Train(options, network, bytes).Network.Parameters.SequenceEqual(Train(options, network, floats).Network.Parameters));
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void Learns_exclusive_or(string optimizer)
    {
        Samples<float> samples = new(Shape.Vector(2), [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], ["same", "different"]);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            [8],
            samples.ClassNames,
            Activation.Tanh,
            Activation.Softmax
        ) with
        {
            Scaling = InputScaling.None,
        };
        TrainingOptions options = new()
        {
            Epochs = 2000,
            BatchSize = 4,
            Optimizer = Optimizer.Parse(optimizer, optimizer == "adam" ? 0.05f : 0.3f),
        };
        TrainingResult result = Train(options, Network.Create(definition), samples);
        using BulkScorer scorer = new(result.Network, samples, threads: 1);
        Assert.Equal(1, scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy);
        Assert.True(result.Epochs[^1].TrainLoss < 0.02, $"{result.Epochs[^1].TrainLoss}");
    }

    [Fact]
    public void Trains_on_every_sample_once_per_epoch_including_a_short_last_batch()
    {
        Samples<byte> samples = Blobs(103);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [4], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
        Recorder recorder = new();
        TrainingResult result = Train(new TrainingOptions { Epochs = 2, BatchSize = 10 }, network, samples, recorder);
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 103], recorder.Steps.Take(11).Select(step => step.SamplesInEpoch));
        Assert.Equal(22, recorder.Steps.Count);
        Assert.Equal(206, result.SamplesSeen);
        Assert.Equal([1, 2], recorder.Epochs.Select(epoch => epoch.Number));
        Assert.Equal(result.Epochs, recorder.Epochs);
    }

    [Fact]
    public void The_gradient_of_a_batch_is_the_mean_of_those_of_its_samples()
    {
        Samples<byte> samples = Blobs(37);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Sigmoid, Activation.Softmax)
        );
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e-20f),
            BatchSize = 37,
            Threads = 1,
        };
        double[] mean = new double[network.ParameterCount];
        using (MiniBatchStep single = new(network.WithParameters(new FloatBuffer(network.Parameters)), samples, options))
        {
            for (int row = 0; row < samples.Count; row++)
            {
                single.Run([row], new(1));
                for (int i = 0; i < mean.Length; i++)
                    mean[i] += (double)single.Gradient[i] / samples.Count;
            }
        }

        using MiniBatchStep batch = new(network.WithParameters(new FloatBuffer(network.Parameters)), samples, options);
        batch.Run([.. Enumerable.Range(0, samples.Count)], new(1));
        for (int i = 0; i < mean.Length; i++)
            Assert.Equal(mean[i], batch.Gradient[i], 1e-6);
    }

    [Fact]
    public void Cancellation_returns_the_network_trained_so_far()
    {
        Samples<byte> samples = Blobs(100);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [4], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
        using CancellationTokenSource source = new();
        Recorder recorder = new()
        {
            StepTaken = count =>
            {
                if (count == 15)
                    source.Cancel();
            },
        };
        TrainingResult result = new Trainer(new TrainingOptions { Epochs = 5, BatchSize = 10 }).Train(
            network,
            samples,
            observer: recorder,
            cancellation: source.Token
        );
        Assert.True(result.WasCanceled);
        Assert.Equal(150, result.SamplesSeen);
        Assert.Single(result.Epochs);
        Assert.False(result.Network.Parameters.SequenceEqual(network.Parameters));
    }

    private static TrainingResult Train(TrainingOptions options, Network network, Samples samples, ITrainingObserver? observer = null) =>
        new Trainer(options).Train(network, samples, validation: null, observer, TestContext.Current.CancellationToken);

    /// <summary>Three classes of 6x6 images, each bright in different rows.</summary>
    internal static Samples<byte> Blobs(int count, double density = 0.4)
    {
        RandomSource random = new(3);
        byte[] pixels = new byte[count * 36];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = random.NextInt(3);
            for (int i = 0; i < 36; i++)
            {
                bool bright = i / 12 == labels[row];
                if (random.NextDouble() < density)
                    pixels[(row * 36) + i] = (byte)(random.NextInt(bright ? 255 : 90) + 1);
            }
        }

        return new Samples<byte>(Shape.Image(6, 6), pixels, labels, ["0", "1", "2"]);
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<TrainingProgress> Steps { get; } = [];

        public List<EpochResult> Epochs { get; } = [];

        public Action<int>? StepTaken { get; init; }

        public void OnStep(in TrainingProgress progress)
        {
            Steps.Add(progress);
            StepTaken?.Invoke(Steps.Count);
        }

        public void OnEpoch(EpochResult result) => Epochs.Add(result);
    }
}
