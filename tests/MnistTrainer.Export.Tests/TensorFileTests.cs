using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Both formats of tensors read back what was written, with names as in PyTorch.</summary>
public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ExportFormat> Formats => [ExportFormat.Safetensors, ExportFormat.Npz];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Reads_back_the_same_bits(ExportFormat format)
    {
        Network network = EveryLayer();
        Network read = NetworkImport.Load(Save(network, format));
        Assert.Equal(Bytes(network), Bytes(read));
        Assert.Equal(Bytes(network), Bytes(NetworkImport.Load(_folder["file"], network.Definition)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Rejects_a_negative_variance(ExportFormat format)
    {
        Network network = EveryLayer();
        float[] parameters = network.Parameters.ToArray();
        TensorPlace[] places = [.. TensorPlace.AllOf(network.Definition)];
        float[] variances = [.. places.Single(place => place.Name == "2.running_var").Take(parameters)];
        parameters[Array.IndexOf(parameters, variances[1])] = -0.5f;
        string message = Assert
            .Throws<InvalidInputException>(() => NetworkImport.Load(Save(Network.Create(network.Definition, parameters), format)))
            .Message;
        Assert.Contains("2.running_var, value 1: expected a finite number of at least 0, found -0.5", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_network_gives_the_same_bytes(ExportFormat format)
    {
        byte[] first = File.ReadAllBytes(Save(EveryLayer(), format));
        Assert.Equal(first, File.ReadAllBytes(Save(EveryLayer(), format)));
    }

    /// <summary>nn.Sequential(Dropout, Linear, BatchNorm1d, Tanh, Dropout, Linear, MaxoutOfOurs, Linear, Sigmoid): an activation is a module, the identity is none.</summary>
    [Fact]
    public void Names_and_shapes_tensors_as_PyTorch_does() =>
        Assert.Equal(
            [
                "1.weight 4x9",
                "2.weight 4",
                "2.bias 4",
                "2.running_mean 4",
                "2.running_var 4",
                "5.weight 10x4",
                "5.bias 10",
                "7.weight 3x5",
                "7.bias 3",
            ],
            TensorPlace.AllOf(EveryLayer().Definition).Select(place => $"{place.Name} {string.Join('x', place.Shape)}")
        );

    /// <summary>Of the parameters (inputs x units), then biases, a weight takes unit by unit.</summary>
    [Fact]
    public void Writes_a_weight_unit_by_unit()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b", "c"], Activation.ReLU, Activation.Softmax);
        float[] parameters = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        TensorPlace[] places = [.. TensorPlace.AllOf(definition)];
        Assert.Equal([1, 4, 2, 5, 3, 6], places[0].Take(parameters));
        Assert.Equal([7, 8, 9], places[1].Take(parameters));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Rejects_a_file_of_another_network_with_every_difference(ExportFormat format)
    {
        string path = Save(Networks.Random([new Dense(5, Activation.Tanh), new Dense(3, Activation.Softmax)]), format);
        string[] names = [.. Networks.Names];
        string sizes = Rejection(path, NetworkDefinition.Dense(Shape.Image(3, 3), [4], names, Activation.Tanh, Activation.Softmax));
        Assert.Contains(
            "0.weight (5x9) should be 4x9, 0.bias (5) should be 4, 2.weight (3x5) should be 3x4.",
            sizes,
            StringComparison.Ordinal
        );
        string layers = Rejection(path, NetworkDefinition.Dense(Shape.Image(3, 3), [5, 5], names, Activation.Tanh, Activation.Softmax));
        Assert.Contains("expected tensors of 3 layers: 0.weight (5x9)", layers, StringComparison.Ordinal);
        Assert.Contains("found those of 2: 0.weight (5x9), 0.bias (5), 2.weight (3x5), 2.bias (3).", layers, StringComparison.Ordinal);
        string bias = Rejection(
            path,
            NetworkDefinition.Dense(Shape.Image(3, 3), [5], names, Activation.Tanh, Activation.Softmax, useBias: false)
        );
        Assert.Contains("0.bias has no place in layer 1, 2.bias has no place in layer 2", bias, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_missing_file()
    {
        Assert.Contains(
            "nothing there",
            Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder["none"])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "a folder",
            Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    private static string Rejection(string path, NetworkDefinition definition)
    {
        string message = Assert.Throws<InvalidInputException>(() => NetworkImport.Load(path, definition)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }

    private static byte[] Bytes(Network network)
    {
        MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static Network EveryLayer()
    {
        Network network = Networks.Random(
            [
                new Dropout(0.2f),
                new Dense(4, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.Tanh),
                new Dropout(0.5f),
                new Dense(5, Activation.Maxout()),
                new Dense(3, Activation.Sigmoid),
            ],
            InputScaling.Book
        );
        return network.WithMetadata(ImmutableSortedDictionary<string, string>.Empty.Add("data", "숫자"));
    }

    private string Save(Network network, ExportFormat format)
    {
        NetworkExport.Save(network, _folder["file"], format);
        return _folder["file"];
    }
}
