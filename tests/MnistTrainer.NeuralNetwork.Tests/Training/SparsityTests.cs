using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The L1 penalty makes weights exactly zero.</summary>
public sealed unsafe class SparsityTests
{
    public static TheoryData<string> Names => [.. Optimizer.Names];

    /// <summary>
    /// With an input for each sample and one output, the penalized loss is Σ ½ (w - t)² / n + λ |w|, whose minimum is known: each target moved
    /// by nλ toward 0 (Tibshirani 1996, section 2.2). It is the same whatever way an optimizer takes there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ends_at_the_known_sparse_solution(string name)
    {
        float[] targets = [0.9f, -0.7f, 0.25f, -0.28f, 0.1f, 0, -0.05f, 0.5f, -0.9f, 0.29f];
        int n = targets.Length;
        float[] identity = new float[n * n];
        for (int i = 0; i < n; i++)
            identity[i * (n + 1)] = 1;
        Samples samples = new Samples<float>(Shape.Vector(n), identity, null, ["y"]).WithTargets(targets, "y");
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = [new Dense(1, Activation.Identity, UseBias: false)],
            ClassNames = ["y"],
            Scaling = InputScaling.None,
        };
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Optimizer = Optimizer.Parse(name, RateOf(name)) is AdamW adamW
                ? adamW with
                {
                    WeightDecay = 0,
                }
                : Optimizer.Parse(name, RateOf(name)),
            Schedule = LearningRateSchedule.Cosine,
            Regularization = new Regularization { L1 = 0.03f },
            Epochs = 3000,
            BatchSize = n,
            Threads = 1,
        };
        float[] found = new Trainer(options)
            .Train(Network.Create(definition, 7), samples, cancellation: TestContext.Current.CancellationToken)
            .Network.Parameters.ToArray();
        for (int i = 0; i < n; i++)
        {
            float expected = Math.Sign(targets[i]) * Math.Max(Math.Abs(targets[i]) - 0.3f, 0);
            Assert.Equal(expected, found[i], expected == 0 ? 0 : 2e-3f);
        }
    }

    /// <summary>Each step equals the optimizer's published one followed by the soft threshold, scaled as the optimizer scales a gradient.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_step_is_the_optimizers_own_and_then_a_soft_threshold(string name)
    {
        const float rate = 0.05f,
            lambda = 0.2f;
        var optimizer = Optimizer.Parse(name, rate);
        foreach (int length in (int[])[1, 7, 8, 19])
        {
            RandomSource random = new(3);
            FloatBuffer w = new(length),
                g = new(length),
                s = new(length),
                t = new(length);
            double[] expected = new double[length];
            double[][] state = [.. Enumerable.Range(0, length).Select(_ => new double[2])];
            for (int i = 0; i < length; i++)
                expected[i] = w.Span[i] = (float)random.NextGaussian() * 0.1f;
            for (int step = 1; step <= 20; step++)
            {
                foreach (ref float gradient in g.Span)
                    gradient = (float)random.NextGaussian() * 0.3f;
                optimizer.Update(
                    optimizer.SizeOf(step, rate),
                    new ParameterRange(length, w.Pointer, g.Pointer, s.Pointer, t.Pointer) { Threshold = rate * lambda }
                );
                for (int i = 0; i < length; i++)
                {
                    double moved = PublishedOptimizers.Step(optimizer, rate, step, expected[i], g.Span[i], state[i]),
                        threshold = rate * lambda * PublishedOptimizers.Scale(optimizer, step, state[i]);
                    expected[i] = Math.Sign(moved) * Math.Max(Math.Abs(moved) - threshold, 0);
                    Assert.Equal(expected[i], w.Span[i], 2e-5);
                }
            }

            foreach (FloatBuffer buffer in (FloatBuffer[])[g, s, t])
                GC.KeepAlive(buffer);
        }
    }

    /// <summary>Border pixels are 0 in every image, so no gradient ever holds their weights against the penalty.</summary>
    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void Weights_of_pixels_that_are_always_empty_become_zero(string optimizer)
    {
        Samples<byte> images = TrainerTests.Blobs(100);
        byte[] pixels = [.. Enumerable.Range(0, 100).SelectMany(row => images.Row(row).ToArray())];
        for (int i = 0; i < pixels.Length; i += 6)
            pixels[i] = 0;
        Samples<byte> samples = new(images.Shape, pixels, images.Labels.ToArray(), images.ClassNames);
        TrainingOptions options = new()
        {
            Optimizer = Optimizer.Parse(optimizer),
            Regularization = new Regularization { L1 = 0.01f },
            BatchSize = 10,
            Epochs = 100,
        };
        NetworkDefinition definition = NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Tanh, Activation.Softmax);
        Network trained = new Trainer(options)
            .Train(Network.Create(definition, 2), samples, cancellation: TestContext.Current.CancellationToken)
            .Network;
        for (int pixel = 0; pixel < 36; pixel += 6)
            Assert.All(trained.Parameters.Slice(pixel * 6, 6).ToArray(), weight => Assert.Equal(0, weight));
        Assert.Contains(trained.Parameters[..(36 * 6)].ToArray(), weight => weight != 0);
        using BulkScorer scorer = new(trained, samples, threads: 1);
        Assert.InRange(scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy, 0.9, 1);
    }

    [Fact]
    public void Biases_are_not_penalized()
    {
        Samples<byte> samples = TrainerTests.Blobs(50);
        NetworkDefinition definition = NetworkDefinition.Dense(samples.Shape, [], samples.ClassNames, Activation.Tanh, Activation.Softmax);
        FloatBuffer parameters = new(Network.Create(definition).Parameters);
        parameters.Span[^3..].Fill(0.4f);
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e-6f),
            Regularization = new Regularization { L1 = 1e6f },
        };
        Network trained = new Trainer(options with { Epochs = 1 })
            .Train(Network.Create(definition).WithParameters(parameters), samples, cancellation: TestContext.Current.CancellationToken)
            .Network;
        Assert.All(trained.Parameters[..^3].ToArray(), weight => Assert.Equal(0, weight));
        Assert.All(trained.Parameters[^3..].ToArray(), bias => Assert.Equal(0.4f, bias, 1e-5f));
    }

    private static float RateOf(string name) =>
        name switch
        {
            "adadelta" => 5,
            "gradient-descent" or "sgd" => 1,
            "momentum" or "nesterov" or "adagrad" => 0.1f,
            _ => 0.01f,
        };
}
