using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class DivergenceGuardTests
{
    private const int Interval = 20;
    private static readonly double UniformLoss = Math.Log(10);

    [Theory]
    [InlineData(double.NaN, 1, -1, "the loss is NaN")]
    [InlineData(double.PositiveInfinity, 1, -1, "the loss is Infinity")]
    [InlineData(2, double.NaN, 0, "the gradient is NaN")]
    [InlineData(2, double.PositiveInfinity, -1, "the gradient is Infinity")]
    public void A_non_finite_loss_or_gradient_ends_training_at_once(double loss, double norm, int brokenLayer, string symptom)
    {
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        Assert.Null(guard.Check(step.Take(2.3), 1));
        Assert.Equal(symptom, guard.Check(new StepResult(loss, 0, norm, brokenLayer), 1));
        Assert.True(guard.IsBroken);
    }

    [Fact]
    public void One_batch_with_five_hundred_times_the_loss_is_no_explosion()
    {
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        for (int i = 0; i < 1000; i++)
            Assert.Null(guard.Check(step.Take(i == 500 ? 500 * UniformLoss : 0.1), 1));
    }

    [Fact]
    public void A_loss_of_thirty_times_the_baseline_ends_training_when_the_mean_exceeds_ten_times()
    {
        // m -> m + (30 - m) / 100 from 1: 30 - 29 * 0.99^n > 10 from n = ln(29/20) / -ln(0.99) = 36.97 on.
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        Assert.Null(guard.Check(step.Take(UniformLoss), 1));
        for (int n = 1; n <= 36; n++)
            Assert.Null(guard.Check(step.Take(30 * UniformLoss), 1));
        Assert.StartsWith(
            "the mean loss of recent batches rose to ",
            guard.Check(step.Take(30 * UniformLoss), 1),
            StringComparison.Ordinal
        );
        Assert.False(guard.IsBroken);
    }

    [Fact]
    public void A_high_initial_loss_raises_the_baseline()
    {
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        for (int i = 0; i < 500; i++)
            Assert.Null(guard.Check(step.Take(50 * UniformLoss), 1));
    }

    [Fact]
    public void Keeps_weights_only_if_the_next_loss_is_good()
    {
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        for (int i = 1; i <= Interval; i++)
            guard.Check(step.Take(1), 1);
        Assert.Equal(0, guard.State.LastGoodStep);
        guard.Check(step.Take(1), 1);
        Assert.Equal((Interval, (float)Interval), (guard.State.LastGoodStep, guard.Good.Span[0]));

        // A candidate is saved after step 40; the loss of step 41 shows that it is bad.
        while (step.Steps < 2 * Interval)
            guard.Check(step.Take(1), 1);
        guard.Check(step.Take(100), 1);
        guard.Check(step.Take(100), 1);
        Assert.Equal((Interval, (float)Interval), (guard.State.LastGoodStep, guard.Good.Span[0]));
    }

    [Fact]
    public void Checking_a_good_step_allocates_nothing()
    {
        ScriptedStep step = new();
        DivergenceGuard guard = Guard(step);
        Assert.Equal(
            0,
            Allocation.Of(() =>
            {
                for (int i = 0; i < 3 * Interval; i++)
                    guard.Check(step.Take(1), 1);
            })
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Diverged_training_keeps_finite_weights_and_reports_the_layer_and_the_remedy(int batchSize)
    {
        Samples<byte> samples = TrainerTests.Blobs(50, 0.5);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [20, 20], samples.ClassNames, Activation.Identity, Activation.Identity)
        );
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Optimizer = new GradientDescent(1e9f),
            Epochs = 50,
            BatchSize = batchSize,
        };
        TrainingResult result = new Trainer(options).Train(network, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(TrainingEnd.Diverged, result.End);
        Assert.True(Elementwise.AreFinite(result.Network.Parameters));
        Divergence divergence = result.Divergence!;
        Assert.Equal((1, 0L, true), (divergence.Epoch, divergence.LastGoodStep, divergence.SuggestsClipping));
        Assert.InRange(divergence.Batch, 2, 5);
        Assert.Matches(@"^layer [123] of 3 \(dense \d+ → \d+, identity\)$", divergence.Layer);
        Assert.Equal("Lower the learning rate, for example to 0.1, or clip the gradient, for example to a norm of 1.", divergence.Advice);
    }

    [Theory]
    [InlineData(1e30f, null)]
    [InlineData(null, 1e30f)]
    public void Suggests_no_clipping_to_who_clips(float? norm, float? value)
    {
        Samples<byte> samples = TrainerTests.Blobs(50, 0.5);
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e30f),
            ClipNorm = norm,
            ClipValue = value,
        };
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [20], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
        TrainingResult result = new Trainer(options).Train(network, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.DoesNotContain("clip", result.Divergence!.Advice, StringComparison.Ordinal);
    }

    /// <summary>
    /// The learning rate starts tiny and rises steeply, so that early stopping has a best epoch by the time training diverges.
    /// </summary>
    [Fact]
    public void With_early_stopping_the_best_epoch_is_kept_and_reported()
    {
        Samples<byte> samples = TrainerTests.Blobs(60, 0.5);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [20], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(10000),
            Schedule = LearningRateSchedule.Parse("one-cycle(0.9,1e9,1)"),
            LabelSmoothing = 0.1f,
            Epochs = 200,
            BatchSize = 20,
            EarlyStopping = new EarlyStopping(200),
        };
        TrainingResult result = new Trainer(options).Train(network, samples, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(TrainingEnd.Diverged, result.End);
        int best = result.BestEpoch!.Value;
        Assert.Equal(result.Epochs.Min(epoch => epoch.ValidationLoss), result.Epochs[best - 1].ValidationLoss);
        Assert.Equal(3 * best, result.Divergence!.LastGoodStep);
        using BulkScorer scorer = new(result.Network, samples, threads: 1);
        Assert.Equal(result.Epochs[best - 1].ValidationAccuracy, scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy);
    }

    [Fact]
    public void Names_the_layer_whose_forward_pass_is_non_finite()
    {
        Samples<byte> samples = TrainerTests.Blobs(20, 0.5);
        Network whole = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [20, 20], samples.ClassNames, Activation.ReLU, Activation.Softmax)
        );
        float[] parameters = whole.Parameters.ToArray();
        parameters[(36 * 20) + 20 + 5] = float.PositiveInfinity;
        TrainingResult result = new Trainer(new TrainingOptions()).Train(
            Network.Create(whole.Definition, parameters),
            samples,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal("layer 2 of 3 (dense 20 → 20, relu)", result.Divergence!.Layer);
    }

    [Fact]
    public void Names_a_row_with_non_finite_data()
    {
        Samples<float> samples = new(Shape.Vector(2), [0, 1, float.NaN, 1, 1, 0], [0, 1, 0], ["a", "b"]);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [3], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingResult result = new Trainer(new TrainingOptions()).Train(
            network,
            samples,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal("row 2 contains NaN", result.Divergence!.DataHint);
    }

    private static DivergenceGuard Guard(ScriptedStep step) => new(step, new TrainingOptions(), classes: 10, stepsPerEpoch: Interval);

    /// <summary>A step with given losses, whose parameters all equal the number of steps taken.</summary>
    private sealed class ScriptedStep : ITrainingStep
    {
        private readonly FloatBuffer _parameters;

        public ScriptedStep()
        {
            Network network = Network.Create(NetworkDefinition.Dense(Shape.Vector(1), [], ["a"], Activation.ReLU, Activation.Softmax));
            _parameters = network.Buffer;
            Result = network;
        }

        public long Steps { get; set; }

        public IReadOnlyList<FloatBuffer> State => [_parameters];

        public Network Result { get; }

        public StepResult Take(double loss)
        {
            Steps++;
            _parameters.Span.Fill(Steps);
            return new StepResult(loss, 0, 1, -1);
        }

        public StepResult Run(ReadOnlySpan<int> rows, StepFactors factors) => Take(1);

        public void Finish() { }

        public void CopyResult(FloatBuffer destination) => _parameters.Span.CopyTo(destination.Span);

        public int BrokenAt() => 0;

        public void Dispose() { }
    }
}
