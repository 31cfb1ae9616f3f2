namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RegularizationTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(50);
    private static readonly int[] Rows = [.. Enumerable.Range(0, 50)];
    private static readonly Network Start = WithBiases(
        Network.Create(NetworkDefinition.Dense(Samples.Shape, [8], Samples.ClassNames, Activation.Tanh, Activation.Softmax), seed: 5)
    );

    private static readonly Range Biases = (36 * 8)..((36 * 8) + 8);

    private static readonly TrainingOptions Plain = new()
    {
        Optimizer = new GradientDescent(0.1f),
        BatchSize = 50,
        Threads = 1,
    };

    [Fact]
    public void The_L2_penalty_adds_its_derivative_to_the_gradient_of_weights_only()
    {
        float[] plain = Step(Plain).Gradient,
            penalized = Step(Plain with { Regularization = new Regularization { L2 = 0.1f } }).Gradient;
        foreach ((int first, int weights, int biases) in new[] { (0, 36 * 8, 8), ((36 * 8) + 8, 24, 3) })
        {
            for (int i = first; i < first + weights; i++)
                Assert.Equal(plain[i] + (0.1f * Start.Parameters[i]), penalized[i], 1e-6f);
            Assert.Equal(plain[(first + weights)..(first + weights + biases)], penalized[(first + weights)..(first + weights + biases)]);
        }
    }

    [Fact]
    public void With_plain_gradient_descent_weight_decay_equals_the_L2_penalty()
    {
        float[] decayed = Step(Plain with { Regularization = new Regularization { WeightDecay = 0.1f } }).Parameters;
        float[] penalized = Step(Plain with { Regularization = new Regularization { L2 = 0.1f } }).Parameters;
        for (int i = 0; i < decayed.Length; i++)
            Assert.Equal(penalized[i], decayed[i], 1e-6f);
    }

    /// <summary>Nothing moves the weights of an input that is always 0 but the penalty. They become zero, not subnormal, which would slow down Intel's processors.</summary>
    [Theory]
    [InlineData("sgd", 25, 0)]
    [InlineData("sgd", 0, 25)]
    [InlineData("momentum", 25, 0)]
    [InlineData("adam", 0, 25)]
    public void Weights_shrunk_by_a_penalty_or_decay_end_at_zero(string name, float penalty, float decay)
    {
        byte[] pixels = [.. Enumerable.Range(0, Samples.Count).SelectMany(row => (byte[])[0, .. Samples.Row(row)[1..]])];
        Samples<byte> samples = new(Samples.Shape, pixels, Samples.Labels.ToArray(), Samples.ClassNames);
        TrainingOptions options = Plain with
        {
            Optimizer = Optimizer.Parse(name, 0.02f),
            Regularization = new() { L2 = penalty, WeightDecay = decay },
            Epochs = 1500,
        };
        TrainingResult result = new Trainer(options).Train(Start, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new float[8], result.Network.Parameters[..8]);
        Assert.DoesNotContain(result.Network.Parameters.ToArray(), float.IsSubnormal);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("momentum")]
    public void Weight_decay_shrinks_weights_by_rate_times_lambda_with_any_optimizer(string name)
    {
        TrainingOptions options = Plain with { Optimizer = Optimizer.Parse(name, 0.01f) };
        float[] plain = Step(options).Parameters,
            decayed = Step(options with { Regularization = new Regularization { WeightDecay = 0.5f } }).Parameters;
        for (int i = 0; i < 36 * 8; i++)
            Assert.Equal(plain[i] - (0.01f * 0.5f * Start.Parameters[i]), decayed[i], 1e-6f);
        Assert.Equal(plain[Biases], decayed[Biases]);
        Assert.Equal(plain[^3..], decayed[^3..]);
    }

    [Fact]
    public void The_maximum_norm_scales_down_longer_weight_vectors_and_leaves_others_unchanged()
    {
        const float limit = 1.2f;
        float[] plain = Step(Plain).Parameters,
            limited = Step(Plain with { Regularization = new Regularization { MaximumNorm = limit } }).Parameters;
        int shrunk = 0;
        foreach ((int first, int inputs, int units) in new[] { (0, 36, 8), ((36 * 8) + 8, 8, 3) })
        {
            for (int unit = 0; unit < units; unit++)
            {
                float[] before = [.. Enumerable.Range(0, inputs).Select(i => plain[first + (i * units) + unit])];
                float[] after = [.. Enumerable.Range(0, inputs).Select(i => limited[first + (i * units) + unit])];
                double length = Math.Sqrt(before.Sum(w => (double)w * w));
                shrunk += length > limit ? 1 : 0;
                for (int i = 0; i < inputs; i++)
                    Assert.Equal(length > limit ? before[i] * limit / length : before[i], after[i], length > limit ? 1e-6 : 0);
            }
        }

        Assert.InRange(shrunk, 1, 10);
    }

    [Fact]
    public void Clipping_by_norm_keeps_the_direction_of_the_gradient()
    {
        (float[] plain, _, StepResult unclipped) = Step(Plain);
        double norm = Math.Sqrt(plain.Sum(g => (double)g * g));
        Assert.Equal(1, unclipped.GradientNorm / norm, 1e-5);
        (float[] clipped, float[] parameters, StepResult result) = Step(Plain with { ClipNorm = (float)norm / 4 });
        Assert.Equal(unclipped.GradientNorm, result.GradientNorm);
        for (int i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i] / 4, clipped[i], 1e-6f);
            Assert.Equal(Start.Parameters[i] - (0.1f * clipped[i]), parameters[i], 1e-6f);
        }

        Assert.Equal(Step(Plain).Parameters, Step(Plain with { ClipNorm = (float)norm * 1.01f }).Parameters);
    }

    [Fact]
    public void Clipping_by_value_clamps_each_component()
    {
        float[] plain = Step(Plain).Gradient;
        float limit = plain.Max(Math.Abs) / 3;
        Assert.Equal(plain.Select(g => Math.Clamp(g, -limit, limit)), Step(Plain with { ClipValue = limit }).Gradient);
    }

    [Fact]
    public void Label_smoothing_distributes_its_share_over_all_classes()
    {
        TargetValues smoothed = (Plain with { LabelSmoothing = 0.3f }).SmoothedTargets(3);
        Assert.Equal(0.1f, smoothed.Off, 1e-6f);
        Assert.Equal(0.8f, smoothed.On, 1e-6f);
        Assert.Equal(Step(Plain with { Targets = smoothed }).Gradient, Step(Plain with { LabelSmoothing = 0.3f }).Gradient);
    }

    [Fact]
    public void The_average_includes_the_parameters_after_each_step()
    {
        Network network = Start.Copy();
        using MiniBatchStep step = new(network, Samples, Plain with { AverageDecay = 0.6f });
        double[] expected = [.. network.Parameters.ToArray().Select(w => (double)w)];
        for (int t = 1; t <= 20; t++)
        {
            step.Run(Rows, new(1));
            double keep = Math.Min(0.6, (1.0 + t) / (10 + t));
            for (int i = 0; i < expected.Length; i++)
                expected[i] = (keep * expected[i]) + ((1 - keep) * network.Parameters[i]);
        }

        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], step.Result.Parameters[i], 1e-5);
        Assert.False(step.Result.Parameters.SequenceEqual(network.Parameters));
    }

    [Fact]
    public void One_message_lists_every_violation()
    {
        TrainingOptions wrong = Plain with
        {
            Regularization = new Regularization
            {
                L1 = -1,
                L2 = float.NaN,
                WeightDecay = -0.1f,
                MaximumNorm = 0,
            },
            ClipNorm = 0,
            ClipValue = -1,
            AverageDecay = 1,
            LabelSmoothing = 1,
        };
        string message = Assert.Throws<InvalidInputException>(() => wrong.Validate(Start.Definition)).Message;
        foreach (string part in new[] { "L1", "L2", "weight decay", "maximum norm", "clip norm", "clip value", "average", "smoothing" })
            Assert.Contains(part, message, StringComparison.Ordinal);
        wrong = Plain with { Gradient = GradientRule.Book };
        Assert.Contains(
            "book",
            Assert.Throws<InvalidInputException>(() => wrong.Validate(LayerProblems.Everything(Samples))).Message,
            StringComparison.Ordinal
        );
    }

    private static (float[] Gradient, float[] Parameters, StepResult Result) Step(TrainingOptions options)
    {
        Network network = Start.Copy();
        using MiniBatchStep step = new(network, Samples, options);
        StepResult result = step.Run(Rows, new(1));
        return (step.Gradient.ToArray(), network.Parameters.ToArray(), result);
    }

    /// <summary>Biases start at 0, where decay and penalties would change nothing.</summary>
    private static Network WithBiases(Network network)
    {
        Kernels.FloatBuffer parameters = new(network.Parameters);
        parameters.Span[(36 * 8)..((36 * 8) + 8)].Fill(0.3f);
        parameters.Span[^3..].Fill(-0.2f);
        return network.WithParameters(parameters);
    }
}
