namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// All weights 0. Units of a layer that begin alike get the same gradient and stay alike; with zeros, not even the layers below learn. It is here to demonstrate
/// that.
/// </summary>
public sealed record ZeroInitializer : Initializer
{
    internal override string Keyword => "zero";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) => weights.Clear();
}
