namespace MnistTrainer.NeuralNetwork;

/// <summary>How a layer's weights are drawn before training. Biases begin at 0.</summary>
public sealed class Initializer
{
    private static readonly Func<RandomSource, double> Normal = random => random.NextGaussian();
    private static readonly Func<RandomSource, double> Uniform = random => random.NextDouble(-1, 1);
    private static readonly Func<RandomSource, double> One = _ => 1;

    private readonly Func<RandomSource, double> _draw;
    private readonly Func<int, int, double> _size;

    private Initializer(string name, Func<RandomSource, double> draw, Func<int, int, double> size)
    {
        Name = name;
        _draw = draw;
        _size = size;
    }

    /// <summary>Normal with standard deviation n^-1/2 for n inputs, as in Tariq Rashid's "Make Your Own Neural Network".</summary>
    public static Initializer Book { get; } = new("book", Normal, (inputs, _) => Math.Sqrt(1d / inputs));

    /// <summary>Uniform between ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010); for sigmoid, tanh and softmax.</summary>
    public static Initializer Glorot { get; } = new("glorot", Uniform, (inputs, outputs) => Math.Sqrt(6d / (inputs + outputs)));

    /// <summary>Normal with standard deviation √(2 / inputs) (He, Zhang, Ren and Sun 2015); for ReLU and its kin.</summary>
    public static Initializer He { get; } = new("he", Normal, (inputs, _) => Math.Sqrt(2d / inputs));

    /// <summary>Uniform with standard deviation n^-1/2, that is between ±√(3 / inputs) (LeCun, Bottou, Orr and Müller 1998).</summary>
    public static Initializer LeCun { get; } = new("lecun", Uniform, (inputs, _) => Math.Sqrt(3d / inputs));

    /// <summary>
    /// All weights 0. Units of a layer that begin alike get the same gradient and stay alike for ever; with zeros, not even the layers below learn. It
    /// is there to watch that.
    /// </summary>
    public static Initializer Zero { get; } = new("zero", One, (_, _) => 0);

    // The registry: a new initializer adds its line here.
    private static readonly Dictionary<string, Func<NamedSettings, Initializer>> Registry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["book"] = _ => Book,
        ["glorot"] = _ => Glorot,
        ["he"] = _ => He,
        ["lecun"] = _ => LeCun,
        ["zero"] = _ => Zero,
        ["constant"] = given => Constant(given.Number(0.1f)),
    };

    /// <summary>All initializers; of constants, one.</summary>
    public static IReadOnlyList<Initializer> All { get; } = NamedSettings.All(Registry);

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>glorot</c>.</summary>
    public string Name { get; }

    /// <summary>All weights the same. Units that begin alike stay alike, so that a layer is worth one unit; it is there to watch that.</summary>
    /// <param name="value">Finite.</param>
    public static Initializer Constant(float value) => new(FormattableString.Invariant($"constant({value})"), One, (_, _) => value);

    /// <summary>What suits an activation: He for ReLU, leaky ReLU and ELU, else Glorot.</summary>
    public static Initializer For(Activation activation) =>
        activation is ReLUActivation or LeakyReLUActivation or ELUActivation ? He : Glorot;

    /// <summary>The initializer of that name: <c>he</c>, <c>constant(0.5)</c>.</summary>
    /// <exception cref="InvalidInputException">No initializer has that name.</exception>
    public static Initializer Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NamedSettings.Parse("initializer", name, Registry, All.Select(initializer => initializer.Name));
    }

    /// <summary>Its <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Draws weights.</summary>
    /// <param name="weights">What is filled.</param>
    /// <param name="inputs">Values that flow into one unit.</param>
    /// <param name="outputs">Units that one value flows into.</param>
    /// <param name="random">Where the numbers come from.</param>
    internal void Fill(Span<float> weights, int inputs, int outputs, RandomSource random)
    {
        double size = _size(inputs, outputs);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(size * _draw(random));
    }
}
