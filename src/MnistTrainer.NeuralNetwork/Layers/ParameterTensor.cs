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
}
