using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>The order in which the axes of a tensor lie in memory, the slowest first: units x inputs, or inputs x units.</summary>
internal static class AxisOrder
{
    /// <summary>For each value of a tensor in another order, its place in the order of the shape, whose last axis runs fastest.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="order">The axes in the other order.</param>
    public static int[] Indices(ImmutableArray<long> shape, ImmutableArray<int> order) => Tensor(shape, order).PlacesInShape();

    /// <summary>Values in the order of the shape, of those in another order.</summary>
    public static float[] ToShape(ReadOnlySpan<float> values, ImmutableArray<long> shape, ImmutableArray<int> order) =>
        Tensor(shape, order).ToShape(values);

    /// <summary>The sizes in another order.</summary>
    public static IEnumerable<long> Sizes(ImmutableArray<long> shape, ImmutableArray<int> order) => order.Select(axis => shape[axis]);

    private static ParameterTensor Tensor(ImmutableArray<long> shape, ImmutableArray<int> order) => new("", shape) { Order = order };
}
