using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>An ONNX graph under construction: <c>GraphProto</c> of onnx.proto. Everything added gets a name, by which later operators refer to it.</summary>
/// <param name="name">The name of the graph.</param>
internal sealed class OnnxGraph(string name) : IOperatorGraph
{
    /// <summary>Types of values, <c>TensorProto.DataType</c>.</summary>
    public const int Single = 1,
        Long = 7,
        Text = 8;

    private const int Nodes = 1,
        Name = 2,
        Constants = 5,
        Inputs = 11,
        Outputs = 12;

    private readonly ProtobufMessage _message = new ProtobufMessage().Add(Name, name);
    private int _operations;
    private int _constants;

    /// <summary>Everything added so far.</summary>
    public ProtobufMessage Message => _message;

    /// <inheritdoc/>
    public string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments)
    {
        _operations++;
        string output = string.Create(CultureInfo.InvariantCulture, $"{type}_{_operations}");
        AddTo(output, type, inputs, arguments);
        return output;
    }

    /// <summary>Adds an operator whose result has a name already.</summary>
    public void AddTo(string output, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments) =>
        AddNode([output], type, inputs, arguments);

    /// <inheritdoc/>
    public string AddSorted(string rows, int width)
    {
        _operations++;
        string output = string.Create(CultureInfo.InvariantCulture, $"TopK_{_operations}");
        AddNode(
            [output, $"{output}_order"],
            "TopK",
            [rows, Integers(width)],
            [new OperatorArgument("axis", 1), new OperatorArgument("largest", 0), new OperatorArgument("sorted", 1)]
        );
        return output;
    }

    private void AddNode(
        IReadOnlyList<string> outputs,
        string type,
        IReadOnlyList<string> inputs,
        params IReadOnlyList<OperatorArgument> arguments
    )
    {
        ProtobufMessage node = new();
        foreach (string input in inputs)
            node.Add(1, input);
        foreach (string output in outputs)
            node.Add(2, output);
        node.Add(3, outputs[0]).Add(4, type);
        foreach (OperatorArgument argument in arguments)
            node.Add(5, OnnxAttribute.Of(argument));
        _message.Add(Nodes, node);
    }

    /// <inheritdoc/>
    public string Constant(string name, ReadOnlySpan<float> values, ImmutableArray<long> shape)
    {
        _message.Add(Constants, Tensor(name, Single, shape).Add(9, LittleEndian.Of(values)));
        return name;
    }

    /// <inheritdoc/>
    public string Constant(float value) => Constant(NextConstant(), [value], []);

    /// <inheritdoc/>
    public string Integers(params IReadOnlyList<int> values)
    {
        string name = NextConstant();
        ProtobufMessage tensor = Tensor(name, Long, [values.Count]);
        foreach (int value in values)
            tensor.Add(7, value);
        _message.Add(Constants, tensor);
        return name;
    }

    /// <summary>Adds a constant of texts.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string name, IReadOnlyCollection<string> texts)
    {
        ProtobufMessage tensor = Tensor(name, Text, [texts.Count]);
        foreach (string text in texts)
            tensor.Add(6, Encoding.UTF8.GetBytes(text));
        _message.Add(Constants, tensor);
        return name;
    }

    /// <summary>Declares an input: any number of rows.</summary>
    public void Input(string name, int type, params int[] shapeOfRow) => _message.Add(Inputs, Value(name, type, shapeOfRow));

    /// <summary>Declares an output: a row for each row of the input.</summary>
    public void Output(string name, int type, params int[] shapeOfRow) => _message.Add(Outputs, Value(name, type, shapeOfRow));

    private static ProtobufMessage Tensor(string name, int type, ImmutableArray<long> shape)
    {
        ProtobufMessage tensor = new();
        foreach (long size in shape)
            tensor.Add(1, size);
        return tensor.Add(2, type).Add(8, name);
    }

    private static ProtobufMessage Value(string name, int type, int[] shapeOfRow)
    {
        ProtobufMessage shape = new ProtobufMessage().Add(1, new ProtobufMessage().Add(2, "batch"));
        foreach (int size in shapeOfRow)
            shape.Add(1, new ProtobufMessage().Add(1, size));
        ProtobufMessage tensor = new ProtobufMessage().Add(1, type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private string NextConstant()
    {
        _constants++;
        return string.Create(CultureInfo.InvariantCulture, $"constant_{_constants}");
    }
}
