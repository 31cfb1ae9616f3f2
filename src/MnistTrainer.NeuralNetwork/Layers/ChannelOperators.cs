namespace MnistTrainer.NeuralNetwork;

/// <summary>Operators of ONNX around those that work on images: rows here hold the channels of a pixel next to each other, images there one channel after another.</summary>
internal static class ChannelOperators
{
    /// <summary>From rows to images.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="rows">The value with the rows.</param>
    /// <returns>The value with rows x channels x height x width.</returns>
    public static string ToImages(IOperatorGraph graph, Shape shape, string rows)
    {
        // For one channel or one pixel, both orders are the same.
        if (shape.Channels == 1 || shape.IsVector)
            return graph.Add("Reshape", [rows, graph.Integers(-1, shape.Channels, shape.Height, shape.Width)]);
        string images = graph.Add("Reshape", [rows, graph.Integers(-1, shape.Height, shape.Width, shape.Channels)]);
        return graph.Add("Transpose", [images], new OperatorArgument("perm", [0, 3, 1, 2]));
    }

    /// <summary>From images back to rows.</summary>
    /// <inheritdoc cref="ToImages"/>
    public static string ToRows(IOperatorGraph graph, Shape shape, string images)
    {
        string ordered =
            shape.Channels == 1 || shape.IsVector ? images : graph.Add("Transpose", [images], new OperatorArgument("perm", [0, 2, 3, 1]));
        return graph.Add("Reshape", [ordered, graph.Integers(-1, shape.Size)]);
    }
}
