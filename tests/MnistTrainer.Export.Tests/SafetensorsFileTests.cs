using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Files written by the published format, byte by byte, are read; others are rejected.</summary>
public sealed class SafetensorsFileTests
{
    private static readonly NetworkDefinition OneLayer = NetworkDefinition.Dense(
        Shape.Vector(2),
        [],
        ["a", "b"],
        Activation.ReLU,
        Activation.Softmax,
        useBias: false
    );

    /// <summary>1, -2, 0.5, 65504 in each type, as IEEE 754 and bfloat16 write them (65504 is no bfloat16; 65536 is).</summary>
    [Theory]
    [InlineData("F16", "003C00C00038FF7B", 65504f)]
    [InlineData("BF16", "803F00C0003F8047", 65536f)]
    [InlineData("F32", "0000803F000000C00000003F00E07F47", 65504f)]
    [InlineData("F64", "000000000000F03F00000000000000C0000000000000E03F0000000000FCEF40", 65504f)]
    public void Reads_every_type(string type, string hex, float last)
    {
        byte[] data = Convert.FromHexString(hex);
        byte[] file = File($$"""{"w.weight": {"dtype":"{{type}}","shape":[2,2],"data_offsets":[0,{{data.Length}}]} }""", data);
        Assert.Equal([1f, 0.5f, -2f, last], Read(file, OneLayer).Parameters.ToArray());
    }

    /// <summary>Layers are ordered as people order names, wherever they stand in the file, and PyTorch's counters are ignored.</summary>
    [Fact]
    public void Orders_layers_naturally_by_name()
    {
        string header = """
            {"fc10.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},
            "fc2.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]},
            "fc2.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[8,16]}}
            """;
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(1),
            [1],
            ["a"],
            Activation.ReLU,
            Activation.Softmax,
            useBias: false
        );
        byte[] file = File(header, [.. Convert.FromHexString("0000803F00000040"), 5, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([2f, 1f], Read(file, definition).Parameters.ToArray());
    }

    [Fact]
    public void Follows_the_published_format()
    {
        MemoryStream stream = new();
        SafetensorsFile.Write(Networks.Random([new Dense(4, Activation.Tanh), new Dense(3, Activation.Softmax)]), stream);
        byte[] file = stream.ToArray();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal((byte)'{', file[8]);
        JsonElement header = JsonDocument.Parse(file.AsMemory(8, length)).RootElement;
        Assert.Equal(
            Networks.Names,
            JsonSerializer.Deserialize<string[]>(header.GetProperty("__metadata__").GetProperty("class_names").GetString()!)!
        );
        Assert.Equal(
            [0f, 1f / 255],
            JsonSerializer.Deserialize<float[]>(header.GetProperty("__metadata__").GetProperty("scaling").GetString()!)!
        );
        Assert.Equal("[4,9]", header.GetProperty("0.weight").GetProperty("shape").GetRawText());
        Assert.Equal("[144,160]", header.GetProperty("0.bias").GetProperty("data_offsets").GetRawText());
        Assert.Equal(8 + length + (4 * ((9 * 4) + 4 + (4 * 3) + 3)), file.Length);
    }

    public static TheoryData<string, int, string> Faults =>
        new()
        {
            { """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""", 16, "a header in JSON" },
            { """[1, 2]""", 16, "a header in JSON" },
            { """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0]}}""", 16, "a header in JSON" },
            { """{"w.weight":{"dtype":"F32","shape":[2,"2"],"data_offsets":[0,16]}}""", 16, "a header in JSON" },
            { """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", 12, "12 bytes" },
            { """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", 20, "4 more bytes" },
            { """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]}}""", 20, "from 4 to 20" },
            { """{"w.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,16]}}""", 16, "as its shape says" },
            { """{"w.weight":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}}""", 16, "as its shape says" },
            { """{"w.weight":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}""", 16, "as its shape says" },
            { """{"w.weight":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}""", 16, "holds I32, not F32, F16, BF16 or F64" },
            { """{"w.weight":{"dtype":"F32","shape":[4,1],"data_offsets":[0,16]}}""", 16, "w.weight (4x1) should be 2x2" },
            {
                """{"w.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"w.weight":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}""",
                16,
                "each tensor once"
            },
            {
                """{"w.kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""",
                16,
                "w.weight (2x2) is missing, w.kernel has no place in layer 1"
            },
            { """{}""", 0, "expected tensors of 1 layers" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Reports_faults(string header, int data, string expected)
    {
        string message = Assert.Throws<InvalidInputException>(() => Read(File(header, new byte[data]), OneLayer)).Message;
        Assert.StartsWith("x.safetensors", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_invalid_values()
    {
        string header = """{"w.weight":{"dtype":"F64","shape":[2,2],"data_offsets":[0,32]}}""";
        byte[] data = new byte[32];
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(16), 1e300);
        string message = Assert.Throws<InvalidInputException>(() => Read(File(header, data), OneLayer)).Message;
        Assert.StartsWith(
            "x.safetensors, w.weight, value 2: expected a number within the range of 32-bit floats",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Recognizes_a_transposed_weight()
    {
        byte[] file = File("""{"w.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", new byte[24]);
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            [],
            ["a", "b", "c"],
            Activation.ReLU,
            Activation.Softmax,
            useBias: false
        );
        Assert.Contains(
            "should be 3x2, units by inputs: transpose it",
            Assert.Throws<InvalidInputException>(() => Read(file, definition)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void False_claims_of_size_cost_no_memory()
    {
        byte[] header = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(header, long.MaxValue);
        string claims = """{"w.weight":{"dtype":"F32","shape":[16384,16384],"data_offsets":[0,1073741824]}}""";
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(16384),
            [],
            Enumerable.Range(0, 16384).Select(i => $"{i}"),
            Activation.ReLU,
            Activation.Softmax,
            useBias: false
        );
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidInputException>(() => Read(header, OneLayer));
        Assert.Throws<InvalidInputException>(() => Read(File(claims, []), definition));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    internal static byte[] File(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header),
            length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }

    private static Network Read(byte[] file, NetworkDefinition definition) =>
        SafetensorsFile.Read(new MemoryStream(file), "x.safetensors", definition);
}
