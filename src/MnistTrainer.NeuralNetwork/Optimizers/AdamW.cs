namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): w -= rate * λ w besides Adam's update, for every parameter.
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.001.</param>
/// <param name="Beta1">The decay of the running mean of gradients, from 0 to below 1. Default: 0.9.</param>
/// <param name="Beta2">The decay of the running mean of squares, from 0 to below 1. Default: 0.999.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, at least 0. Default: 0.01.</param>
public sealed record AdamW(
    float LearningRate = 0.001f,
    float Beta1 = 0.9f,
    float Beta2 = 0.999f,
    float Epsilon = 1e-8f,
    float WeightDecay = 0.01f
) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "adamw";

    /// <inheritdoc/>
    public override int StateCount => 2;

    internal override Optimizer With(Settings settings) =>
        this with
        {
            Beta1 = settings.Number("beta1", Beta1, Interval.Share),
            Beta2 = settings.Number("beta2", Beta2, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
            WeightDecay = settings.Number("weight decay", WeightDecay, Interval.AtLeast(0)),
        };

    internal override StepSize SizeOf(long step, float learningRate) => AdamRule.SizeOf(step, learningRate, Beta1, Beta2);

    internal override void Update(StepSize size, in ParameterRange range) =>
        new AdamRule(size, Beta1, Beta2, Epsilon, 1 - (size.Plain * WeightDecay)).Apply(range);
}
