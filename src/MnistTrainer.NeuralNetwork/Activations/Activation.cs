namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The function from a unit's net input to its output. Immutable. Most derivatives can be computed from the output, which then overwrites the net input; otherwise
/// (<see cref="NetInputActivation"/>), the layer stores the net input.
/// </summary>
public abstract record Activation
{
    /// <summary>The net input itself.</summary>
    public static Activation Identity { get; } = new Identity();

    /// <summary>1 for a net input of at least 0, else 0. It has no useful derivative, so a network with it cannot be trained.</summary>
    public static Activation Step { get; } = new Threshold();

    /// <summary>The logistic function 1 / (1 + e^-x), from 0 to 1.</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>The hyperbolic tangent, from -1 to 1.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>max(0, x).</summary>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>ln(1 + e^x), a smooth ReLU.</summary>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>ELU with the scales that keep mean 0 and variance 1 from layer to layer.</summary>
    public static Activation SELU { get; } = new SELU();

    /// <summary>x Φ(x), Φ being the distribution function of the normal distribution.</summary>
    public static Activation GELU { get; } = new GELU();

    /// <summary>x times the sigmoid of x; also known as swish.</summary>
    public static Activation SiLU { get; } = new SiLU();

    /// <summary>e^x divided by its sum over all units of the layer: probabilities. For the last layer.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>All activations. Add new ones here.</summary>
    internal static Registry<Activation> Registry { get; } =
        new(
            "activation",
            activation => activation.Keyword,
            (activation, settings) => activation.With(settings),
            Identity,
            Step,
            Sigmoid,
            Tanh,
            ReLU,
            new LeakyReLU(),
            new Clamp(),
            new ELU(),
            Softplus,
            SELU,
            GELU,
            SiLU,
            new Mish(),
            new Maxout(),
            Softmax
        );

    private protected Activation() { }

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<Activation> All => Registry.All;

    /// <summary>The name of each, without settings: <c>leaky-relu</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name with its settings, in the form that <see cref="Parse"/> accepts: <c>relu</c>, <c>leaky-relu(0.2)</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>The name, with its settings if they are not the defaults: <c>relu</c>, <c>leaky-relu</c>, <c>leaky-relu(0.2)</c>.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>Whether a network with this activation can be trained. Default: true.</summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>Whether an output depends on the net inputs of the other units as well. Default: false.</summary>
    public virtual bool MixesUnits => false;

    /// <summary>How rows of outputs are converted to probabilities if this is the activation of the last layer. Default: softmax.</summary>
    public virtual OutputNormalization Normalization => OutputNormalization.Softmax;

    /// <summary>The initializer for the weights of a layer with this activation. Default: <see cref="Initializer.Glorot"/>.</summary>
    public virtual Initializer DefaultInitializer => Initializer.Glorot;

    /// <summary>Shortcut for <see cref="NeuralNetwork.LeakyReLU"/>.</summary>
    /// <param name="slope">From 0 to below 1. Default: 0.01.</param>
    public static Activation LeakyReLU(float slope = 0.01f) => new LeakyReLU(slope);

    /// <summary>Shortcut for <see cref="NeuralNetwork.Clamp"/>.</summary>
    /// <param name="lower">The lower bound. Default: -1.</param>
    /// <param name="upper">The upper bound, above <paramref name="lower"/>. Default: 1.</param>
    public static Activation Clamp(float lower = -1f, float upper = 1f) => new Clamp(lower, upper);

    /// <summary>Shortcut for <see cref="NeuralNetwork.ELU"/>.</summary>
    /// <param name="scale">Above 0. Default: 1.</param>
    public static Activation ELU(float scale = 1f) => new ELU(scale);

    /// <summary>Shortcut for <see cref="NeuralNetwork.Maxout"/>.</summary>
    /// <param name="pieces">Net inputs of each unit, from 2 to 16. Default: 2.</param>
    public static Activation Maxout(int pieces = 2) => new Maxout(pieces);

    /// <summary>The activation with that name and, in parentheses, settings: <c>relu</c>, <c>elu(0.5)</c>.</summary>
    /// <exception cref="InvalidInputException">No activation has that name, or a setting is invalid.</exception>
    public static Activation Parse(string name) => Registry.Parse(name);

    /// <summary>Adds the activation to a graph of operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="netInput">The value with the net inputs, rows by (units * <see cref="NetInputsPerUnit"/>).</param>
    /// <returns>The value with the outputs, rows by units.</returns>
    public abstract string AddOperators(IOperatorGraph graph, string netInput);

    /// <summary>The name without settings: <c>leaky-relu</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Passes the settings to a visitor, in order. Default: there are no settings.</summary>
    /// <returns>This activation with the settings that the visitor returned.</returns>
    internal virtual Activation With(Settings settings) => this;

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Net inputs of each unit. Default: 1.</summary>
    public virtual int NetInputsPerUnit => 1;

    /// <summary>Whether the derivative is computed from the net input, which is then stored, instead of the output. Default: false.</summary>
    internal virtual bool KeepsNetInput => false;

    /// <summary>Replaces net inputs by outputs, in rows of <paramref name="width"/> units. Not supported by activations that store net inputs.</summary>
    internal abstract void Forward(Span<float> values, int width);

    /// <summary>
    /// Converts the gradient of the loss with respect to the outputs to the gradient with respect to the net inputs. Not supported by activations that store net inputs.
    /// </summary>
    /// <param name="output">The result of <see cref="Forward(Span{float}, int)"/>.</param>
    /// <param name="error">The gradient, replaced; as long as <paramref name="output"/>.</param>
    /// <param name="width">Units in a row.</param>
    internal abstract void Backward(ReadOnlySpan<float> output, Span<float> error, int width);

    /// <summary>Computes the outputs of one row in double precision, directly by the formula: the reference for kernels.</summary>
    /// <param name="netInput"><see cref="NetInputsPerUnit"/> neighboring values for each unit.</param>
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
