namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): running means of the gradient and of its square, both corrected for their bias toward 0 at the start;
/// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w -= rate * m̂ / (√v̂ + ε).
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.001.</param>
/// <param name="Beta1">The decay of the running mean of gradients, from 0 to below 1. Default: 0.9.</param>
/// <param name="Beta2">The decay of the running mean of squares, from 0 to below 1. Default: 0.999.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-8.</param>
public sealed record Adam(float LearningRate = 0.001f, float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f)
    : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "adam";

    /// <inheritdoc/>
    public override int StateCount => 2;

    internal override Optimizer With(Settings settings) =>
        this with
        {
            Beta1 = settings.Number("beta1", Beta1, Interval.Share),
            Beta2 = settings.Number("beta2", Beta2, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    internal override StepSize SizeOf(long step, float learningRate) => AdamRule.SizeOf(step, learningRate, Beta1, Beta2);

    internal override void Update(StepSize size, in ParameterRange range) => new AdamRule(size, Beta1, Beta2, Epsilon).Apply(range);

    internal override void UpdateAtRest(ReadOnlySpan<StepRate> steps, in ParameterRange range) => AdamRule.ApplyAtRest(steps, this, range);
}
