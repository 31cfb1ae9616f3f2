using System.Collections.Immutable;

namespace MnistTrainer.Export;

/// <summary>The order in which the axes of a tensor lie in memory, the slowest first: units x inputs, or inputs x units.</summary>
internal static class AxisOrder
{
    /// <summary>For each value of a tensor in another order, its place in the order of the shape, whose last axis runs fastest.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="order">The axes in the other order.</param>
    public static int[] Indices(ImmutableArray<long> shape, ImmutableArray<int> order)
    {
        int[] steps = new int[shape.Length];
        int count = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = count;
            count *= (int)shape[axis];
        }

        int[] indices = new int[count];
        int[] at = new int[shape.Length];
        for (int i = 0, index = 0; i < count; i++)
        {
            indices[i] = index;
            for (int k = order.Length - 1; k >= 0; k--)
            {
                int axis = order[k];
                index += steps[axis];
                if (++at[axis] < shape[axis])
                    break;
                index -= steps[axis] * at[axis];
                at[axis] = 0;
            }
        }

        return indices;
    }

    /// <summary>Values in the order of the shape, of those in another order.</summary>
    public static float[] ToShape(ReadOnlySpan<float> values, ImmutableArray<long> shape, ImmutableArray<int> order)
    {
        int[] indices = Indices(shape, order);
        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[indices[i]] = values[i];
        return result;
    }

    /// <summary>The sizes in another order.</summary>
    public static IEnumerable<long> Sizes(ImmutableArray<long> shape, ImmutableArray<int> order) => order.Select(axis => shape[axis]);
}
