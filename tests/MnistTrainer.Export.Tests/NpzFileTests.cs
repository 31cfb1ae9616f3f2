using System.IO.Compression;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Archives as NumPy writes them are read, and ours are as NumPy writes them.</summary>
public sealed class NpzFileTests
{
    private static readonly NetworkDefinition OneLayer = NetworkDefinition.Dense(
        Shape.Vector(3),
        [],
        ["a", "b"],
        Activation.ReLU,
        Activation.Softmax,
        useBias: false
    );

    private static readonly byte[] OneToSix = [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes((float)i))];

    /// <summary>What <c>numpy.save(file, numpy.array([1, 2], "&lt;f4"))</c> writes before the values.</summary>
    [Fact]
    public void Writes_the_header_of_NumPy()
    {
        string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }".PadRight(117) + "\n";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(text)];
        Assert.Equal(128, expected.Length);
        Assert.Equal(expected, new NpyHeader("<f4", false, [2]).ToBytes());
        Assert.Contains(
            "'shape': (200, 784), }",
            Encoding.ASCII.GetString(new NpyHeader("<f4", false, [200, 784]).ToBytes()),
            StringComparison.Ordinal
        );
        Assert.Contains("'shape': (), }", Encoding.ASCII.GetString(new NpyHeader("|S5", false, []).ToBytes()), StringComparison.Ordinal);
        Assert.All(
            Enumerable.Range(1, 200),
            digits => Assert.Equal(0, new NpyHeader(new string('x', digits), false, []).ToBytes().Length % 64)
        );
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Reads_both_array_orders(CompressionLevel compression)
    {
        byte[] rows = Zip(compression, ("w.weight.npy", [.. new NpyHeader("<f4", false, [2, 3]).ToBytes(), .. OneToSix]));
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], Read(rows).Parameters.ToArray());
        byte[] columns = Zip(compression, ("w.weight.npy", [.. new NpyHeader("<f4", true, [2, 3]).ToBytes(), .. OneToSix]));
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], Read(columns).Parameters.ToArray());
    }

    [Fact]
    public void Reads_versions_with_a_longer_header()
    {
        byte[] first = new NpyHeader("<f8", false, [2, 3]).ToBytes();
        byte[] third = [.. first[..6], 3, 0, first[8], first[9], 0, 0, .. first[10..]];
        byte[] values = [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes((double)i))];
        Assert.Equal(
            [1f, 4f, 2f, 5f, 3f, 6f],
            Read(Zip(CompressionLevel.Fastest, ("w.weight.npy", [.. third, .. values]))).Parameters.ToArray()
        );
    }

    [Fact]
    public void Writes_class_names_and_scaling_as_arrays()
    {
        MemoryStream stream = new();
        NpzFile.Write(Networks.Random([new Dense(3, Activation.Softmax)], InputScaling.Book), stream);
        using ZipArchive zip = new(stream);
        Assert.Equal(
            ["0.weight.npy", "0.bias.npy", "scaling.npy", "class_names.npy", "network.npy"],
            zip.Entries.Select(entry => entry.FullName)
        );
        byte[] scaling = Content(zip, "scaling.npy");
        Assert.Equal([0.01f, 0.99f / 255], [BitConverter.ToSingle(scaling, 128), BitConverter.ToSingle(scaling, 132)]);
        byte[] names = Content(zip, "class_names.npy");
        Assert.Contains("'descr': '<U3'", Encoding.ASCII.GetString(names, 0, 128), StringComparison.Ordinal);
        Assert.Equal(Networks.Names, Enumerable.Range(0, 3).Select(i => Encoding.UTF32.GetString(names, 128 + (i * 12), 12).TrimEnd('\0')));
    }

    public static TheoryData<string, string, int, string> Faults =>
        new()
        {
            { "<f4", "(2, 3)", 20, "24 bytes, as its shape says" },
            { "<i4", "(2, 3)", 24, "holds <i4" },
            { ">f4", "(2, 3)", 24, "holds >f4" },
            { "|O", "(2, 3)", 24, "holds |O" },
            { "<f4", "(2, x)", 24, "should be 2x3" },
            { "<f4", "(3, 2)", 24, "transpose it" },
            { "<f4", "2, 3", 24, "a header with descr, fortran_order and shape" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Reports_faults(string type, string shape, int data, string expected)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        byte[] array = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. new byte[data]];
        string message = Assert.Throws<InvalidInputException>(() => Read(Zip(CompressionLevel.Fastest, ("w.weight.npy", array)))).Message;
        Assert.StartsWith("x.npz", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_what_is_not_an_archive_of_arrays()
    {
        Assert.Contains(
            "cannot be unpacked",
            Assert.Throws<InvalidInputException>(() => Read([1, 2, 3])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "without any",
            Assert.Throws<InvalidInputException>(() => Read(Zip(CompressionLevel.Fastest, ("x.txt", [1])))).Message,
            StringComparison.Ordinal
        );
        byte[] pickled = Zip(CompressionLevel.Fastest, ("w.weight.npy", [0x80, 4, 0x95, .. new byte[20]]));
        Assert.Contains(
            "an array as numpy.save writes it",
            Assert.Throws<InvalidInputException>(() => Read(pickled)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void False_claims_of_size_cost_no_memory()
    {
        byte[] file = Zip(CompressionLevel.Fastest, ("w.weight.npy", new NpyHeader("<f4", false, [16384, 16384]).ToBytes()));
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(16384),
            [],
            Enumerable.Range(0, 16384).Select(i => $"{i}"),
            Activation.ReLU,
            Activation.Softmax,
            useBias: false
        );
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidInputException>(() => NpzFile.Read(new MemoryStream(file), "x", definition));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static Network Read(byte[] file) => NpzFile.Read(new MemoryStream(file), "x.npz", OneLayer);

    private static byte[] Content(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Zip(CompressionLevel compression, params (string Name, byte[] Content)[] entries)
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, compression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
