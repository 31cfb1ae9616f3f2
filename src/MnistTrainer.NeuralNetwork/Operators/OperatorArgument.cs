using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A named argument of an operator (<see cref="IOperatorGraph"/>): a number, a whole number or a list of whole numbers.</summary>
public sealed record OperatorArgument
{
    /// <param name="name">Its name: <c>epsilon</c>.</param>
    /// <param name="value">Its value.</param>
    public OperatorArgument(string name, float value) => (Name, Number) = (name, value);

    /// <inheritdoc cref="OperatorArgument(string, float)"/>
    public OperatorArgument(string name, int value) => (Name, WholeNumber) = (name, value);

    /// <inheritdoc cref="OperatorArgument(string, float)"/>
    public OperatorArgument(string name, ImmutableArray<int> value) => (Name, WholeNumbers) = (name, value);

    /// <summary>Its name: <c>epsilon</c>.</summary>
    public string Name { get; }

    /// <summary>The value if it is a floating-point number; else null.</summary>
    public float? Number { get; }

    /// <summary>The value if it is a whole number; else null.</summary>
    public int? WholeNumber { get; }

    /// <summary>The value if it is a list; else null.</summary>
    public ImmutableArray<int>? WholeNumbers { get; }
}
