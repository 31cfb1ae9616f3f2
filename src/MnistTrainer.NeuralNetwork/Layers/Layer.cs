using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a layer is: an immutable description without parameters. The parameters of all layers lie in the network's one flat
/// array, and what one batch needs lies in a workspace, so one layer serves any number of networks and threads.
/// </summary>
public abstract record Layer
{
    /// <summary>The kind of layer as a model file names it: <c>dense</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The activation of its units.</summary>
    public abstract Activation Activation { get; init; }

    /// <summary>The shape it gives for a shape it gets.</summary>
    /// <exception cref="InvalidInputException">Its settings do not hold, or it cannot work on that shape; the message lists all that does not fit.</exception>
    public Shape OutputShape(Shape input)
    {
        string violations = string.Join("; ", Violations().Concat(Misfits(input)));
        return violations.Length == 0
            ? OutputOf(input)
            : throw new InvalidInputException($"This layer, {Kind}, cannot be built: {violations}.");
    }

    /// <summary>A short description for people: <c>dense 784 → 200, relu</c>.</summary>
    public abstract string Describe(Shape input);

    /// <summary>What is wrong with its settings, a sentence each.</summary>
    internal abstract IEnumerable<string> Violations();

    /// <summary>What keeps it from working on a shape, a sentence each. Its settings hold.</summary>
    private protected virtual IEnumerable<string> Misfits(Shape input) => [];

    /// <summary>The shape it gives for one that it can work on.</summary>
    private protected abstract Shape OutputOf(Shape input);

    /// <summary>How many parameters it has on that shape, without room for any.</summary>
    internal abstract long CountParameters(Shape input);

    /// <summary>The computation, for one input shape and one place in the network's parameters.</summary>
    internal abstract LayerKernel Bind(Shape input, int firstParameter);

    /// <summary>The outputs of a batch in double precision, by the formula and without a thought for speed: what kernels are checked against.</summary>
    /// <param name="rows">The inputs, row by row.</param>
    /// <param name="parameters">The layer's parameters.</param>
    /// <param name="pass">Whether the rows are learned from, and what is random then.</param>
    internal abstract ExactLayerPass Exact(double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass);

    /// <summary>Writes its properties into the JSON object that describes it in a model file.</summary>
    internal abstract void WriteProperties(Utf8JsonWriter writer);

    /// <summary>Reads what <see cref="WriteProperties"/> wrote. The registry: a new kind of layer adds its line here.</summary>
    internal static Layer Read(JsonElement element) =>
        element.GetProperty("kind").GetString() switch
        {
            Dense.LayerKind => Dense.ReadProperties(element),
            Dropout.LayerKind => Dropout.ReadProperties(element),
            BatchNormalization.LayerKind => BatchNormalization.ReadProperties(element),
            string unknown => throw new InvalidInputException(
                "model",
                $"layers of the kinds {Dense.LayerKind}, {Dropout.LayerKind} and {BatchNormalization.LayerKind}",
                $"\"{unknown}\"",
                "Load it with the version of the program that saved it"
            ),
            null => throw new JsonException("A layer has no kind."),
        };
}
