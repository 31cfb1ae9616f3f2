using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a unit makes of its net input. Every one here can tell its derivative from its own output, so the net input is
/// overwritten by the output and need not be kept.
/// </summary>
public abstract record Activation
{
    /// <summary>The net input itself.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>1 for a net input of at least 0, else 0. It has no useful derivative: forward only.</summary>
    public static Activation Step { get; } = new StepActivation();

    /// <summary>The logistic function 1 / (1 + e^-x), from 0 to 1.</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>The hyperbolic tangent, from -1 to 1.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>max(0, x).</summary>
    public static Activation ReLU { get; } = new ReLUActivation();

    /// <summary>e^x divided by the sum over all units of the layer: probabilities. For the last layer.</summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    // The registry: a new activation adds its line here.
    private static readonly Dictionary<string, Func<float?, Activation?>> Registry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["identity"] = parameter => parameter is null ? Identity : null,
        ["step"] = parameter => parameter is null ? Step : null,
        ["sigmoid"] = parameter => parameter is null ? Sigmoid : null,
        ["tanh"] = parameter => parameter is null ? Tanh : null,
        ["relu"] = parameter => parameter is null ? ReLU : null,
        ["leaky-relu"] = slope => LeakyReLU(slope ?? 0.01f),
        ["elu"] = scale => ELU(scale ?? 1f),
        ["softmax"] = parameter => parameter is null ? Softmax : null,
    };

    /// <summary>One of each, with its default parameter.</summary>
    public static IReadOnlyList<Activation> All { get; } = [.. Registry.Values.Select(create => create(null)!)];

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>relu</c>, <c>leaky-relu(0.2)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a network can be trained through it.</summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>Whether an output depends on the other units of its layer too.</summary>
    public virtual bool MixesUnits => false;

    /// <summary>x where positive, else slope times x.</summary>
    /// <param name="slope">From 0 to below 1; 0.01 is usual.</param>
    public static Activation LeakyReLU(float slope = 0.01f) => new LeakyReLUActivation(slope);

    /// <summary>x where positive, else scale * (e^x - 1).</summary>
    /// <param name="scale">Above 0; 1 is usual.</param>
    public static Activation ELU(float scale = 1f) => new ELUActivation(scale);

    /// <summary>The activation of that name, with a parameter in brackets where it has one.</summary>
    /// <exception cref="InvalidInputException">No activation has that name.</exception>
    public static Activation Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Trim().Split('(');
        if (parts.Length <= 2 && Registry.TryGetValue(parts[0], out Func<float?, Activation?>? create))
        {
            float parameter = 0;
            bool isParsed = parts.Length == 1
                || (parts[1].EndsWith(')') && float.TryParse(parts[1].AsSpan()[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out parameter));
            if (isParsed && create(parts.Length == 1 ? null : parameter) is Activation activation)
                return activation;
        }

        string known = string.Join(", ", All.Select(activation => activation.Name));
        throw new InvalidInputException("activation", $"one of {known}", $"\"{name}\"", "Choose one of these names");
    }

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Replaces net inputs by outputs, rows of <paramref name="width"/> units.</summary>
    internal abstract void Forward(Span<float> values, int width);

    /// <summary>Turns the loss's gradient for the outputs into that for the net inputs.</summary>
    /// <param name="output">What <see cref="Forward"/> gave.</param>
    /// <param name="error">The gradient, replaced; as long as <paramref name="output"/>.</param>
    /// <param name="width">Units in a row.</param>
    internal abstract void Backward(ReadOnlySpan<float> output, Span<float> error, int width);
}
