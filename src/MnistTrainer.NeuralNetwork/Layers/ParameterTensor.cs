using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A tensor of a layer's parameters, as PyTorch names and shapes it: a weight is (units x inputs). Among the parameters its axes lie in an order of their own, so that
/// weights lie input by input.
/// </summary>
/// <param name="Name">What PyTorch calls it: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Shape">Its sizes, at least one.</param>
public sealed record ParameterTensor(string Name, params ImmutableArray<long> Shape)
{
    /// <summary>Its axes as they lie among the parameters, the slowest first. Default: the reverse of <see cref="Shape"/>, so that the first axis runs fastest.</summary>
    public ImmutableArray<int> Order { get; init; } = [.. Enumerable.Range(0, Shape.Length).Reverse()];

    /// <summary>Whether weight decay and other penalties act on it. Default: false.</summary>
    public bool IsPenalized { get; init; }

    /// <summary>Whether a negative value in it is invalid. Default: false.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>Whether its values are indexes, whole numbers from 0 to below this one; null for other numbers. Default: null.</summary>
    public int? IndexesBelow { get; init; }

    /// <summary>The number of its values; some number above <see cref="NetworkDefinition.MaximumParameters"/> if there are more than that.</summary>
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

    /// <summary>For each value as it lies among the parameters, its place in the order of the shape, whose last axis runs fastest.</summary>
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

    /// <summary>Values in the order of the shape, of those as they lie among the parameters.</summary>
    public float[] ToShape(ReadOnlySpan<float> values)
    {
        int[] places = PlacesInShape();
        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[places[i]] = values[i];
        return result;
    }

    /// <summary>Ensures that a value of a tensor of indexes is one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where it was found, for the message.</param>
    /// <exception cref="InvalidInputException">It is not.</exception>
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
