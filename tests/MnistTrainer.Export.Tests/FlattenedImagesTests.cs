using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Weights behind images of several channels, whose order other programs do not agree on.</summary>
public sealed class FlattenedImagesTests
{
    [Theory]
    [InlineData("convolution(2,2), dense(3)", false)]
    [InlineData("convolution(2,2), flatten, dropout, dense(3)", false)]
    [InlineData("convolution(1,2), dense(3)", true)]
    [InlineData("convolution(2,2), global-average-pooling, dense(3)", true)]
    public void Foreign_ones_are_rejected_where_their_order_matters(string layers, bool isRead)
    {
        Network network = Networks.Random(Layer.ParseList(layers));
        Foreign file = new(network);
        if (isRead)
            Assert.Equal(network.Parameters.ToArray(), TensorImport.ToNetwork(file, network.Definition).Parameters.ToArray());
        else
            Assert.Contains(
                "found a file of another program, which may have flattened images channel by channel",
                Assert.Throws<InvalidInputException>(() => TensorImport.ToNetwork(file, network.Definition)).Message,
                StringComparison.Ordinal
            );
    }

    // The tensors of a network without its description.
    private sealed class Foreign(Network network) : ITensorSource
    {
        private readonly IReadOnlyList<TensorPlace> _places = TensorPlace.AllOf(network.Definition);

        public string Name => "weights.safetensors";

        public IReadOnlyList<TensorHeader> Tensors => [.. _places.Select(place => new TensorHeader(place.Name, "F32", place.Shape))];

        public ReadOnlyMemory<byte>? Description => null;

        public float[] Read(TensorHeader tensor) => _places.Single(place => place.Name == tensor.Name).Take(network.Parameters);
    }
}
