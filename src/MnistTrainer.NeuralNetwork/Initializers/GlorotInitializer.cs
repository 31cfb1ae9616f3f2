namespace MnistTrainer.NeuralNetwork;

/// <summary>Uniform between ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010); for sigmoid, tanh and softmax.</summary>
public sealed record GlorotInitializer : Initializer
{
    internal override string Keyword => "glorot";

    internal override void Fill(Span<float> weights, int inputs, int outputs, RandomSource random) =>
        FillUniform(weights, Math.Sqrt(6d / (inputs + outputs)), random);
}
