using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>A network as an ONNX graph: its operators, and the name of the likeliest class.</summary>
internal static class OnnxNetwork
{
    /// <summary>The graph.</summary>
    public static OnnxGraph ToGraph(Network network)
    {
        NetworkDefinition definition = network.Definition;
        OnnxGraph graph = new("network");
        graph.Input(OnnxFile.Features, OnnxGraph.Single, definition.InputShape.Size);
        graph.Output(OnnxFile.Score, OnnxGraph.Single, definition.ClassNames.Length);
        graph.AddTo(OnnxFile.Score, "Identity", [network.AddOperators(graph, OnnxFile.Features, out string? deviations)]);
        if (definition is { Outputs: OutputMeaning.Classes, ClassNames.Length: > 1 })
            AddLabel(graph, definition.ClassNames);
        if (deviations is not null)
        {
            graph.Output(OnnxFile.ScoreDeviation, OnnxGraph.Single, definition.ClassNames.Length);
            graph.AddTo(OnnxFile.ScoreDeviation, "Identity", [deviations]);
        }

        return graph;
    }

    private static void AddLabel(OnnxGraph graph, ImmutableArray<string> classNames)
    {
        graph.Output(OnnxFile.PredictedLabel, OnnxGraph.Text);
        string best = graph.Add("ArgMax", [OnnxFile.Score], new OperatorArgument("axis", 1), new OperatorArgument("keepdims", 0));
        graph.AddTo(OnnxFile.PredictedLabel, "Gather", [graph.Constant("class_names", classNames), best]);
    }
}
