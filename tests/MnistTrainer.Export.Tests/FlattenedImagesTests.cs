using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Weights behind images of several channels: PyTorch flattens those channel by channel, this library and Keras pixel by pixel.</summary>
public sealed class FlattenedImagesTests
{
    // The network reads 3x3 pixels; a filter of 2x2 leaves 2x2.
    private const int Channels = 2,
        Side = 2;

    [Theory]
    [InlineData("convolution(2,2), dense(3)")]
    [InlineData("convolution(2,2), flatten, dropout, dense(3)")]
    [InlineData("convolution(2,2,relu), flatten, gaussian-noise, dense(3)")]
    public void A_dense_layer_is_written_as_PyTorch_flattens(string layers)
    {
        Network network = Networks.Random(Layer.ParseList(layers));
        float[] dense = network.LayerParameters(network.Definition.Layers.Length - 1).ToArray(),
            written = TensorPlace.AllOf(network.Definition).Last(place => place.Tensor.Name == "weight").Take(network.Parameters);
        for (int unit = 0; unit < 3; unit++)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                for (int pixel = 0; pixel < Side * Side; pixel++)
                    Assert.Equal(
                        dense[(((pixel * Channels) + channel) * 3) + unit],
                        written[(((unit * Channels) + channel) * Side * Side) + pixel]
                    );
            }
        }
    }

    [Theory]
    [InlineData("convolution(2,2), dense(3)")]
    [InlineData("convolution(2,2), flatten, batch-normalization, dense(3)")]
    [InlineData("convolution(1,2), dense(3)")]
    [InlineData("convolution(2,2), global-average-pooling, dense(3)")]
    [InlineData("convolution(2,2), convolution(8,2), dense(3)")]
    public void Foreign_files_of_either_order_give_the_same_network(string layers)
    {
        Network network = Networks.Random(Layer.ParseList(layers));
        foreach (bool isKeras in (bool[])[false, true])
            Assert.Equal(
                network.Parameters.ToArray(),
                TensorImport.ToNetwork(new Foreign(network, isKeras), network.Definition).Parameters.ToArray()
            );
    }

    [Fact]
    public void What_is_no_flattened_image_keeps_its_order()
    {
        // Eight filters give as many values as the image below them had.
        Network network = Networks.Random(Layer.ParseList("convolution(2,2), convolution(8,2), dense(3)"));
        Assert.All(TensorPlace.AllOf(network.Definition), place => Assert.Null(place.Flattened));
    }

    // The tensors of a network without its description. Keras lays them out as the parameters lie.
    private sealed class Foreign(Network network, bool isKeras) : ITensorSource
    {
        private readonly IReadOnlyList<TensorPlace> _places = TensorPlace.AllOf(network.Definition);

        public string Name => "weights.safetensors";

        public IReadOnlyList<TensorHeader> Tensors =>
            [.. _places.Select(place => new TensorHeader(NameOf(place), "F32", isKeras ? [.. place.KernelShape] : place.Shape))];

        public ReadOnlyMemory<byte>? Description => null;

        public float[] Read(TensorHeader tensor)
        {
            TensorPlace place = _places.Single(place => NameOf(place) == tensor.Name);
            return isKeras ? network.Parameters.Slice(place.First, place.Count).ToArray() : place.Take(network.Parameters);
        }

        private string NameOf(TensorPlace place) =>
            !isKeras
                ? place.Name
                : $"{place.Module}/"
                    + place.Tensor.Name switch
                    {
                        "weight" when place.Shape.Length > 1 => "kernel",
                        "weight" => "gamma",
                        "bias" when place.Tensor.Shape.Length == 1 && IsNormalization(place) => "beta",
                        "running_mean" => "moving_mean",
                        "running_var" => "moving_variance",
                        string name => name,
                    };

        private bool IsNormalization(TensorPlace place) => network.Definition.Layers[place.Layer] is BatchNormalization;
    }
}
