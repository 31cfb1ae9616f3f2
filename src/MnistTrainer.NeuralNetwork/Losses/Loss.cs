namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How wrong an output is. A batch's loss is the mean over its samples, so that the learning rate means the same for any batch size.
/// </summary>
public abstract record Loss
{
    /// <summary>Half the sum of squared differences, ½ Σ (output - target)², whose gradient is output - target.</summary>
    public static Loss SquaredError { get; } = new SquaredErrorLoss();

    /// <summary>The sum of absolute differences, Σ |output - target|, which outliers sway less.</summary>
    public static Loss AbsoluteError { get; } = new AbsoluteErrorLoss();

    /// <summary>-Σ target ln(output) over the classes; the last layer's activation is softmax.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxCrossEntropyLoss();

    /// <summary>-Σ target ln(output) + (1 - target) ln(1 - output): each class a yes or no of its own; the last layer's activation is sigmoid.</summary>
    public static Loss SigmoidCrossEntropy { get; } = new SigmoidCrossEntropyLoss();

    /// <summary>All losses.</summary>
    public static IReadOnlyList<Loss> All { get; } = [SquaredError, AbsoluteError, SoftmaxCrossEntropy, SigmoidCrossEntropy];

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>squared-error</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The activation that the last layer must have, or null for any that has a derivative. Where one is required, loss and
    /// activation are differentiated together: the product is simpler than its factors and does not overflow.
    /// </summary>
    public virtual Activation? RequiredActivation => null;

    /// <summary>The loss of that name.</summary>
    /// <exception cref="InvalidInputException">No loss has that name.</exception>
    public static Loss Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(loss => string.Equals(loss.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw NamedSettings.Unknown("loss", name, All.Select(loss => loss.Name));
    }

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>The loss of one sample.</summary>
    internal abstract double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target);

    /// <summary>
    /// The gradient of one sample's loss: for the net inputs of the last layer where <see cref="RequiredActivation"/> is set, else for its outputs.
    /// </summary>
    internal abstract void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error);

    /// <summary>The loss of one sample in double precision.</summary>
    internal abstract double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target);

    /// <summary>Its gradient for the outputs in double precision.</summary>
    internal abstract void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error);
}
