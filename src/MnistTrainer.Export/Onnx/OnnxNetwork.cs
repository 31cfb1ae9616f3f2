using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>A network as an ONNX graph: scaling, layers, and what makes probabilities of the outputs.</summary>
internal static class OnnxNetwork
{
    /// <summary>The graph.</summary>
    /// <exception cref="InvalidInputException">It has a layer or an activation that cannot be exported.</exception>
    public static OnnxGraph ToGraph(Network network)
    {
        NetworkDefinition definition = network.Definition;
        OnnxGraph graph = new("network");
        graph.Input(OnnxFile.Features, OnnxGraph.Single, definition.InputShape.Size);
        graph.Output(OnnxFile.Score, OnnxGraph.Single, definition.ClassNames.Length);
        if (definition.ClassNames.Length > 1)
            graph.Output(OnnxFile.PredictedLabel, OnnxGraph.Text);

        ILookup<int, TensorPlace> places = TensorPlace.AllOf(definition).ToLookup(place => place.Layer);
        string values = Scale(graph, definition.Scaling);
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            string[] tensors = [.. places[i].Select(place => graph.Constant(place.Name, place.Take(network.Parameters), [.. place.Shape]))];
            values = AddLayer(graph, definition.Layers[i], values, tensors);
        }

        AddProbabilities(graph, definition.Layers[^1].Activation, values, definition.ClassNames.Length);
        if (definition.ClassNames.Length > 1)
            AddLabel(graph, definition.ClassNames);
        return graph;
    }

    private static string Scale(OnnxGraph graph, InputScaling scaling)
    {
        string scaled = scaling.Factor == 1 ? OnnxFile.Features : graph.Add("Mul", [OnnxFile.Features, graph.Constant(scaling.Factor)]);
        return scaling.Offset == 0 ? scaled : graph.Add("Add", [scaled, graph.Constant(scaling.Offset)]);
    }

    private static string AddLayer(OnnxGraph graph, Layer layer, string values, string[] tensors) =>
        layer switch
        {
            Dropout => values,
            BatchNormalization normalization => OnnxActivation.Add(
                graph,
                layer.Activation,
                graph.Add("BatchNormalization", [values, .. tensors], OnnxAttribute.Of("epsilon", normalization.Epsilon))
            ),
            Dense => OnnxActivation.Add(graph, layer.Activation, graph.Add("Gemm", [values, .. tensors], OnnxAttribute.Of("transB", 1))),
            _ => throw new InvalidInputException(
                "ONNX export",
                "dense layers, dropout and batch normalization",
                layer.Kind,
                "Export networks of these layers"
            ),
        };

    /// <summary>
    /// As scores are made probabilities here (docs/architecture.md): outputs that are never negative are divided by their sum, and where all are 0 all
    /// classes are equally likely; others go through softmax. A single output stays as it is.
    /// </summary>
    private static void AddProbabilities(OnnxGraph graph, Activation last, string outputs, int classes)
    {
        if (last == Activation.Softmax || classes == 1)
        {
            graph.AddTo(OnnxFile.Score, "Identity", [outputs]);
        }
        else if (last == Activation.Sigmoid || last == Activation.ReLU || last == Activation.Step)
        {
            string sum = graph.Add("ReduceSum", [outputs, graph.Constant([1])], OnnxAttribute.Of("keepdims", 1));
            string isNothing = graph.Add("Equal", [sum, graph.Constant(0f)]);
            graph.AddTo(OnnxFile.Score, "Where", [isNothing, graph.Constant(1f / classes), graph.Add("Div", [outputs, sum])]);
        }
        else
        {
            graph.AddTo(OnnxFile.Score, "Softmax", [outputs], OnnxAttribute.Of("axis", 1));
        }
    }

    private static void AddLabel(OnnxGraph graph, ImmutableArray<string> classNames)
    {
        string best = graph.Add("ArgMax", [OnnxFile.Score], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));
        graph.AddTo(OnnxFile.PredictedLabel, "Gather", [graph.Constant("class_names", classNames), best]);
    }
}
