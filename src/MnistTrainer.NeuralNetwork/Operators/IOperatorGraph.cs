using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A graph of operators that networks, layers and activations add themselves to, so that other programs can run a network. Operators, their inputs and their
/// arguments are those of ONNX that are the same in opsets 12 to 17. Values are referenced by name.
/// </summary>
public interface IOperatorGraph
{
    /// <summary>The first opset version that has all of these operators.</summary>
    const int Opset = 12;

    /// <summary>The number of 32-bit floats among ONNX's types of elements.</summary>
    const int FloatElements = 1;

    /// <summary>The number of 64-bit integers among ONNX's types of elements.</summary>
    const int IntegerElements = 7;

    /// <summary>Adds an operator.</summary>
    /// <param name="type">The operator: <c>Gemm</c>.</param>
    /// <param name="inputs">The input values, in the order of the operator.</param>
    /// <param name="arguments">The arguments, called attributes in ONNX.</param>
    /// <returns>The output value.</returns>
    string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments);

    /// <summary>Adds the operator that sorts the values of each row in ascending order.</summary>
    /// <param name="rows">The value with the rows.</param>
    /// <param name="width">The number of values in a row.</param>
    /// <returns>The output value.</returns>
    string AddSorted(string rows, int width);

    /// <summary>Adds a constant: floats.</summary>
    /// <param name="name">The name, if it is not used in the graph yet.</param>
    /// <param name="values">The values; the last axis varies fastest.</param>
    /// <param name="shape">The size of each axis.</param>
    /// <returns>The value.</returns>
    string Constant(string name, ReadOnlySpan<float> values, ImmutableArray<long> shape);

    /// <summary>Adds a constant: one float.</summary>
    /// <returns>The value.</returns>
    string Constant(float value);

    /// <summary>Adds a constant: a vector of 64-bit integers.</summary>
    /// <returns>The value.</returns>
    string Integers(params IReadOnlyList<int> values);
}
