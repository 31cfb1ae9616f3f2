namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a unit makes of its net input. Most can tell their derivative from their own output, so the net input is overwritten by the output;
/// those that cannot say so (<see cref="KeepsNetInput"/>), and their layers keep it.
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

    /// <summary>ln(1 + e^x), a smooth ReLU.</summary>
    public static Activation Softplus { get; } = new SoftplusActivation();

    /// <summary>ELU with the scales that keep mean 0 and variance 1 from layer to layer.</summary>
    public static Activation SELU { get; } = new SELUActivation();

    /// <summary>x times the share of the normal distribution below x.</summary>
    public static Activation GELU { get; } = new GELUActivation();

    /// <summary>x times the sigmoid of x; also called swish.</summary>
    public static Activation SiLU { get; } = new SiLUActivation();

    /// <summary>e^x divided by the sum over all units of the layer: probabilities. For the last layer.</summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    // The registry: a new activation adds its line here. Numbers that are not given are the defaults.
    private static readonly Dictionary<string, Func<NamedSettings, Activation>> Registry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["identity"] = _ => Identity,
        ["step"] = _ => Step,
        ["sigmoid"] = _ => Sigmoid,
        ["tanh"] = _ => Tanh,
        ["relu"] = _ => ReLU,
        ["leaky-relu"] = given => LeakyReLU(given.Number(0.01f)),
        ["elu"] = given => ELU(given.Number(1f)),
        ["softplus"] = _ => Softplus,
        ["selu"] = _ => SELU,
        ["gelu"] = _ => GELU,
        ["silu"] = _ => SiLU,
        ["maxout"] = given => new MaxoutActivation(given.Number(2f)),
        ["softmax"] = _ => Softmax,
    };

    /// <summary>One of each, with its default parameter.</summary>
    public static IReadOnlyList<Activation> All { get; } = NamedSettings.All(Registry);

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

    /// <summary>The largest of several net inputs, each with weights and a bias of its own.</summary>
    /// <param name="pieces">How many, from 2 to 16; 2 is usual.</param>
    public static Activation Maxout(int pieces = 2) => new MaxoutActivation(pieces);

    /// <summary>The activation of that name, with a parameter in brackets where it has one.</summary>
    /// <exception cref="InvalidInputException">No activation has that name, or its parameter does not hold.</exception>
    public static Activation Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NamedSettings.Parse("activation", name, Registry, All.Select(activation => activation.Name));
    }

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Net inputs that a unit has: 1 but for maxout.</summary>
    public virtual int Pieces => 1;

    /// <summary>Whether the derivative is told from the net input, which is then kept, and not from the output.</summary>
    internal virtual bool KeepsNetInput => false;

    /// <summary>Replaces net inputs by outputs, rows of <paramref name="width"/> units. Not for those that keep their net inputs.</summary>
    internal abstract void Forward(Span<float> values, int width);

    /// <summary>Turns the loss's gradient for the outputs into that for the net inputs. Not for those that keep their net inputs.</summary>
    /// <param name="output">What <see cref="Forward(Span{float}, int)"/> gave.</param>
    /// <param name="error">The gradient, replaced; as long as <paramref name="output"/>.</param>
    /// <param name="width">Units in a row.</param>
    internal abstract void Backward(ReadOnlySpan<float> output, Span<float> error, int width);

    /// <summary>The outputs of one row in double precision, by the formula and without a thought for speed: what kernels are checked against.</summary>
    /// <param name="netInput"><see cref="Pieces"/> neighboring values for each unit.</param>
    /// <param name="output">Receives a value for each unit.</param>
    internal virtual void Exact(ReadOnlySpan<double> netInput, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = Of(netInput[i]);
    }

    /// <summary>The gradient of one row in double precision.</summary>
    /// <param name="netInput">As in <see cref="Exact"/>.</param>
    /// <param name="error">The gradient for the outputs.</param>
    /// <param name="netInputError">Receives that for the net inputs.</param>
    internal virtual void ExactBackward(ReadOnlySpan<double> netInput, ReadOnlySpan<double> error, Span<double> netInputError)
    {
        for (int i = 0; i < error.Length; i++)
            netInputError[i] = error[i] * DerivativeAt(netInput[i]);
    }

    /// <summary>f(x), where a unit's output depends on its one net input alone.</summary>
    internal virtual double Of(double x) => throw new NotSupportedException();

    /// <summary>f'(x), where a unit's output depends on its one net input alone.</summary>
    internal virtual double DerivativeAt(double x) => throw new NotSupportedException();
}
