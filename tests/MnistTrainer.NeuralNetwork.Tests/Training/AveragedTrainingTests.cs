namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>With an average of the parameters, the averaged network is the one that is shown, validated and given back.</summary>
public sealed class AveragedTrainingTests
{
    [Fact]
    public void The_averaged_network_is_shown_validated_and_given_back()
    {
        Samples<byte> samples = TrainerTests.Blobs(60),
            validation = TrainerTests.Blobs(30);
        Network start = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingOptions options = new()
        {
            Epochs = 3,
            BatchSize = 10,
            Optimizer = new GradientDescent(0.3f),
        };
        Shown shown = new();
        TrainingResult averaged = Train(options with { AverageDecay = 0.95f }, shown);
        Assert.False(averaged.Network.Parameters.SequenceEqual(Train(options, null).Network.Parameters));
        Assert.Equal(averaged.Network.Parameters, shown.Parameters);
        using BulkScorer scorer = new(averaged.Network, validation, threads: 1);
        Assert.Equal(scorer.Measure(TestContext.Current.CancellationToken).LogLoss, averaged.Epochs[^1].ValidationLoss!.Value, 1e-6);

        TrainingResult Train(TrainingOptions given, ITrainingObserver? observer) =>
            new Trainer(given).Train(start, samples, validation, observer, TestContext.Current.CancellationToken);
    }

    private sealed class Shown : ITrainingObserver
    {
        public float[] Parameters { get; private set; } = [];

        public void OnEpoch(EpochResult result, Network network) => Parameters = network.Parameters.ToArray();
    }
}
