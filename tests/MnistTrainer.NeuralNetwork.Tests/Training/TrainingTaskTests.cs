namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TrainingTaskTests
{
    [Fact]
    public void Lists_all_invalid_options()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(2), [2], ["a", "b"], Activation.Step, Activation.Sigmoid);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            new TrainingOptions
            {
                Epochs = 0,
                BatchSize = 0,
                Threads = -1,
                Optimizer = new Adam(-1, Beta1: 1, Beta2: -1, Epsilon: 0),
                Targets = new TargetValues(float.NaN, 1),
            }.Validate(definition)
        );
        foreach (
            string part in new[]
            {
                "epochs",
                "batch size",
                "threads",
                "learning rate",
                "beta1",
                "beta2",
                "epsilon",
                "targets",
                "softmax",
                "step",
            }
        )
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    /// <summary>They would be moved as probabilities are, and the network would learn other numbers.</summary>
    [Fact]
    public void Rejects_what_is_for_probabilities_with_other_targets()
    {
        Network network = Network.Create(NetworkDefinition.Dense(Shape.Vector(1), [2], ["y"], Activation.Tanh, Activation.Identity));
        TrainingOptions plain = new() { Loss = Loss.SquaredError, Epochs = 1 },
            byAccuracy = plain with { EarlyStopping = new EarlyStopping { Monitor = MonitoredValue.ValidationAccuracy } };
        Samples numbers = Rows(-2, 7),
            probabilities = Rows(0.25f, 1);
        foreach (
            (TrainingOptions options, string place) in ((TrainingOptions, string)[])
                [
                    (plain with { LabelSmoothing = 0.1f }, "label smoothing"),
                    (plain with { Targets = TargetValues.Book }, "label smoothing and target values"),
                    (byAccuracy, "early stopping by accuracy"),
                ]
        )
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => Train(options, numbers));
            Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
            Assert.NotNull(Train(options, probabilities));
        }

        Assert.NotNull(Train(plain, numbers));

        TrainingResult Train(TrainingOptions options, Samples samples) =>
            new Trainer(options).Train(network, samples, samples, cancellation: TestContext.Current.CancellationToken);

        static Samples Rows(params float[] targets) =>
            new Samples<float>(Shape.Vector(1), new float[targets.Length], null, []).WithTargets(targets, "y");
    }

    [Fact]
    public void Rejects_samples_that_do_not_match_the_network()
    {
        Samples<byte> samples = TrainerTests.Blobs(10);
        Network Of(Shape shape, params string[] classes) =>
            Network.Create(NetworkDefinition.Dense(shape, [], classes, Activation.ReLU, Activation.Softmax));
        Assert.Contains("images of 3x3", Rejection(Of(Shape.Image(3, 3), "0", "1", "2"), samples), StringComparison.Ordinal);
        Assert.Contains("the classes x, y", Rejection(Of(samples.Shape, "x", "y"), samples), StringComparison.Ordinal);
        Assert.Contains(
            "label",
            Rejection(Of(samples.Shape, "0"), new Samples<byte>(samples.Shape, new byte[36], null, [])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at least one",
            Rejection(Of(samples.Shape, "0"), new Samples<byte>(samples.Shape, [], [], ["0"])),
            StringComparison.Ordinal
        );
        string Rejection(Network network, Samples given) =>
            Assert
                .Throws<InvalidInputException>(() =>
                    new Trainer(new TrainingOptions()).Train(network, given, cancellation: TestContext.Current.CancellationToken)
                )
                .Message;
    }
}
