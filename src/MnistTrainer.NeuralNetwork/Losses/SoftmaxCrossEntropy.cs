namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// -Σ t ln y over the classes, with y the softmax of the net inputs x: ∂L/∂x_i = y_i Σ t - t_i, which is y - t if the targets sum to 1
/// (Bridle 1990).
/// </summary>
public sealed record SoftmaxCrossEntropy : Loss
{
    internal override string Keyword => "softmax-cross-entropy";

    /// <inheritdoc/>
    public override Activation RequiredActivation => Activation.Softmax;

    /// <summary>False: the targets of all classes sum to 1 together.</summary>
    public override bool AllowsMissingTargets => false;

    internal override double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            if (target[i] != 0)
                sum -= target[i] * Math.Log(Math.Max(output[i], float.Epsilon));
        }

        return sum;
    }

    internal override void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error)
    {
        float total = 0;
        foreach (float t in target)
            total += t;
        for (int i = 0; i < output.Length; i++)
            error[i] = (output[i] * total) - target[i];
    }

    internal override double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += target[i] == 0 ? 0 : -target[i] * Math.Log(output[i]);
        return sum;
    }

    internal override void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error)
    {
        for (int i = 0; i < output.Length; i++)
            error[i] = -target[i] / output[i];
    }
}
