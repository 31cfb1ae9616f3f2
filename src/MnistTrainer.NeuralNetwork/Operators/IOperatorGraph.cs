using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A graph of operators that networks, layers and activations add themselves to, so that other programs can run a network. Operators, their inputs and their
/// arguments are those that ONNX has in opset 12 and still has in opset 17. A value is referred to by its name.
/// </summary>
public interface IOperatorGraph
{
    /// <summary>The first version of ONNX's operators that has all of them.</summary>
    const int Opset = 12;

    /// <summary>The number of 32-bit floats among ONNX's types of elements.</summary>
    const int FloatElements = 1;

    /// <summary>The number of 64-bit integers among ONNX's types of elements.</summary>
    const int IntegerElements = 7;

    /// <summary>Adds an operator.</summary>
    /// <param name="type">The operator: <c>Gemm</c>.</param>
    /// <param name="inputs">The values that it takes, in its order.</param>
    /// <param name="arguments">What ONNX calls its attributes.</param>
    /// <returns>The value that it gives.</returns>
    string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments);

    /// <summary>Adds the operator that sorts the values of each row in ascending order.</summary>
    /// <param name="rows">The value with the rows.</param>
    /// <param name="width">The number of values in a row.</param>
    /// <returns>The value that it gives.</returns>
    string AddSorted(string rows, int width);

    /// <summary>Adds a constant: floats.</summary>
    /// <param name="name">What it is called, if nothing else in the graph is.</param>
    /// <param name="values">Its values, the last axis fastest.</param>
    /// <param name="shape">Its sizes.</param>
    /// <returns>The value.</returns>
    string Constant(string name, ReadOnlySpan<float> values, ImmutableArray<long> shape);

    /// <summary>Adds a constant: one float.</summary>
    /// <returns>The value.</returns>
    string Constant(float value);

    /// <summary>Adds a constant: a vector of 64-bit integers.</summary>
    /// <returns>The value.</returns>
    string Integers(params IReadOnlyList<int> values);
}
