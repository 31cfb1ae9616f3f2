namespace MnistTrainer.NeuralNetwork;

/// <summary>Normal with standard deviation n^-1/2 for n inputs, as in Tariq Rashid's "Make Your Own Neural Network".</summary>
public sealed record BookInitializer : Initializer
{
    internal override string Keyword => "book";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) =>
        FillNormal(weights, Math.Sqrt(1d / inputs), random);
}
