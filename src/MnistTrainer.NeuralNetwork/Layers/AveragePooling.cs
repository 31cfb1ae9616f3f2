namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean of the values in a window.</summary>
/// <inheritdoc cref="Pooling"/>
public sealed record AveragePooling(int Size = 2, int Stride = 0) : Pooling(Size, Stride)
{
    /// <inheritdoc/>
    public override string Kind => "average-pooling";

    private protected override string Operator => "AveragePool";

    private protected override double ExactOf(IEnumerable<double> pixels) => pixels.Average();

    private protected override double ExactDerivative(double[] pixels, int at) => 1.0 / pixels.Length;

    internal override LayerKernel Bind(Shape input, int firstParameter) =>
        new AveragePoolingKernel(WindowOn(input), OutputOf(input), firstParameter);
}
