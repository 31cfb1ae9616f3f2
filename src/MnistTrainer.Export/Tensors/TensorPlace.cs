using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// One tensor of a network: what it is called, its shape, and where its values lie among the parameters. Names and shapes are those of PyTorch's
/// <c>nn.Sequential</c>, in which an activation is a module of its own: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c>; a weight is (units x inputs).
/// </summary>
/// <param name="Layer">The layer's index in the network.</param>
/// <param name="Module">Its place among PyTorch's modules.</param>
/// <param name="Part">weight, bias, running_mean or running_var.</param>
/// <param name="Shape">One or two sizes.</param>
/// <param name="First">Where it begins among the parameters.</param>
internal sealed record TensorPlace(int Layer, int Module, string Part, ImmutableArray<int> Shape, int First)
{
    /// <summary>The part that no value below 0 belongs in.</summary>
    public const string Variance = "running_var";

    /// <summary><c>0.weight</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Module}.{Part}");

    /// <summary>The number of its values.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>All tensors of a network, layer after layer.</summary>
    /// <exception cref="InvalidInputException">The definition does not fit together, or has a layer that is not known here.</exception>
    public static IReadOnlyList<TensorPlace> AllOf(NetworkDefinition definition)
    {
        definition.CountParameters();
        List<TensorPlace> places = [];
        Shape shape = definition.InputShape;
        int module = 0,
            first = 0;
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            Layer layer = definition.Layers[i];
            foreach ((string part, ImmutableArray<int> size) in PartsOf(layer, shape))
            {
                places.Add(new TensorPlace(i, module, part, size, first));
                first += places[^1].Count;
            }

            module += layer.Activation == Activation.Identity ? 1 : 2;
            shape = layer.OutputShape(shape);
        }

        return places;
    }

    /// <summary>Its values in the order of its shape.</summary>
    public float[] Take(ReadOnlySpan<float> parameters)
    {
        float[] values = new float[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = parameters[PlaceOf(i)];
        return values;
    }

    /// <summary>Puts values in the order of its shape where they belong.</summary>
    public void Put(ReadOnlySpan<float> values, Span<float> parameters)
    {
        for (int i = 0; i < values.Length; i++)
            parameters[PlaceOf(i)] = values[i];
    }

    // Ours lie input by input, PyTorch's unit by unit.
    private int PlaceOf(int i) => First + (Shape.Length == 1 ? i : (i % Shape[1] * Shape[0]) + (i / Shape[1]));

    private static IEnumerable<(string Part, ImmutableArray<int> Shape)> PartsOf(Layer layer, Shape input)
    {
        switch (layer)
        {
            case Dropout:
                return [];
            case Dense dense:
                int columns = dense.Units * dense.Activation.Pieces;
                return
                [
                    ("weight", [columns, input.Size]),
                    .. dense.UseBias ? [("bias", [columns])] : Array.Empty<(string, ImmutableArray<int>)>(),
                ];
            case BatchNormalization:
                return [("weight", [input.Size]), ("bias", [input.Size]), ("running_mean", [input.Size]), (Variance, [input.Size])];
            default:
                throw new InvalidInputException(
                    "export",
                    "dense layers, dropout and batch normalization",
                    layer.Kind,
                    "Export networks of these layers"
                );
        }
    }
}
