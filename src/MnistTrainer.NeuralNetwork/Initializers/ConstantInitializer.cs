namespace MnistTrainer.NeuralNetwork;

/// <summary>All weights the same. Units that begin alike stay alike, so a layer is worth one unit. It is here to demonstrate that.</summary>
/// <param name="Value">Finite. Default: 0.1.</param>
public sealed record ConstantInitializer(float Value = 0.1f) : Initializer
{
    internal override string Keyword => "constant";

    internal override Initializer With(Settings settings) => this with { Value = settings.Number("value", Value, Interval.Finite) };

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) => weights.Fill(Value);
}
