using System.Collections.Immutable;
using Microsoft.ML.Model.OnnxConverter;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The graph that ML.NET's converter to ONNX builds, as a graph that networks add themselves to.</summary>
internal sealed class OnnxContextGraph(OnnxContext context) : IOperatorGraph
{
    // ML.NET takes the name of a value for that of a column, so it must not be one that users choose.
    private const string Prefix = "NeuralNetwork.";

    /// <summary>The number of Booleans among ONNX's types of elements.</summary>
    public const int BooleanElements = 9;

    /// <summary>The number of 32-bit unsigned integers, ML.NET's keys, among ONNX's types of elements.</summary>
    public const int KeyElements = 12;

    public string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments)
    {
        string output = context.AddIntermediateVariable(null, Prefix + type, skip: true);
        AddTo(output, type, inputs, arguments);
        return output;
    }

    public string AddSorted(string rows, int width)
    {
        string output = context.AddIntermediateVariable(null, Prefix + "TopK", skip: true),
            order = context.AddIntermediateVariable(null, Prefix + "Order", skip: true);
        OnnxNode node = context.CreateNode("TopK", [rows, Integers(width)], [output, order], context.GetNodeName(Prefix + "TopK"), "");
        node.AddAttribute("axis", 1L);
        node.AddAttribute("largest", 0L);
        node.AddAttribute("sorted", 1L);
        return output;
    }

    /// <summary>Adds an operator whose result has a name already.</summary>
    public void AddTo(string output, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OperatorArgument> arguments)
    {
        // An empty domain is that of ONNX's own operators.
        OnnxNode node = context.CreateNode(type, inputs, [output], context.GetNodeName(Prefix + type), "");
        foreach (OperatorArgument argument in arguments)
        {
            if (argument.Number is float number)
                node.AddAttribute(argument.Name, (double)number);
            else if (argument.WholeNumber is int wholeNumber)
                node.AddAttribute(argument.Name, (long)wholeNumber);
            else
                node.AddAttribute(argument.Name, (argument.WholeNumbers ?? []).Select(value => (long)value));
        }
    }

    public string Constant(string name, ReadOnlySpan<float> values, ImmutableArray<long> shape) =>
        context.AddInitializer(values.ToArray(), shape, Prefix + name);

    public string Constant(float value) => context.AddInitializer(value, $"{Prefix}constant");

    public string Integers(params IReadOnlyList<int> values) =>
        context.AddInitializer(values.Select(value => (long)value), [values.Count], $"{Prefix}constant");
}
