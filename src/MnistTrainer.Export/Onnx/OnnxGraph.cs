using System.Globalization;
using System.Text;

namespace MnistTrainer.Export;

/// <summary>An ONNX graph as it grows: <c>GraphProto</c> of onnx.proto. Everything added gets a name, by which what follows refers to it.</summary>
/// <param name="name">Of the graph.</param>
internal sealed class OnnxGraph(string name)
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

    /// <summary>All that was added.</summary>
    public ProtobufMessage Message => _message;

    /// <summary>Adds an operation.</summary>
    /// <param name="type">The operator: <c>Gemm</c>.</param>
    /// <param name="inputs">Names of what it works on.</param>
    /// <param name="attributes">As <see cref="OnnxAttribute"/> makes them.</param>
    /// <returns>The name of what comes out.</returns>
    public string Add(string type, string[] inputs, params ProtobufMessage[] attributes)
    {
        _operations++;
        string output = string.Create(CultureInfo.InvariantCulture, $"{type}_{_operations}");
        AddTo(output, type, inputs, attributes);
        return output;
    }

    /// <summary>Adds an operation whose result has a name already.</summary>
    public void AddTo(string output, string type, string[] inputs, params ProtobufMessage[] attributes)
    {
        ProtobufMessage node = new();
        foreach (string input in inputs)
            node.Add(1, input);
        node.Add(2, output).Add(3, output).Add(4, type);
        foreach (ProtobufMessage attribute in attributes)
            node.Add(5, attribute);
        _message.Add(Nodes, node);
    }

    /// <summary>Adds a constant of singles.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string name, ReadOnlySpan<float> values, params int[] shape)
    {
        _message.Add(Constants, Tensor(name, Single, shape).Add(9, LittleEndian.Of(values)));
        return name;
    }

    /// <summary>Adds one single.</summary>
    /// <returns>Its name.</returns>
    public string Constant(float value) => Constant(NextConstant(), [value]);

    /// <summary>Adds a constant of whole numbers.</summary>
    /// <returns>Its name.</returns>
    public string Constant(params int[] values)
    {
        string name = NextConstant();
        ProtobufMessage tensor = Tensor(name, Long, [values.Length]);
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

    /// <summary>Declares what is handed in: rows, as many as the caller has.</summary>
    public void Input(string name, int type, params int[] shapeOfRow) => _message.Add(Inputs, Value(name, type, shapeOfRow));

    /// <summary>Declares what is handed out: as many rows as were handed in.</summary>
    public void Output(string name, int type, params int[] shapeOfRow) => _message.Add(Outputs, Value(name, type, shapeOfRow));

    private static ProtobufMessage Tensor(string name, int type, int[] shape)
    {
        ProtobufMessage tensor = new();
        foreach (int size in shape)
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
