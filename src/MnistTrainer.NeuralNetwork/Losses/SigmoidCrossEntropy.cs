namespace MnistTrainer.NeuralNetwork;

/// <summary>-Σ t ln y + (1 - t) ln(1 - y), with y the sigmoid of the net inputs x: ∂L/∂x = y - t. Missing targets are ignored.</summary>
public sealed record SigmoidCrossEntropy : Loss
{
    // The distance from 1 to the float below it: what 1 - y is at least where y was rounded to 1.
    private const double Smallest = 1d / (1 << 24);

    internal override string Keyword => "sigmoid-cross-entropy";

    /// <inheritdoc/>
    public override Activation RequiredActivation => Activation.Sigmoid;

    internal override double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double t = target[i],
                y = output[i];
            if (double.IsNaN(t))
                continue;
            sum -= (t * Math.Log(Math.Max(y, float.Epsilon))) + ((1 - t) * Math.Log(Math.Max(1 - y, Smallest)));
        }

        return sum;
    }

    internal override void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error)
    {
        for (int i = 0; i < output.Length; i++)
            error[i] = float.IsNaN(target[i]) ? 0 : output[i] - target[i];
    }

    internal override double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += double.IsNaN(target[i]) ? 0 : -(target[i] * Math.Log(output[i])) - ((1 - target[i]) * Math.Log(1 - output[i]));
        return sum;
    }

    internal override void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error)
    {
        for (int i = 0; i < output.Length; i++)
            error[i] = double.IsNaN(target[i]) ? 0 : (output[i] - target[i]) / (output[i] * (1 - output[i]));
    }
}
