namespace MnistTrainer.NeuralNetwork;

/// <summary>How the weights of a layer are drawn before training. Biases start at 0. Immutable.</summary>
public abstract record Initializer
{
    /// <summary>Normal with standard deviation n^-1/2 for n inputs, as in Tariq Rashid's "Make Your Own Neural Network".</summary>
    public static Initializer Book { get; } = new BookInitializer();

    /// <summary>Uniform between ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010); for sigmoid, tanh and softmax.</summary>
    public static Initializer Glorot { get; } = new GlorotInitializer();

    /// <summary>Normal with standard deviation √(2 / inputs) (He, Zhang, Ren and Sun 2015); for ReLU and similar activations.</summary>
    public static Initializer He { get; } = new HeInitializer();

    /// <summary>Uniform with standard deviation n^-1/2, that is, between ±√(3 / inputs) (LeCun, Bottou, Orr and Müller 1998).</summary>
    public static Initializer LeCun { get; } = new LeCunInitializer();

    /// <summary>All weights 0, to demonstrate why weights are drawn at random (<see cref="ZeroInitializer"/>).</summary>
    public static Initializer Zero { get; } = new ZeroInitializer();

    /// <summary>All initializers. Add new ones here.</summary>
    internal static Registry<Initializer> Registry { get; } =
        new(
            "initializer",
            initializer => initializer.Keyword,
            (initializer, settings) => initializer.With(settings),
            Book,
            Glorot,
            He,
            LeCun,
            Zero,
            new ConstantInitializer()
        );

    private protected Initializer() { }

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<Initializer> All => Registry.All;

    /// <summary>The name of each, without settings: <c>constant</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name with its settings, in the form that <see cref="Parse"/> accepts: <c>glorot</c>, <c>constant(0.1)</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>The name, with its settings if they are not the defaults: <c>glorot</c>, <c>constant</c>, <c>constant(0.5)</c>.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>Shortcut for <see cref="ConstantInitializer"/>.</summary>
    /// <param name="value">Finite.</param>
    public static Initializer Constant(float value) => new ConstantInitializer(value);

    /// <summary>The initializer with that name and, in parentheses, settings: <c>he</c>, <c>constant(0.5)</c>.</summary>
    /// <exception cref="InvalidInputException">No initializer has that name, or a setting is invalid.</exception>
    public static Initializer Parse(string name) => Registry.Parse(name);

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>The name without settings: <c>constant</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Passes the settings to a visitor, in order. Default: there are no settings.</summary>
    /// <returns>This initializer with the settings that the visitor returned.</returns>
    internal virtual Initializer With(Settings settings) => this;

    /// <summary>Draws weights.</summary>
    /// <param name="weights">Receives the weights.</param>
    /// <param name="inputs">The number of inputs of one unit.</param>
    /// <param name="outputs">The number of units that each input is connected to.</param>
    /// <param name="random">The source of random numbers.</param>
    internal abstract void Fill(Span<float> weights, int inputs, int outputs, RandomSource random);

    /// <summary>Draws from the normal distribution with mean 0.</summary>
    private protected static void FillNormal(Span<float> weights, double deviation, RandomSource random)
    {
        foreach (ref float weight in weights)
            weight = (float)(deviation * random.NextGaussian());
    }

    /// <summary>Draws from the uniform distribution between ±<paramref name="limit"/>.</summary>
    private protected static void FillUniform(Span<float> weights, double limit, RandomSource random)
    {
        foreach (ref float weight in weights)
            weight = (float)(limit * random.NextDouble(-1, 1));
    }
}
