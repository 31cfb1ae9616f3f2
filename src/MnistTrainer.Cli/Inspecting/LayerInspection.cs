using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Inspecting;

/// <summary>One layer of a network and the size of its weights.</summary>
/// <param name="Description">What the layer is.</param>
/// <param name="Weights">Its parameters' statistics, biases included.</param>
internal sealed record LayerInspection(string Description, WeightStatistics Weights)
{
    /// <summary>Every layer of a network, first to last.</summary>
    public static IReadOnlyList<LayerInspection> Of(Network network)
    {
        List<LayerInspection> layers = [];
        Shape shape = network.Definition.InputShape;
        for (int i = 0; i < network.Definition.Layers.Length; i++)
        {
            Layer layer = network.Definition.Layers[i];
            layers.Add(new LayerInspection(layer.Describe(shape), WeightStatistics.Of(network.LayerParameters(i))));
            shape = layer.OutputShape(shape);
        }

        return layers;
    }
}
