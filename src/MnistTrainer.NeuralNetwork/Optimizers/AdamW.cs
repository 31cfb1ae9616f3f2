namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): w -= rate * λ w beside Adam's move, for every parameter.
/// </summary>
/// <param name="LearningRate">Above 0; 0.001 unless told.</param>
/// <param name="Beta1">How much of the mean gradient is kept, from 0 to below 1; 0.9 unless told.</param>
/// <param name="Beta2">How much of the mean square is kept, from 0 to below 1; 0.999 unless told.</param>
/// <param name="Epsilon">Keeps the division finite; above 0; 1e-8 unless told.</param>
/// <param name="WeightDecay">λ, at least 0; 0.01 unless told.</param>
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
        UpdateRule.Apply(new AdamRule(size, Beta1, Beta2, Epsilon, 1 - (size.Plain * WeightDecay)), range);
}
