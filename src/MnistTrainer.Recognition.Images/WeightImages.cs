using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// The weights of the first layer that has any as images: each filter of a convolution, or the weights into each unit of a dense layer in the shape of its input. Zero is
/// mid-gray, the largest weight in absolute value white or black, on one scale for the whole layer.
/// </summary>
public sealed class WeightImages
{
    private const byte Zero = 128;
    private const int Range = 127;

    private readonly Network _network;

    private WeightImages(Network network, int layerIndex, Shape input, Shape shape)
    {
        (_network, LayerIndex, Shape) = (network, layerIndex, shape);
        Total = (int)Layer.Tensors(input)[0].Shape[0];
        foreach (float weight in Weights)
            Largest = float.IsFinite(weight) ? MathF.Max(Largest, MathF.Abs(weight)) : Largest;
    }

    /// <summary>The layer: a convolution or a dense layer.</summary>
    public Layer Layer => _network.Definition.Layers[LayerIndex];

    /// <summary>The layer's index, from 0.</summary>
    public int LayerIndex { get; }

    /// <summary>The shape of the weights of one filter or unit.</summary>
    public Shape Shape { get; }

    /// <summary>The number of filters or units; with maxout, of their net inputs, each of which has weights of its own.</summary>
    public int Total { get; }

    /// <summary>The number of images: <see cref="Total"/>, or as many of the first as are shown.</summary>
    public int Count => Math.Min(Total, ContactSheet.CapacityFor(PixelsOfImage));

    /// <summary>The largest weight in absolute value: white where it is positive, black where it is negative.</summary>
    public float Largest { get; }

    /// <summary>Whether the images are filters of a convolution and not the weights into units.</summary>
    public bool AreFilters => Layer is Convolution;

    /// <summary>Whether they are those of the first network of an ensemble alone.</summary>
    public bool AreOfFirstNetwork => _network.Definition.Members > 1;

    /// <summary>The side of the square that shows one weight, in pixels.</summary>
    public int Enlargement => ContactSheet.EnlargementOf(Shape.Width, Shape.Height);

    private long PixelsOfImage =>
        (long)Shape.Height * Shape.Width * Enlargement * Enlargement * Math.Min(Shape.Channels, ChannelImage.MaximumTiles);

    private ReadOnlySpan<float> Weights => _network.LayerParameters(LayerIndex)[..(Shape.Size * Total)];

    /// <summary>Finds the weights to show.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InvalidInputException">The network does not take images, or its first layer with weights does not.</exception>
    public static WeightImages Of(Network network) =>
        Find(network)
        ?? throw new InvalidInputException(
            "the model",
            "one whose first weights belong to an image",
            network.Definition.InputShape.IsVector
                ? $"one that takes {network.Definition.InputShape} values without rows and columns"
                : "one that gives up rows and columns before its first weights",
            "Choose a model of images"
        );

    /// <summary>Finds the weights to show.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The weights; null if the network does not take images, or its first layer with weights does not.</returns>
    public static WeightImages? Find(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Shape input = network.Definition.InputShape,
            image = input;
        for (int i = 0; i < network.Definition.Layers.Length && !image.IsVector; i++)
        {
            Layer layer = network.Definition.Layers[i];
            if (layer is Convolution { Size: var size })
                return new WeightImages(network, i, input, new Shape(input.Channels, size, size));
            if (layer is Dense)
                return new WeightImages(network, i, input, image);
            Shape output = layer.OutputShape(input);
            // A vector of all pixels of an image is still that image.
            image = output.IsVector && output.Size == image.Size ? image : output;
            input = output;
        }

        return null;
    }

    /// <summary>The image of one filter or unit.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public ColorImage Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        ReadOnlySpan<float> weights = Weights;
        byte[] levels = new byte[Shape.Size];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = Level(weights[(i * Total) + index]);
        return ChannelImage.Of(Shape.Width, Shape.Height, Shape.Channels, levels, Enlargement);
    }

    /// <summary>The first images in a grid.</summary>
    /// <param name="maximum">The maximum number of images, at least 1. Default: <see cref="ContactSheet.MaximumImages"/>.</param>
    public ColorImage Sheet(int maximum = ContactSheet.MaximumImages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        ColorImage[] images = [.. Enumerable.Range(0, Math.Min(maximum, Count)).Select(Image)];
        return ContactSheet.Of(images, ContactSheet.SquareColumns(images.Length));
    }

    private byte Level(float weight) => Largest == 0 ? Zero : (byte)(Zero + MathF.Round(Range * Math.Clamp(weight / Largest, -1, 1)));
}
