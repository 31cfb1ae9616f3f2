using System.Collections.Immutable;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The immutable description of a layer, without its parameters. The parameters of all layers are in one flat array of the network, and the memory for a batch
/// is in a workspace, so any number of networks and threads can share a layer.
/// </summary>
public abstract record Layer
{
    /// <summary>All layers. Add new ones here.</summary>
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

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<Layer> All => Registry.All;

    /// <summary>The name of each, without settings: <c>dense</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name without settings: <c>dense</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The activation of its units.</summary>
    public abstract Activation Activation { get; init; }

    /// <summary>The name with its settings, in the form that <see cref="Parse"/> accepts: <c>dense(300,relu)</c>.</summary>
    public string Spelling => Registry.Text(this);

    /// <summary>The layer with that name and, in parentheses, settings: <c>dense(300,relu)</c>, <c>dropout(0.2)</c>.</summary>
    /// <exception cref="InvalidInputException">No layer has that name, or a setting is invalid.</exception>
    public static Layer Parse(string text) => Registry.Parse(text);

    /// <summary>Parses a comma-separated list of layers: <c>dropout(0.2), dense(300,relu), batch-normalization, dense(10)</c>.</summary>
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
    /// <exception cref="InvalidInputException">The settings or the shape are invalid; the message lists all violations.</exception>
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

    /// <summary>The parameters as tensors, in their order in the parameters of a network.</summary>
    /// <param name="input">The shape of its input.</param>
    public abstract ImmutableArray<ParameterTensor> Tensors(Shape input);

    /// <summary>Adds the layer to a graph of operators, as it computes when scoring.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="values">The value with its input, rows by values.</param>
    /// <param name="tensors">The values with its parameters, as many as <see cref="Tensors"/> and shaped like them.</param>
    /// <returns>The value with its output, rows by values.</returns>
    public abstract string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors);

    /// <summary>Whether the layer works on images; a vector is treated as an image of one pixel. Default: false.</summary>
    public virtual bool NeedsImage => false;

    /// <summary>Whether the layer can be the first of a network. Default: true.</summary>
    internal virtual bool CanBeFirst => true;

    /// <summary>Whether the layer can be the last of a network. Default: false.</summary>
    internal virtual bool CanBeLast => false;

    /// <summary>Whether the layer can be trained by <see cref="GradientRule.Book"/>. Default: true if each unit has one net input.</summary>
    internal virtual bool AllowsBookRule => Activation.NetInputsPerUnit == 1;

    /// <summary>Whether inputs may be NaN, for missing values. Default: false.</summary>
    internal virtual bool AcceptsMissingValues => false;

    /// <summary>Passes the settings to a visitor, in order.</summary>
    /// <returns>This layer with the settings that the visitor returned.</returns>
    internal abstract Layer With(Settings settings);

    /// <summary>Whether the activation was chosen, so that no default replaces it. Default: true.</summary>
    internal virtual bool ChoosesActivation => true;

    /// <summary>This layer with the given activation, if it was created without one. Default: the same layer.</summary>
    internal virtual Layer WithDefaultActivation(Activation activation) => this;

    /// <summary>The settings that are out of range, one phrase each.</summary>
    internal IReadOnlyList<string> Violations() => Registry.Violations(this);

    /// <summary>Why the layer cannot work on a shape, one phrase per reason; the settings are valid. Default: none.</summary>
    private protected virtual IEnumerable<string> Misfits(Shape input) => [];

    /// <summary>The shape of the output, for a valid input.</summary>
    private protected abstract Shape OutputOf(Shape input);

    /// <summary>The number of parameters; allocates no memory for them.</summary>
    /// <param name="input">The shape of its input.</param>
    internal long CountParameters(Shape input)
    {
        long count = 0;
        foreach (ParameterTensor tensor in Tensors(input))
            count += tensor.Count;
        return count;
    }

    /// <summary>Creates the kernel for an input shape and an offset into the network's parameters.</summary>
    internal abstract LayerKernel Bind(Shape input, int firstParameter);

    /// <summary>Computes the outputs of a batch in double precision, directly by the formula: the reference for kernels.</summary>
    /// <param name="input">The shape of its input.</param>
    /// <param name="rows">The inputs, row by row.</param>
    /// <param name="parameters">The layer's parameters.</param>
    /// <param name="pass">Whether this is a training pass, and its source of randomness.</param>
    internal abstract ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass);

    /// <summary>
    /// Computes the gradient with respect to the inputs of one row from that with respect to its net inputs, in double precision, as for scoring. Default: not supported.
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

    /// <summary>Reads the layer that a JSON object describes.</summary>
    /// <exception cref="InvalidInputException">The kind is unknown.</exception>
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

    /// <summary>Writes the properties that <see cref="Read"/> needs to a JSON object.</summary>
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("kind", Kind);
        Registry.Write(this, writer);
    }
}
