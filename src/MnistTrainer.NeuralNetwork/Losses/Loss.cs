using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The loss to minimize: a measure of how far outputs are from their targets. The loss of a sample is the sum over its outputs, and the loss of a batch is the mean over its
/// samples, so that a learning rate has the same meaning for any batch size. Immutable.
/// </summary>
public abstract record Loss
{
    /// <summary>Half the sum of squared differences, ½ Σ (output - target)², whose gradient is output - target.</summary>
    public static Loss SquaredError { get; } = new SquaredError();

    /// <summary>The sum of absolute differences, Σ |output - target|, which outliers affect less.</summary>
    public static Loss AbsoluteError { get; } = new AbsoluteError();

    /// <summary>-Σ target ln(output) over the classes; the last layer's activation is softmax.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxCrossEntropy();

    /// <summary>-Σ target ln(output) + (1 - target) ln(1 - output): independent binary classification by each output; the last layer's activation is sigmoid.</summary>
    public static Loss SigmoidCrossEntropy { get; } = new SigmoidCrossEntropy();

    /// <summary>Shortcut for <see cref="NeuralNetwork.PinballLoss"/>, which estimates quantiles.</summary>
    /// <param name="levels">The levels of the quantiles, ascending, each above 0 and below 1.</param>
    public static Loss Pinball(params ImmutableArray<float> levels) => new PinballLoss(levels);

    /// <summary>All losses. Add new ones here.</summary>
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

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<Loss> All => Registry.All;

    /// <summary>The name of each, without settings: <c>squared-error</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name with its settings, in the form that <see cref="Parse"/> accepts: <c>squared-error</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>The name, with its settings if they are not the defaults.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>
    /// The activation that the last layer must have. Default: null, for any activation with a derivative. If one is required, loss and activation are differentiated
    /// together: the product is simpler than its factors and does not overflow.
    /// </summary>
    public virtual Activation? RequiredActivation => null;

    /// <summary>Whether the target of an output may be missing (NaN); it is then excluded from the loss. Default: true.</summary>
    public virtual bool AllowsMissingTargets => true;

    /// <summary>The loss with that name and, in parentheses, settings.</summary>
    /// <exception cref="InvalidInputException">No loss has that name, or a setting is invalid.</exception>
    public static Loss Parse(string name) => Registry.Parse(name);

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>The name without settings: <c>squared-error</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Passes the settings to a visitor, in order. Default: there are no settings.</summary>
    /// <returns>This loss with the settings that the visitor returned.</returns>
    internal virtual Loss With(Settings settings) => this;

    /// <summary>The violations in the settings or in the number of outputs, one phrase each.</summary>
    internal virtual IEnumerable<string> Violations(int outputs) => Registry.Violations(this);

    /// <summary>The loss of one sample. A target of NaN is missing.</summary>
    internal abstract double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target);

    /// <summary>
    /// The gradient of one sample's loss: with respect to the net inputs of the last layer if <see cref="RequiredActivation"/> is set, otherwise with respect to its outputs.
    /// </summary>
    internal abstract void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error);

    /// <summary>The loss of one sample in double precision.</summary>
    internal abstract double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target);

    /// <summary>The gradient with respect to the outputs in double precision.</summary>
    internal abstract void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error);
}
