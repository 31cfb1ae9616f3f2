using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// One tensor of a network: its name, its shape, and where its values lie among the parameters. Names and shapes are those of PyTorch's <c>nn.Sequential</c>, in
/// which an activation is a module of its own: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c>; a weight is (units x inputs).
/// </summary>
/// <param name="Layer">The layer's index in the network, from 0.</param>
/// <param name="Module">Its place among PyTorch's modules, from 0.</param>
/// <param name="Tensor">The tensor, as the layer describes it.</param>
/// <param name="First">The index of its first value among the parameters.</param>
/// <param name="Flattened">
/// The images whose values its last axis counts, where it does: PyTorch flattens them channel by channel, this library and Keras pixel by pixel.
/// </param>
internal sealed record TensorPlace(int Layer, int Module, ParameterTensor Tensor, int First, Shape? Flattened = null)
{
    /// <summary><c>0.weight</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Module}.{Tensor.Name}");

    /// <summary>Its sizes.</summary>
    public ImmutableArray<long> Shape => Tensor.Shape;

    /// <summary>Its sizes in the order of the parameters, which is that of Keras.</summary>
    public IEnumerable<long> KernelShape => AxisOrder.Sizes(Shape, Tensor.Order);

    /// <summary>Its sizes, those of flattened images apart: channels, rows and columns.</summary>
    public ImmutableArray<long> Axes => Flattened is Shape image ? [.. Shape[..^1], image.Channels, image.Height, image.Width] : Shape;

    /// <summary>Its <see cref="Axes"/> as they lie among the parameters, the slowest first.</summary>
    public ImmutableArray<int> Order
    {
        get
        {
            int last = Shape.Length - 1;
            return Flattened is null
                ? Tensor.Order
                : [.. Tensor.Order.SelectMany(axis => axis == last ? (int[])[last + 1, last + 2, last] : [axis])];
        }
    }

    /// <summary>The number of its values.</summary>
    public int Count => checked((int)Tensor.Count);

    /// <summary>All tensors of a network, layer after layer.</summary>
    /// <param name="definition">The network.</param>
    /// <exception cref="InvalidInputException">The definition is invalid, or that of an ensemble.</exception>
    public static IReadOnlyList<TensorPlace> AllOf(NetworkDefinition definition)
    {
        definition.CountParameters();
        if (definition.Members > 1)
            throw new InvalidInputException(
                "network",
                "a single network",
                $"an ensemble of {definition.Members}, for which this format has no names",
                "Export it as ONNX"
            );
        List<TensorPlace> places = [];
        Shape shape = definition.InputShape,
            image = shape;
        int module = 0,
            first = 0;
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            Layer layer = definition.Layers[i];
            bool flattens = image.Channels > 1 && !image.IsVector && (layer is Dense || shape.IsVector);
            foreach (ParameterTensor tensor in layer.Tensors(shape))
            {
                bool isFlattened = flattens && tensor.Shape[^1] == image.Size && (layer is not Dense || tensor.Shape.Length > 1);
                places.Add(new TensorPlace(i, module, tensor, first, isFlattened ? image : null));
                first += places[^1].Count;
            }

            module += layer.Activation == Activation.Identity ? 1 : 2;
            Shape output = layer.OutputShape(shape);

            // Behind flatten, and layers that change values one by one, the values of a vector are still those of the image.
            if (layer is not Flatten && (layer is Dense or Convolution || output != shape || !output.IsVector))
                image = output;
            shape = output;
        }

        return places;
    }

    /// <summary>Its values in the order of its axes.</summary>
    public float[] Take(ReadOnlySpan<float> parameters) => AxisOrder.ToShape(parameters.Slice(First, Count), Axes, Order);

    /// <summary>Puts values in the order of its axes where they belong.</summary>
    public void Put(ReadOnlySpan<float> values, Span<float> parameters)
    {
        int[] indices = AxisOrder.Indices(Axes, Order);
        for (int i = 0; i < values.Length; i++)
            parameters[First + i] = values[indices[i]];
    }
}
