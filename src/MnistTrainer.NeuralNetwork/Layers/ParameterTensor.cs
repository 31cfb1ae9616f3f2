using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A tensor of a layer's parameters, with PyTorch's name and shape: a weight is (units x inputs). In the network's parameters, the axes have a different order, so that
/// weights are stored by input.
/// </summary>
/// <param name="Name">The name in PyTorch: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Shape">Its sizes, at least one.</param>
public sealed record ParameterTensor(string Name, params ImmutableArray<long> Shape)
{
    /// <summary>The axes in their order in the parameters, the slowest first. Default: the reverse of <see cref="Shape"/>, so that the first axis varies fastest.</summary>
    public ImmutableArray<int> Order { get; init; } = [.. Enumerable.Range(0, Shape.Length).Reverse()];

    /// <summary>Whether weight decay and other penalties apply to the tensor. Default: false.</summary>
    public bool IsPenalized { get; init; }

    /// <summary>Whether negative values are invalid. Default: false.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>If the values are indices, their exclusive upper bound; null for other numbers. Default: null.</summary>
    public int? IndexesBelow { get; init; }

    /// <summary>The number of values; a number above <see cref="NetworkDefinition.MaximumParameters"/> if there are more.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long size in Shape)
            {
                if (count > NetworkDefinition.MaximumParameters)
                    break;
                count *= size;
            }
            return count;
        }
    }

    /// <summary>For each value in the order of the parameters, its index in the order of the shape, whose last axis varies fastest.</summary>
    public int[] PlacesInShape()
    {
        int[] steps = new int[Shape.Length];
        int count = 1;
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = count;
            count *= (int)Shape[axis];
        }

        int[] places = new int[count];
        int[] at = new int[Shape.Length];
        for (int i = 0, place = 0; i < count; i++)
        {
            places[i] = place;
            for (int k = Order.Length - 1; k >= 0; k--)
            {
                int axis = Order[k];
                place += steps[axis];
                if (++at[axis] < Shape[axis])
                    break;
                place -= steps[axis] * at[axis];
                at[axis] = 0;
            }
        }

        return places;
    }

    /// <summary>Reorders values from the order of the parameters to the order of the shape.</summary>
    public float[] ToShape(ReadOnlySpan<float> values)
    {
        int[] places = PlacesInShape();
        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[places[i]] = values[i];
        return result;
    }

    /// <summary>Checks that a value of a tensor of indices is an index.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">The place, for the message.</param>
    /// <exception cref="InvalidInputException">The value is not an index.</exception>
    internal void CheckIndex(float value, string place)
    {
        if (IndexesBelow is int end && !(value >= 0 && value < end && value == MathF.Floor(value)))
            throw new InvalidInputException(
                place,
                $"whole numbers from 0 to {end - 1}",
                FormattableString.Invariant($"{value}"),
                "The model is damaged: copy it again, or train it again"
            );
    }
}
