namespace MnistTrainer.NeuralNetwork;

/// <summary>How a layer's weights are drawn before training. Biases begin at 0.</summary>
public sealed class Initializer
{
    private readonly bool _isNormal;
    private readonly Func<int, int, double> _size;

    private Initializer(string name, bool isNormal, Func<int, int, double> size)
    {
        Name = name;
        _isNormal = isNormal;
        _size = size;
    }

    /// <summary>Normal with standard deviation n^-1/2 for n inputs, as in Tariq Rashid's "Make Your Own Neural Network".</summary>
    public static Initializer Book { get; } = new("book", isNormal: true, (inputs, _) => Math.Sqrt(1d / inputs));

    /// <summary>Uniform between ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010); for sigmoid, tanh and softmax.</summary>
    public static Initializer Glorot { get; } = new("glorot", isNormal: false, (inputs, outputs) => Math.Sqrt(6d / (inputs + outputs)));

    /// <summary>Normal with standard deviation √(2 / inputs) (He, Zhang, Ren and Sun 2015); for ReLU and its kin.</summary>
    public static Initializer He { get; } = new("he", isNormal: true, (inputs, _) => Math.Sqrt(2d / inputs));

    /// <summary>Uniform with standard deviation n^-1/2, that is between ±√(3 / inputs) (LeCun, Bottou, Orr and Müller 1998).</summary>
    public static Initializer LeCun { get; } = new("lecun", isNormal: false, (inputs, _) => Math.Sqrt(3d / inputs));

    /// <summary>All initializers.</summary>
    public static IReadOnlyList<Initializer> All { get; } = [Book, Glorot, He, LeCun];

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>glorot</c>.</summary>
    public string Name { get; }

    /// <summary>What suits an activation: He for ReLU, leaky ReLU and ELU, else Glorot.</summary>
    public static Initializer For(Activation activation) => activation is ReLUActivation or LeakyReLUActivation or ELUActivation ? He : Glorot;

    /// <summary>The initializer of that name.</summary>
    /// <exception cref="InvalidInputException">No initializer has that name.</exception>
    public static Initializer Parse(string name) =>
        All.FirstOrDefault(initializer => initializer.Name == name)
        ?? throw new InvalidInputException(
            "initializer", $"one of {string.Join(", ", All.Select(initializer => initializer.Name))}", $"\"{name}\"", "Choose one of these names");

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
            weights[i] = (float)(size * (_isNormal ? random.NextGaussian() : random.NextDouble(-1, 1)));
    }
}
