namespace MnistTrainer.NeuralNetwork;

/// <summary>Σ |output - target| (Laplace 1774); its gradient is the sign of the difference, or 0 if there is no difference. Missing targets are ignored.</summary>
public sealed record AbsoluteError : Loss
{
    internal override string Keyword => "absolute-error";

    internal override double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += float.IsNaN(target[i]) ? 0 : Math.Abs(output[i] - target[i]);
        return sum;
    }

    // An output of NaN remains NaN; Math.Sign would throw.
    internal override void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error)
    {
        for (int i = 0; i < output.Length; i++)
        {
            float difference = output[i] - target[i];
            error[i] =
                float.IsNaN(target[i]) ? 0
                : difference > 0 ? 1
                : difference < 0 ? -1
                : difference;
        }
    }

    internal override double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += double.IsNaN(target[i]) ? 0 : Math.Abs(output[i] - target[i]);
        return sum;
    }

    internal override void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error)
    {
        for (int i = 0; i < output.Length; i++)
            error[i] = double.IsNaN(target[i]) ? 0 : Math.Sign(output[i] - target[i]);
    }
}
