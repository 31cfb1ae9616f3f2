namespace MnistTrainer.NeuralNetwork;

/// <summary>Normal with standard deviation √(2 / inputs) (He, Zhang, Ren and Sun 2015); for ReLU and similar activations.</summary>
public sealed record HeInitializer : Initializer
{
    internal override string Keyword => "he";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) =>
        FillNormal(weights, Math.Sqrt(2d / inputs), random);
}
