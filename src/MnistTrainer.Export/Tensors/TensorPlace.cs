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
internal sealed record TensorPlace(int Layer, int Module, ParameterTensor Tensor, int First)
{
    /// <summary><c>0.weight</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Module}.{Tensor.Name}");

    /// <summary>Its sizes.</summary>
    public ImmutableArray<long> Shape => Tensor.Shape;

    /// <summary>Its sizes in the order of the parameters, which is that of Keras.</summary>
    public IEnumerable<long> KernelShape => AxisOrder.Sizes(Shape, Tensor.Order);

    /// <summary>The number of its values.</summary>
    public int Count => checked((int)Tensor.Count);

    /// <summary>All tensors of a network, layer after layer.</summary>
    /// <exception cref="InvalidInputException">The definition is invalid.</exception>
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
            foreach (ParameterTensor tensor in layer.Tensors(shape))
            {
                places.Add(new TensorPlace(i, module, tensor, first));
                first += places[^1].Count;
            }

            module += layer.Activation == Activation.Identity ? 1 : 2;
            shape = layer.OutputShape(shape);
        }

        return places;
    }

    /// <summary>Its values in the order of its shape.</summary>
    public float[] Take(ReadOnlySpan<float> parameters) => AxisOrder.ToShape(parameters.Slice(First, Count), Shape, Tensor.Order);

    /// <summary>Puts values in the order of its shape where they belong.</summary>
    public void Put(ReadOnlySpan<float> values, Span<float> parameters)
    {
        int[] indices = AxisOrder.Indices(Shape, Tensor.Order);
        for (int i = 0; i < values.Length; i++)
            parameters[First + i] = values[indices[i]];
    }
}
