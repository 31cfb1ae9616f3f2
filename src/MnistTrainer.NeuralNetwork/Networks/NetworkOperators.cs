using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A network as operators of a graph.</summary>
internal static class NetworkOperators
{
    /// <summary>Adds a network.</summary>
    /// <returns>The value with its scores, and those with the outputs of each member.</returns>
    public static (string Scores, string[] Members) Add(IOperatorGraph graph, Network network, string features)
    {
        NetworkDefinition definition = network.Definition;
        string inputs = Scale(graph, definition.Scaling, AddShifts(graph, definition, features));
        string[] outputs = [.. Enumerable.Range(0, definition.Members).Select(member => AddLayers(graph, network, member, inputs))];
        string values = MeanOfShifts(graph, definition, outputs.Length == 1 ? outputs[0] : graph.Add("Mean", outputs));
        return (AddScores(graph, definition, values), outputs);
    }

    /// <summary>Adds the deviation over members, as <see cref="MemberSpread"/> measures it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="definition">The definition of the ensemble.</param>
    /// <param name="members">The values with the outputs of each member.</param>
    public static string AddDeviations(IOperatorGraph graph, NetworkDefinition definition, string[] members)
    {
        string[] scores = [.. members.Select(one => AddScores(graph, definition, MeanOfShifts(graph, definition, one)))];
        string mean = graph.Add("Mean", scores);
        string[] distances = [.. scores.Select(one => graph.Add("Sub", [one, mean]))];
        return graph.Add("Sqrt", [graph.Add("Mean", [.. distances.Select(one => graph.Add("Mul", [one, one]))])]);
    }

    private static string AddLayers(IOperatorGraph graph, Network network, int member, string values)
    {
        NetworkDefinition definition = network.Definition;
        Network one = definition.Members == 1 ? network : network.Member(member);
        string prefix = definition.Members == 1 ? "" : $"member{member}.";
        Shape shape = definition.InputShape;

        // Tensors are named as in PyTorch, where an activation is a separate module.
        int module = 0;
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            Layer layer = definition.Layers[i];
            values = layer.AddOperators(graph, shape, values, AddTensors(graph, layer, shape, one.LayerParameters(i), $"{prefix}{module}"));
            shape = layer.OutputShape(shape);
            module += layer.Activation == Activation.Identity ? 1 : 2;
        }

        return values;
    }

    private static List<string> AddTensors(IOperatorGraph graph, Layer layer, Shape shape, ReadOnlySpan<float> parameters, string module)
    {
        List<string> names = [];
        foreach (ParameterTensor tensor in layer.Tensors(shape))
        {
            int count = checked((int)tensor.Count);
            names.Add(
                graph.Constant(
                    string.Create(CultureInfo.InvariantCulture, $"{module}.{tensor.Name}"),
                    tensor.ToShape(parameters[..count]),
                    tensor.Shape
                )
            );
            parameters = parameters[count..];
        }

        return names;
    }

    /// <summary>The features; of a network that averages over moved images, those of all images moved in one way behind those moved in another.</summary>
    private static string AddShifts(IOperatorGraph graph, NetworkDefinition definition, string features)
    {
        if (definition.TestTimeShift == 0)
            return features;
        Shape shape = definition.InputShape;
        string images = graph.Add("Reshape", [features, graph.Integers(-1, shape.Height, shape.Width, shape.Channels)]);

        // A negative padding crops.
        string[] moved =
        [
            .. definition.TestTimeShifts.Select(shift =>
                graph.Add("Pad", [images, graph.Integers(0, shift.Down, shift.Right, 0, 0, -shift.Down, -shift.Right, 0)])
            ),
        ];
        return graph.Add("Reshape", [graph.Add("Concat", moved, new OperatorArgument("axis", 0)), graph.Integers(-1, shape.Size)]);
    }

    private static string MeanOfShifts(IOperatorGraph graph, NetworkDefinition definition, string outputs)
    {
        int count = definition.TestTimeShifts.Length;
        if (count == 1)
            return outputs;
        string each = graph.Add("Reshape", [outputs, graph.Integers(count, -1, definition.ClassNames.Length)]);
        return graph.Add("ReduceMean", [each], new OperatorArgument("axes", [0]), new OperatorArgument("keepdims", 0));
    }

    private static string Scale(IOperatorGraph graph, InputScaling scaling, string features)
    {
        string scaled = scaling.Factor == 1 ? features : graph.Add("Mul", [features, graph.Constant(scaling.Factor)]);
        return scaling.Offset == 0 ? scaled : graph.Add("Add", [scaled, graph.Constant(scaling.Offset)]);
    }

    /// <summary>As the network itself does it (<see cref="OutputMeaning"/>, <see cref="OutputNormalization"/>). A single output stays as it is.</summary>
    private static string AddScores(IOperatorGraph graph, NetworkDefinition definition, string outputs)
    {
        int classes = definition.ClassNames.Length;
        if (definition.Outputs == OutputMeaning.Quantiles)
            return graph.AddSorted(outputs, classes);
        bool isProbability = classes > 1 && definition.Outputs == OutputMeaning.Classes;
        switch (isProbability ? definition.Layers[^1].Activation.Normalization : OutputNormalization.None)
        {
            case OutputNormalization.Sum:
                // The operator for a sum takes its axes in another way since opset 13.
                string mean = graph.Add("ReduceMean", [outputs], new OperatorArgument("axes", [1]), new OperatorArgument("keepdims", 1)),
                    isNothing = graph.Add("Equal", [mean, graph.Constant(0f)]),
                    shares = graph.Add("Div", [outputs, graph.Add("Mul", [mean, graph.Constant((float)classes)])]);
                return graph.Add("Where", [isNothing, graph.Constant(1f / classes), shares]);
            case OutputNormalization.Softmax:
                return graph.Add("Softmax", [outputs], new OperatorArgument("axis", 1));
            default:
                return outputs;
        }
    }
}
