using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>A network as an ONNX graph: scaling, layers, and the conversion of outputs to probabilities.</summary>
internal static class OnnxNetwork
{
    /// <summary>The graph.</summary>
    public static OnnxGraph ToGraph(Network network)
    {
        NetworkDefinition definition = network.Definition;
        OnnxGraph graph = new("network");
        graph.Input(OnnxFile.Features, OnnxGraph.Single, definition.InputShape.Size);
        graph.Output(OnnxFile.Score, OnnxGraph.Single, definition.ClassNames.Length);
        if (definition.ClassNames.Length > 1)
            graph.Output(OnnxFile.PredictedLabel, OnnxGraph.Text);

        string inputs = Scale(graph, definition.Scaling, AddShifts(graph, definition));
        string[] outputs = [.. Enumerable.Range(0, definition.Members).Select(member => AddLayers(graph, network, member, inputs))];
        string values = MeanOfShifts(graph, definition, outputs.Length == 1 ? outputs[0] : graph.Add("Mean", outputs));
        AddProbabilities(graph, definition.Layers[^1].Activation, values, definition.ClassNames.Length);
        if (definition.ClassNames.Length > 1)
            AddLabel(graph, definition.ClassNames);
        return graph;
    }

    private static string AddLayers(OnnxGraph graph, Network network, int member, string values)
    {
        NetworkDefinition definition = network.Definition;
        Network one = definition.Members == 1 ? network : network.Member(member);
        string prefix = definition.Members == 1 ? "" : $"member{member}.";

        // Its operators flatten pixel by pixel.
        ILookup<int, TensorPlace> places = TensorPlace.AllOf(one.Definition, flattensByChannel: false).ToLookup(place => place.Layer);
        Shape shape = definition.InputShape;
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            string[] tensors =
            [
                .. places[i].Select(place => graph.Constant($"{prefix}{place.Name}", place.Take(one.Parameters), place.Shape)),
            ];
            values = definition.Layers[i].AddOperators(graph, shape, values, tensors);
            shape = definition.Layers[i].OutputShape(shape);
        }

        return values;
    }

    /// <summary>The features; of a network that averages over moved images, those of all images moved in one way behind those moved in another.</summary>
    private static string AddShifts(OnnxGraph graph, NetworkDefinition definition)
    {
        if (definition.TestTimeShift == 0)
            return OnnxFile.Features;
        Shape shape = definition.InputShape;
        string images = graph.Add("Reshape", [OnnxFile.Features, graph.Integers(-1, shape.Height, shape.Width, shape.Channels)]);

        // A negative padding crops.
        string[] moved =
        [
            .. definition.TestTimeShifts.Select(shift =>
                graph.Add("Pad", [images, graph.Integers(0, shift.Down, shift.Right, 0, 0, -shift.Down, -shift.Right, 0)])
            ),
        ];
        return graph.Add("Reshape", [graph.Add("Concat", moved, new OperatorArgument("axis", 0)), graph.Integers(-1, shape.Size)]);
    }

    private static string MeanOfShifts(OnnxGraph graph, NetworkDefinition definition, string outputs)
    {
        int count = definition.TestTimeShifts.Length;
        if (count == 1)
            return outputs;
        string each = graph.Add("Reshape", [outputs, graph.Integers(count, -1, definition.ClassNames.Length)]),
            sum = graph.Add("ReduceSum", [each, graph.Integers(0)], new OperatorArgument("keepdims", 0));
        return graph.Add("Div", [sum, graph.Constant((float)count)]);
    }

    private static string Scale(OnnxGraph graph, InputScaling scaling, string features)
    {
        string scaled = scaling.Factor == 1 ? features : graph.Add("Mul", [features, graph.Constant(scaling.Factor)]);
        return scaling.Offset == 0 ? scaled : graph.Add("Add", [scaled, graph.Constant(scaling.Offset)]);
    }

    /// <summary>As the network itself does it (<see cref="OutputNormalization"/>). A single output stays as it is.</summary>
    private static void AddProbabilities(OnnxGraph graph, Activation last, string outputs, int classes)
    {
        switch (classes == 1 ? OutputNormalization.None : last.Normalization)
        {
            case OutputNormalization.None:
                graph.AddTo(OnnxFile.Score, "Identity", [outputs]);
                break;
            case OutputNormalization.Sum:
                string sum = graph.Add("ReduceSum", [outputs, graph.Integers(1)], new OperatorArgument("keepdims", 1));
                string isNothing = graph.Add("Equal", [sum, graph.Constant(0f)]);
                graph.AddTo(OnnxFile.Score, "Where", [isNothing, graph.Constant(1f / classes), graph.Add("Div", [outputs, sum])]);
                break;
            case OutputNormalization.Softmax:
                graph.AddTo(OnnxFile.Score, "Softmax", [outputs], new OperatorArgument("axis", 1));
                break;
        }
    }

    private static void AddLabel(OnnxGraph graph, ImmutableArray<string> classNames)
    {
        string best = graph.Add("ArgMax", [OnnxFile.Score], new OperatorArgument("axis", 1), new OperatorArgument("keepdims", 0));
        graph.AddTo(OnnxFile.PredictedLabel, "Gather", [graph.Constant("class_names", classNames), best]);
    }
}
