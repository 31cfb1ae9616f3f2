using System.Collections.Immutable;
using System.Globalization;
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

    // TensorFlow's names of tensors, which Keras has: dense/kernel.
    private static readonly Dictionary<string, string> KerasParts = new(StringComparer.Ordinal)
    {
        [Kernel] = "weight",
        ["gamma"] = "weight",
        ["beta"] = "bias",
        ["moving_mean"] = "running_mean",
        ["moving_variance"] = "running_var",
    };

    private const string Kernel = "kernel";

    /// <summary>The name without its last part: <c>0</c>.</summary>
    public string Prefix => Name[..Math.Max(0, Split)];

    /// <summary>The last part of the name, as PyTorch calls it: <c>weight</c>.</summary>
    public string Part => IsTensorFlow ? KerasParts.GetValueOrDefault(LastPart, LastPart) : LastPart;

    /// <summary>Whether it holds weights as in Keras: inputs x units, or rows x columns x channels x filters.</summary>
    public bool IsKernel => IsTensorFlow && LastPart == Kernel && Shape.Length is 2 or 4;

    /// <summary>The number of an array that was saved without a name: 2 of <c>arr_2</c>; null for others.</summary>
    public int? Number =>
        Name.StartsWith("arr_", StringComparison.Ordinal)
        && int.TryParse(Name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    // It parts names by slashes, and adds the number of an output.
    private string LastPart => IsTensorFlow ? Name[(Split + 1)..].Split(':')[0] : Name[(Split + 1)..];

    private bool IsTensorFlow => Split >= 0 && Name[Split] == '/';

    private int Split => Name.LastIndexOfAny(['.', '/']);

    /// <summary><c>0.weight (200x784)</c>.</summary>
    public override string ToString() => $"{Name} ({string.Join('x', Shape)})";
}
