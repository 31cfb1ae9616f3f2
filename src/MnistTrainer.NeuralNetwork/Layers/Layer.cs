using System.Collections.Immutable;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a layer is: an immutable description without parameters. The parameters of all layers lie in the network's one flat array, and the memory that one batch
/// needs lies in a workspace, so one layer serves any number of networks and threads.
/// </summary>
public abstract record Layer
{
    /// <summary>All layers. A new one adds its line here.</summary>
    internal static Registry<Layer> Registry { get; } =
        new(
            "layer",
            layer => layer.Kind,
            (layer, settings) => layer.With(settings),
            new Dense(200),
            new Convolution(16, 3),
            new MaxPooling(),
            new AveragePooling(),
            new GlobalAveragePooling(),
            new Flatten(),
            new Dropout(),
            new GaussianNoise(),
            new BatchNormalization(Activation.Identity),
            new FeatureEncoding(),
            new ColumnScaling(),
            new CategoryEmbedding(),
            new PeriodicEmbedding()
        )
        {
            IsBrief = true,
        };

    private protected Layer() { }

    /// <summary>One of each, with its default settings.</summary>
    public static IReadOnlyList<Layer> All => Registry.All;

    /// <summary>The name of each, without settings: <c>dense</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>Its name without settings: <c>dense</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The activation of its units.</summary>
    public abstract Activation Activation { get; init; }

    /// <summary>Its name with its settings, as <see cref="Parse"/> reads it: <c>dense(300,relu)</c>.</summary>
    public string Spelling => Registry.Text(this);

    /// <summary>The layer with that name and, in parentheses, settings: <c>dense(300,relu)</c>, <c>dropout(0.2)</c>.</summary>
    /// <exception cref="InvalidInputException">No layer has that name, or a setting is invalid.</exception>
    public static Layer Parse(string text) => Registry.Parse(text);

    /// <summary>The layers of a list separated by commas: <c>dropout(0.2), dense(300,relu), batch-normalization, dense(10)</c>.</summary>
    /// <exception cref="InvalidInputException">One of them is invalid.</exception>
    public static ImmutableArray<Layer> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. NamedSettings.Split(text).Select(Parse)];
    }

    /// <summary>Its <see cref="Spelling"/>.</summary>
    public sealed override string ToString() => Spelling;

    /// <summary>The shape of its output.</summary>
    /// <param name="input">The shape of its input.</param>
    /// <exception cref="InvalidInputException">Its settings or that shape are invalid; the message lists everything that is.</exception>
    public Shape OutputShape(Shape input)
    {
        string violations = string.Join("; ", Violations().Concat(Misfits(input)));
        return violations.Length == 0
            ? OutputOf(input)
            : throw new InvalidInputException($"This layer, {Kind}, cannot be built: {violations}.")
            {
                Option = nameof(NetworkDefinition.Layers),
            };
    }

    /// <summary>A short description for people: <c>dense 784 → 200, relu</c>.</summary>
    /// <param name="input">The shape of its input.</param>
    public abstract string Describe(Shape input);

    /// <summary>Its parameters as tensors, in the order in which they lie among the parameters of a network.</summary>
    /// <param name="input">The shape of its input.</param>
    public abstract ImmutableArray<ParameterTensor> Tensors(Shape input);

    /// <summary>Adds it to a graph of operators, as it is when it scores.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="values">The value with its input, rows by values.</param>
    /// <param name="tensors">The values with its parameters, as many as <see cref="Tensors"/> and shaped like them.</param>
    /// <returns>The value with its output, rows by values.</returns>
    public abstract string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors);

    /// <summary>Whether it works on images, and on a vector at most as on a single pixel. Default: false.</summary>
    public virtual bool NeedsImage => false;

    /// <summary>Whether it can be the first layer of a network. Default: true.</summary>
    internal virtual bool CanBeFirst => true;

    /// <summary>Whether it can be the last layer of a network. Default: false.</summary>
    internal virtual bool CanBeLast => false;

    /// <summary>Whether it can be trained by <see cref="GradientRule.Book"/>. Default: where a unit has one net input.</summary>
    internal virtual bool AllowsBookRule => Activation.NetInputsPerUnit == 1;

    /// <summary>Whether its inputs may be NaN, for values that are missing. Default: false.</summary>
    internal virtual bool AcceptsMissingValues => false;

    /// <summary>Lets a visitor at its settings, in their order.</summary>
    /// <returns>This layer with the settings that they have afterwards.</returns>
    internal abstract Layer With(Settings settings);

    /// <summary>This layer with an activation, where it was made without one. Default: the layer as it is.</summary>
    internal virtual Layer WithDefaultActivation(Activation activation) => this;

    /// <summary>Its settings that are out of range, a phrase each.</summary>
    internal IReadOnlyList<string> Violations() => Registry.Violations(this);

    /// <summary>Why it cannot work on a shape, a phrase each; its settings are valid. Default: nothing.</summary>
    private protected virtual IEnumerable<string> Misfits(Shape input) => [];

    /// <summary>The shape of its output, for an input that it can work on.</summary>
    private protected abstract Shape OutputOf(Shape input);

    /// <summary>The number of its parameters, which takes no memory for them.</summary>
    /// <param name="input">The shape of its input.</param>
    internal long CountParameters(Shape input)
    {
        long count = 0;
        foreach (ParameterTensor tensor in Tensors(input))
            count += tensor.Count;
        return count;
    }

    /// <summary>Its computation, for one input shape and one place among the network's parameters.</summary>
    internal abstract LayerKernel Bind(Shape input, int firstParameter);

    /// <summary>The outputs of a batch in double precision, by the formula and without regard to speed: the reference for kernels.</summary>
    /// <param name="input">The shape of its input.</param>
    /// <param name="rows">The inputs, row by row.</param>
    /// <param name="parameters">The layer's parameters.</param>
    /// <param name="pass">Whether the rows are trained on, and the source of randomness then.</param>
    internal abstract ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass);

    /// <summary>
    /// The gradient for the inputs of one row from that for its net inputs, in double precision, as the layer is when it scores. Default: it has none.
    /// </summary>
    /// <param name="input">The shape of its input.</param>
    /// <param name="pass">The result of <see cref="Exact"/> for that row.</param>
    /// <param name="parameters">The layer's parameters.</param>
    /// <param name="netErrors">The gradient for the net inputs.</param>
    /// <exception cref="InvalidInputException">The layer has no such gradient.</exception>
    internal virtual double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) =>
        throw new InvalidInputException(
            "the network",
            "layers that propagate errors to the image",
            $"the layer {Kind}",
            "Use another network"
        );

    /// <summary>The layer that a JSON object describes.</summary>
    /// <exception cref="InvalidInputException">It is of an unknown kind.</exception>
    internal static Layer Read(JsonElement element)
    {
        string kind = element.GetProperty("kind").GetString() ?? throw new JsonException("A layer has no kind.");
        return Registry.Read(kind, element)
            ?? throw new InvalidInputException(
                "model",
                $"a layer among {string.Join(", ", Names)}",
                $"\"{kind}\"",
                "Load it with the version of the program that saved it"
            );
    }

    /// <summary>Writes the properties by which <see cref="Read"/> knows it into a JSON object.</summary>
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("kind", Kind);
        Registry.Write(this, writer);
    }
}
