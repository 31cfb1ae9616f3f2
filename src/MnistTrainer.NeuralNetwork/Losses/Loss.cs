using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The loss to minimize: how far outputs are from their targets. The loss of a sample is the sum over its outputs, that of a batch the mean over its samples, so that a
/// learning rate means the same for any batch size. Immutable.
/// </summary>
public abstract record Loss
{
    /// <summary>Half the sum of squared differences, ½ Σ (output - target)², whose gradient is output - target.</summary>
    public static Loss SquaredError { get; } = new SquaredError();

    /// <summary>The sum of absolute differences, Σ |output - target|, which outliers affect less.</summary>
    public static Loss AbsoluteError { get; } = new AbsoluteError();

    /// <summary>-Σ target ln(output) over the classes; the last layer's activation is softmax.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxCrossEntropy();

    /// <summary>-Σ target ln(output) + (1 - target) ln(1 - output): binary classification of each output on its own; the last layer's activation is sigmoid.</summary>
    public static Loss SigmoidCrossEntropy { get; } = new SigmoidCrossEntropy();

    /// <summary>Shortcut for <see cref="NeuralNetwork.PinballLoss"/>, which estimates quantiles.</summary>
    /// <param name="levels">The levels of the quantiles, ascending, each above 0 and below 1.</param>
    public static Loss Pinball(params ImmutableArray<float> levels) => new PinballLoss(levels);

    /// <summary>All losses. A new one adds its line here.</summary>
    internal static Registry<Loss> Registry { get; } =
        new(
            "loss",
            loss => loss.Keyword,
            (loss, settings) => loss.With(settings),
            SquaredError,
            AbsoluteError,
            SoftmaxCrossEntropy,
            SigmoidCrossEntropy,
            new PinballLoss()
        );

    private protected Loss() { }

    /// <summary>One of each, with its default settings.</summary>
    public static IReadOnlyList<Loss> All => Registry.All;

    /// <summary>The name of each, without settings: <c>squared-error</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>Its name with its settings, as <see cref="Parse"/> reads it: <c>squared-error</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>Its name, with its settings if they are not the defaults.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>
    /// The activation that the last layer must have. Default: null, for any that has a derivative. Where one is required, loss and activation are differentiated
    /// together: the product is simpler than its factors and does not overflow.
    /// </summary>
    public virtual Activation? RequiredActivation => null;

    /// <summary>Whether the target of an output may be missing, NaN: it then adds nothing to the loss. Default: true.</summary>
    public virtual bool AllowsMissingTargets => true;

    /// <summary>The loss with that name and, in parentheses, settings.</summary>
    /// <exception cref="InvalidInputException">No loss has that name, or a setting is invalid.</exception>
    public static Loss Parse(string name) => Registry.Parse(name);

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Its name without settings: <c>squared-error</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Lets a visitor at its settings, in their order. Default: it has none.</summary>
    /// <returns>This loss with the settings that they have afterwards.</returns>
    internal virtual Loss With(Settings settings) => this;

    /// <summary>What is invalid in its settings, or in the number of outputs that it is for, a phrase each.</summary>
    internal virtual IEnumerable<string> Violations(int outputs) => Registry.Violations(this);

    /// <summary>The loss of one sample. A target of NaN is missing.</summary>
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
