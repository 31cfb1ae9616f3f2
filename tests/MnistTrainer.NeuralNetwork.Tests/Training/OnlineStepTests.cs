using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class OnlineStepTests
{
    public static TheoryData<string, bool, GradientRule, float, int[]> Cases
    {
        get
        {
            TheoryData<string, bool, GradientRule, float, int[]> data = [];
            foreach (string loss in Loss.All.Select(one => one.Name))
            {
                foreach (bool useBias in new[] { true, false })
                {
                    foreach (GradientRule rule in Enum.GetValues<GradientRule>())
                    {
                        data.Add(loss, useBias, rule, 0f, [13]);
                        data.Add(loss, useBias, rule, 0.01f, [13, 9]);
                        data.Add(loss, useBias, rule, 0.3f, []);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_mini_batches_of_one(string lossName, bool useBias, GradientRule rule, float background, int[] hidden)
    {
        Samples<byte> samples = TrainerTests.Blobs(60, density: 0.3);
        Loss loss = Loss.Parse(lossName);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            hidden,
            samples.ClassNames,
            Activation.Sigmoid,
            loss.RequiredActivation ?? Activation.Sigmoid,
            useBias
        ) with
        {
            Scaling = new InputScaling(background, 0.9f / 255),
        };
        TrainingOptions options = new()
        {
            Loss = loss,
            Optimizer = new GradientDescent(0.2f),
            BatchSize = 1,
            Gradient = rule,
            Threads = 1,
        };
        Network start = Network.Create(definition, 6);
        Network online = start.WithParameters(new FloatBuffer(start.Parameters)),
            batches = start.WithParameters(new FloatBuffer(start.Parameters));
        using OnlineStep onlineStep = new(online, samples, options);
        using MiniBatchStep batchStep = new(batches, samples, options);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            for (int row = 0; row < samples.Count; row++)
            {
                StepResult expected = batchStep.Run([row], new(1)),
                    found = onlineStep.Run([row], new(1));
                Assert.Equal(expected.Loss, found.Loss, 1e-4);
                Assert.Equal(1, found.GradientNorm / expected.GradientNorm, 1e-3);
                Assert.Equal(expected.Correct, found.Correct);
            }

            onlineStep.Finish();
            for (int i = 0; i < online.ParameterCount; i++)
                Assert.Equal(batches.Parameters[i], online.Parameters[i], 2e-5);
        }

        Assert.False(online.Parameters.SequenceEqual(start.Parameters));
    }

    [Theory]
    [InlineData(1, "sgd")]
    [InlineData(1, "adam")]
    [InlineData(20, "adam")]
    [InlineData(20, "momentum")]
    public void A_step_allocates_nothing(int batchSize, string optimizer)
    {
        Samples<byte> samples = TrainerTests.Blobs(60);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            [20, 10],
            samples.ClassNames,
            Activation.ReLU,
            Activation.Softmax
        );
        TrainingOptions options = new()
        {
            BatchSize = batchSize,
            Optimizer = Optimizer.Parse(optimizer),
            Threads = 2,
        };
        Network network = Network.Create(definition);
        using ITrainingStep step = OnlineStep.Fits(network, options)
            ? new OnlineStep(network, samples, options)
            : new MiniBatchStep(network, samples, options);
        Assert.Equal(batchSize == 1 && optimizer == "sgd", step is OnlineStep);
        int[] rows = [.. Enumerable.Range(0, batchSize)];
        Assert.Equal(0, Allocation.Of(() => step.Run(rows, new(1))));
    }

    /// <summary>A step changes the parameters by the rate times a gradient of at most the given norm.</summary>
    [Fact]
    public void Steps_after_every_sample_are_clipped()
    {
        Samples<byte> samples = TrainerTests.Blobs(30);
        Network start = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Sigmoid, Activation.Sigmoid)
        );
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 1,
            Optimizer = new GradientDescent(0.5f),
            Loss = new SquaredError(),
            ClipNorm = 1e-3f,
        };
        Assert.InRange(Distance(Train(options)), 1e-6, 0.5 * 1e-3 * samples.Count * 1.001);
        Assert.True(Distance(Train(options with { ClipNorm = null })) > 0.5 * 1e-3 * samples.Count);

        Network Train(TrainingOptions given) =>
            new Trainer(given).Train(start, samples, cancellation: TestContext.Current.CancellationToken).Network;
        double Distance(Network network) =>
            Math.Sqrt(start.Parameters.ToArray().Zip(network.Parameters.ToArray(), (a, b) => (double)(a - b) * (a - b)).Sum());
    }

    /// <summary>At a rate of 0.01, a penalty of 20 takes a fifth of every weight at every step.</summary>
    [Fact]
    public void Steps_after_every_sample_are_penalized()
    {
        Samples<byte> samples = TrainerTests.Blobs(30);
        Network start = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Sigmoid, Activation.Sigmoid, useBias: false)
        );
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 1,
            Optimizer = new GradientDescent(0.01f),
            Loss = new SquaredError(),
        };
        double free = Norm(options),
            penalized = Norm(options with { Regularization = new() { L2 = 20 } });
        Assert.True(penalized < free / 10, $"{penalized} against {free}");

        double Norm(TrainingOptions given) =>
            new Trainer(given)
                .Train(start, samples, cancellation: TestContext.Current.CancellationToken)
                .Network.Parameters.ToArray()
                .Sum(weight => (double)weight * weight);
    }
}
