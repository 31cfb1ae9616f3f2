namespace MnistTrainer.NeuralNetwork;

/// <summary>Uniform with standard deviation n^-1/2, that is, between ±√(3 / inputs) (LeCun, Bottou, Orr and Müller 1998).</summary>
public sealed record LeCunInitializer : Initializer
{
    internal override string Keyword => "lecun";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) =>
        FillUniform(weights, Math.Sqrt(3d / inputs), random);
}
