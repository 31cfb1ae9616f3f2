using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ImageActivationsTests
{
    private static readonly string[] Names = ["a", "b"];

    /// <summary>
    /// By hand: two filters of one pixel, -1 and 2, on pixels 1 and 3; ReLU leaves 0, 2, 0 and 6. Unit a adds them up to 8, unit b has minus that and a bias of 1.
    /// </summary>
    [Fact]
    public void Values_shares_and_places_are_those_computed_by_hand()
    {
        ImageActivations activations = ImageActivations.Of(TwoLayers(), [1, 3]);
        (LayerActivations filters, LayerActivations units) = (activations.Layers[0], activations.Layers[1]);
        Assert.Equal([0, 2, 0, 6], filters.Values);
        Assert.Equal((new Shape(2, 1, 2), 0.5, 3, "convolution"), (filters.Shape, filters.ActiveShare, filters.Strongest, filters.Kind));
        Assert.Equal([8, -7], units.Values);
        Assert.Equal((0.5, 0, "dense 4 → 2, identity"), (units.ActiveShare, units.Strongest, units.Description));
    }

    [Fact]
    public void Sheets_show_channels_from_black_to_white_and_negative_values_below_gray()
    {
        ImageActivations activations = ImageActivations.Of(TwoLayers(), [1, 3]);

        // Two tiles of 2x1 pixels, each 42 pixels wide: channel 1 is black, channel 2 is 2/6 and 6/6 of white.
        ColorImage filters = activations.Layers[0].Sheet();
        Assert.Equal(((2 * 84) + 1, 42), (filters.Width, filters.Height));
        Assert.Equal([0, 0, 85, 255], new[] { 0, 83, 85, 168 }.Select(x => (int)filters.Pixels[4 * x]));

        // A square for each unit: 8 is white, -7 is 128 - 7/8 · 127 = 16.9.
        ColorImage units = activations.Layers[1].Sheet();
        Assert.Equal((25, 12), (units.Width, units.Height));
        Assert.Equal([255, 17], new[] { 0, 13 }.Select(x => (int)units.Pixels[4 * x]));
    }

    /// <summary>With maxout, a unit is active if its output is above 0, since it has no net input of its own.</summary>
    [Fact]
    public void Shares_of_maxout_are_those_of_its_outputs()
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Image(1, 2),
            Layers = Layer.ParseList("dense(2,maxout), dense(2)"),
            Scaling = InputScaling.None,
            ClassNames = [.. Names],
        };
        float[] maxout = [1, -1, -1, -2, 0, 0, 0, 0, 0, 0, 0, 0];
        var network = Network.Create(definition, [.. maxout, .. new float[6]]);
        LayerActivations layer = ImageActivations.Of(network, [1, 0]).Layers[0];
        Assert.Equal([1, -1], layer.Values);
        Assert.Equal(0.5, layer.ActiveShare);
    }

    /// <summary>The fast kernels give the same probabilities, through every layer of the preset.</summary>
    [Fact]
    public void The_last_layer_has_the_probabilities_of_the_recognizer()
    {
        Samples<byte> digits = SyntheticData.Digits.Test;
        var network = Network.Create(NetworkDefinition.Create(digits.Shape, digits.ClassNames, Recipe.Convnet.Network), seed: 3);
        float[] probabilities = new float[10];
        using Scorer scorer = new(network);
        scorer.Score(digits.Row(4), probabilities);
        ImageActivations activations = ImageActivations.Of(network, digits.Row(4));
        Assert.Equal(network.Definition.DescribeLayers(), activations.Layers.Select(layer => layer.Description));
        Assert.All(activations.Layers, layer => Assert.Equal(layer.Shape.Size, layer.Values.Length));
        for (int i = 0; i < 10; i++)
            Assert.Equal(probabilities[i], activations.Layers[^1].Values[i], 1e-5);
    }

    [Fact]
    public void Sheets_of_large_layers_are_bounded()
    {
        // 8 Mi pixels are 209 channels of 200x200: 15 in a row, with lines of 7 pixels.
        ColorImage channels = Zeros(new Shape(220, 200, 200)).Sheet();
        Assert.Equal(((15 * 207) - 7, (14 * 207) - 7), (channels.Width, channels.Height));

        // 4096 units are 128 rows of 32.
        ColorImage units = Zeros(Shape.Vector(5000)).Sheet();
        Assert.Equal(((32 * 13) - 1, (128 * 13) - 1), (units.Width, units.Height));

        static LayerActivations Zeros(Shape shape) => new("", "dense", shape, [.. new double[shape.Size]], 0);
    }

    private static Network TwoLayers()
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Image(1, 2),
            Layers = Layer.ParseList("convolution(2,1,relu), dense(2)"),
            Scaling = InputScaling.None,
            ClassNames = [.. Names],
        };
        float[] filters = [-1, 2, 0, 0],
            units = [1, -1, 1, -1, 1, -1, 1, -1, 0, 1];
        return Network.Create(definition, [.. filters, .. units]);
    }
}
