using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Every activation in ONNX's operators of opset 17; where it has no operator of its own, by its formula.</summary>
internal static class OnnxActivation
{
    private delegate string Operation(OnnxGraph graph, string netInput, float parameter);

    // The registry: a new activation adds its line here.
    private static readonly Dictionary<string, Operation> Registry = new(StringComparer.Ordinal)
    {
        ["identity"] = (_, x, _) => x,
        ["step"] = (graph, x, _) =>
            graph.Add("Cast", [graph.Add("GreaterOrEqual", [x, graph.Constant(0f)])], OnnxAttribute.Of("to", OnnxGraph.Single)),
        ["sigmoid"] = (graph, x, _) => graph.Add("Sigmoid", [x]),
        ["tanh"] = (graph, x, _) => graph.Add("Tanh", [x]),
        ["relu"] = (graph, x, _) => graph.Add("Relu", [x]),
        ["leaky-relu"] = (graph, x, slope) => graph.Add("LeakyRelu", [x], OnnxAttribute.Of("alpha", slope)),
        ["elu"] = (graph, x, scale) => graph.Add("Elu", [x], OnnxAttribute.Of("alpha", scale)),
        ["softplus"] = (graph, x, _) => graph.Add("Softplus", [x]),
        ["selu"] = (graph, x, _) => graph.Add("Selu", [x]),
        ["gelu"] = (graph, x, _) => Gelu(graph, x),
        ["silu"] = (graph, x, _) => graph.Add("Mul", [x, graph.Add("Sigmoid", [x])]),
        ["maxout"] = (graph, x, pieces) => Maxout(graph, x, (int)pieces),
        ["softmax"] = (graph, x, _) => graph.Add("Softmax", [x], OnnxAttribute.Of("axis", 1)),
    };

    /// <summary>Adds an activation.</summary>
    /// <returns>The name of its outputs.</returns>
    /// <exception cref="InvalidInputException">It is one that cannot be exported.</exception>
    public static string Add(OnnxGraph graph, Activation activation, string netInput)
    {
        string[] parts = activation.Name.TrimEnd(')').Split('(');
        if (!Registry.TryGetValue(parts[0], out Operation? operation))
        {
            throw new InvalidInputException(
                "ONNX export",
                $"an activation among {string.Join(", ", Registry.Keys)}",
                activation.Name,
                "Export it as safetensors or npz instead"
            );
        }

        return operation(graph, netInput, parts.Length == 1 ? 0 : float.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>x (1 + erf(x / √2)) / 2: an operator of its own came with opset 20 only.</summary>
    private static string Gelu(OnnxGraph graph, string x)
    {
        string erf = graph.Add("Erf", [graph.Add("Mul", [x, graph.Constant(0.70710678f)])]);
        return graph.Add("Mul", [graph.Add("Mul", [x, graph.Constant(0.5f)]), graph.Add("Add", [erf, graph.Constant(1f)])]);
    }

    /// <summary>The pieces of a unit are neighbors: they become an axis of their own (0 keeps the batch, -1 leaves the units), and the largest stays.</summary>
    private static string Maxout(OnnxGraph graph, string x, int pieces) =>
        graph.Add(
            "ReduceMax",
            [graph.Add("Reshape", [x, graph.Constant(0, -1, pieces)])],
            OnnxAttribute.Of("axes", [2]),
            OnnxAttribute.Of("keepdims", 0)
        );
}
