namespace MnistTrainer.NeuralNetwork;

/// <summary>½ Σ (output - target)² over the outputs; missing targets are ignored.</summary>
public sealed record SquaredError : Loss
{
    internal override string Keyword => "squared-error";

    internal override double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double difference = output[i] - target[i];
            sum += float.IsNaN(target[i]) ? 0 : difference * difference;
        }

        return sum / 2;
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
            sum += double.IsNaN(target[i]) ? 0 : (output[i] - target[i]) * (output[i] - target[i]) / 2;
        return sum;
    }

    internal override void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error)
    {
        for (int i = 0; i < output.Length; i++)
            error[i] = double.IsNaN(target[i]) ? 0 : output[i] - target[i];
    }
}
