using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The outputs of each layer of a network for an image.</summary>
/// <param name="Layers">The layers, first to last.</param>
public sealed record ImageActivations(ImmutableArray<LayerActivations> Layers)
{
    /// <summary>Runs an image through a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pixels">The image in the network's input shape.</param>
    /// <exception cref="ArgumentException">The image has a different size.</exception>
    public static ImageActivations Of(Network network, ReadOnlySpan<byte> pixels)
    {
        double[] sample = new double[pixels.Length];
        for (int i = 0; i < sample.Length; i++)
            sample[i] = pixels[i];
        return new ImageActivations([.. new ExactScorer(network).Trace(sample).Layers.Select(LayerActivations.Of)]);
    }
}
