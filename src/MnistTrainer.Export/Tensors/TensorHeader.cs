using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>The description of a tensor in a file, before its values are read.</summary>
/// <param name="Name">Its name: <c>0.weight</c>.</param>
/// <param name="TypeName">The file's name of the type of its values.</param>
/// <param name="Shape">Its sizes; none for a single value.</param>
internal sealed record TensorHeader(string Name, string TypeName, ImmutableArray<long> Shape)
{
    /// <summary>The type of its values; null if it is not a type of <see cref="TensorType"/>.</summary>
    public TensorType? Type { get; } = TensorType.Find(TypeName);

    /// <summary>The number of its values by its shape; null if a size is negative or the number is more than a network can have.</summary>
    public int? Count
    {
        get
        {
            long count = 1;
            foreach (long size in Shape)
            {
                if (size is < 0 or > NetworkDefinition.MaximumParameters || (count *= size) > NetworkDefinition.MaximumParameters)
                    return null;
            }

            return (int)count;
        }
    }

    /// <summary>The name without its last part: <c>0</c>.</summary>
    public string Prefix => Name[..Math.Max(0, Name.LastIndexOf('.'))];

    /// <summary>The last part of the name: <c>weight</c>.</summary>
    public string Part => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary><c>0.weight (200x784)</c>.</summary>
    public override string ToString() => $"{Name} ({string.Join('x', Shape)})";
}
