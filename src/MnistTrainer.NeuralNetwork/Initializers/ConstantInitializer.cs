namespace MnistTrainer.NeuralNetwork;

/// <summary>Sets all weights to the same value. Units that start equal stay equal, so a layer is no better than a single unit. For demonstration only.</summary>
/// <param name="Value">Finite. Default: 0.1.</param>
public sealed record ConstantInitializer(float Value = 0.1f) : Initializer
{
    internal override string Keyword => "constant";

    internal override Initializer With(Settings settings) => this with { Value = settings.Number("value", Value, Interval.Finite) };

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) => weights.Fill(Value);
}
