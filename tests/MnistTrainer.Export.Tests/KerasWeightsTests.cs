using System.Globalization;
using System.IO.Compression;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Weights as in Keras, inputs x units, with numbers or Keras' names.</summary>
public sealed class KerasWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Parameters are stored inputs by units, so those of Keras are read in their order.</summary>
    [Theory]
    [InlineData("arr_0", "arr_1", "arr_2", "arr_3")]
    [InlineData("dense/kernel:0", "dense/bias:0", "dense_1/kernel:0", "dense_1/bias:0")]
    public void Reads_weights_with_a_row_for_each_input(params string[] names)
    {
        float[] parameters = [.. Enumerable.Range(0, 18 + 2 + 6 + 3).Select(i => (i - 10) / 8f)];
        Write(
            (names[0], [9, 2], parameters[..18]),
            (names[1], [2], parameters[18..20]),
            (names[2], [2, 3], parameters[20..26]),
            (names[3], [3], parameters[26..])
        );
        Network read = NetworkImport.Load(_folder["file"], Definition(9, 2));
        Assert.Equal(parameters, read.Parameters.ToArray());
        Assert.StartsWith("transposed", read.Definition.Metadata["weights"], StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_numbered_weights_with_a_row_for_each_unit()
    {
        Write(
            ("arr_0", [2, 3], [1, 2, 3, 4, 5, 6]),
            ("arr_1", [2], [7, 8]),
            ("arr_2", [3, 2], [1, 2, 3, 4, 5, 6]),
            ("arr_3", [3], [0, 0, 0])
        );
        Network read = NetworkImport.Load(_folder["file"], Definition(3, 2));
        Assert.Equal([1, 4, 2, 5, 3, 6, 7, 8, 1, 3, 5, 2, 4, 6, 0, 0, 0], read.Parameters.ToArray());
        Assert.Empty(read.Definition.Metadata);
    }

    [Fact]
    public void Square_weights_alone_do_not_show_which_way_round_they_are()
    {
        Write(("arr_0", [3, 3], new float[9]), ("arr_1", [3], new float[3]), ("arr_2", [3, 3], new float[9]), ("arr_3", [3], new float[3]));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder["file"], Definition(3, 3)));
        Assert.Contains("found only square ones", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbered_arrays_of_another_network_are_listed()
    {
        Write(
            ("arr_0", [9, 4], new float[36]),
            ("arr_1", [4], new float[4]),
            ("arr_2", [4, 3], new float[12]),
            ("arr_3", [3], new float[3])
        );
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder["file"], Definition(9, 2)));
        Assert.Contains("2x9, 2, 3x2, 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("arr_0 (9x4), arr_1 (4), arr_2 (4x3), arr_3 (3)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ONNX", new byte[] { 8, 8, 0x12, 7, (byte)'p', (byte)'y', (byte)'t', (byte)'o' })]
    [InlineData("HDF5", new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10 })]
    [InlineData("pickle", new byte[] { 0x80, 4, 0x95, 0, 0 })]
    [InlineData("NumPy", new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 })]
    [InlineData("gzip", new byte[] { 0x1F, 0x8B, 8, 0 })]
    [InlineData("server", new byte[] { (byte)'\n', (byte)'<', (byte)'!', (byte)'d' })]
    [InlineData("text", new byte[] { (byte)'0', (byte)',', (byte)'1' })]
    public void Calls_other_formats_by_their_names(string name, byte[] start)
    {
        File.WriteAllBytes(_folder["file"], [.. start, .. new byte[start[0] < 0x20 || start[0] >= 0x7F ? 100 : 0]]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder["file"], Definition(9, 2)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PyTorch", "archive/data.pkl")]
    [InlineData("Keras", "model.weights.h5")]
    [InlineData("no import", "TransformerChain/Transform_000/Model.key")]
    public void Calls_other_archives_by_their_names(string name, string entry)
    {
        using (ZipArchive zip = ZipFile.Open(_folder["file"], ZipArchiveMode.Create))
            zip.CreateEntry(entry);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => NetworkImport.Load(_folder["file"], Definition(9, 2)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static NetworkDefinition Definition(int inputs, int hidden) =>
        NetworkDefinition.Dense(Shape.Vector(inputs), [hidden], Networks.Names, Activation.ReLU, Activation.Softmax);

    private void Write(params (string Name, int[] Shape, float[] Values)[] arrays)
    {
        using ZipArchive zip = ZipFile.Open(_folder["file"], ZipArchiveMode.Create);
        foreach ((string name, int[] shape, float[] values) in arrays)
        {
            using Stream stream = zip.CreateEntry($"{name}.npy").Open();
            string sizes = string.Concat(shape.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size},")));
            string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}".PadRight(117) + "\n";
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header)]);
            foreach (float value in values)
                stream.Write(BitConverter.GetBytes(value));
        }
    }
}
