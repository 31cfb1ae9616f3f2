namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Sets all weights to 0. Units of a layer that start equal get the same gradient and stay equal; with zeros, the layers before them are not trained either. For demonstration
/// only.
/// </summary>
public sealed record ZeroInitializer : Initializer
{
    internal override string Keyword => "zero";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) => weights.Clear();
}
