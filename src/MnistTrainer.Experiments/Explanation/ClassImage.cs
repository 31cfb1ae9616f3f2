using System.Collections.Immutable;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>An image that represents a class, computed backward from the output of a network to its input.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Shape">The shape of the image.</param>
/// <param name="Pixels">The image, row by row, the channels of a pixel next to each other.</param>
/// <param name="Probability">The network's probability of the class for the image, 0 to 1.</param>
public sealed record ClassImage(string Label, Shape Shape, ImmutableArray<byte> Pixels, double Probability)
{
    /// <summary>Draws the image.</summary>
    /// <param name="enlargement">The side of the square that a pixel becomes, at least 1. Default: 1.</param>
    public ColorImage Draw(int enlargement = 1) => ChannelImage.Of(Shape.Width, Shape.Height, Shape.Channels, Pixels.AsSpan(), enlargement);

    /// <summary>Creates the image from raw values, which are rounded and clipped to pixels, and computes its probability.</summary>
    internal static ClassImage Of(Network network, int index, IEnumerable<double> values)
    {
        NetworkDefinition definition = network.Definition;
        byte[] pixels = [.. values.Select(value => (byte)Math.Round(Math.Clamp(value, byte.MinValue, byte.MaxValue)))];
        float[] probabilities = new float[definition.ClassNames.Length];
        using Scorer scorer = new(network);
        scorer.Score(pixels, probabilities);
        return new ClassImage(definition.ClassNames[index], definition.InputShape, [.. pixels], probabilities[index]);
    }

    /// <summary>Checks that a network takes images.</summary>
    /// <exception cref="InvalidInputException">The network takes vectors.</exception>
    internal static void CheckTakesImages(NetworkDefinition definition)
    {
        if (definition.InputShape.IsVector)
            throw new InvalidInputException(
                "the model",
                "one that takes images",
                $"one that takes {definition.InputShape} values without rows and columns",
                "Choose a model of images"
            );
    }
}
