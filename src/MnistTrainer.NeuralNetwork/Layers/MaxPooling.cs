namespace MnistTrainer.NeuralNetwork;

/// <summary>Keeps the largest value under a window; only that one carries an error back. Of equal values it is the first.</summary>
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
