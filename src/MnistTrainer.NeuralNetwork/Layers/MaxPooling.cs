namespace MnistTrainer.NeuralNetwork;

/// <summary>Keeps the largest value in a window, the first of equals; only that value receives the error in back-propagation.</summary>
/// <inheritdoc cref="Pooling"/>
public sealed record MaxPooling(int Size = 2, int Stride = 0) : Pooling(Size, Stride)
{
    /// <inheritdoc/>
    public override string Kind => "max-pooling";

    private protected override string Operator => "MaxPool";

    private protected override double ExactOf(IEnumerable<double> pixels) => pixels.Max();

    private protected override double ExactDerivative(double[] pixels, int at) => at == Array.IndexOf(pixels, pixels.Max()) ? 1 : 0;

    internal override LayerKernel Bind(Shape input, int firstParameter) => new MaxPoolingKernel(this, input, firstParameter);
}
