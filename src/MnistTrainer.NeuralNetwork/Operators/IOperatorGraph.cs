namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A graph of operators that layers and activations add themselves to, so that other programs can run a network. Operators, their inputs and their arguments
/// are those of ONNX, opset 17. A value is referred to by its name.
/// </summary>
public interface IOperatorGraph
{
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

    /// <summary>Adds a constant: one float.</summary>
    /// <returns>The value.</returns>
    string Constant(float value);

    /// <summary>Adds a constant: a vector of 64-bit integers.</summary>
    /// <returns>The value.</returns>
    string Integers(params IReadOnlyList<int> values);
}
