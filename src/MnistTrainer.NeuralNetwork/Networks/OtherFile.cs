namespace MnistTrainer.NeuralNetwork;

/// <summary>A file that was given as a model and is none, by its first bytes: a damaged model, one of another program, or no model at all.</summary>
internal static class OtherFile
{
    private const string Import = "Create a model from its weights with mnist import";
    private const string Weights = "Save its weights as safetensors or npz, and create a model from them with mnist import";
    private const string Choose = "Use a model that this program saved";
    private const string Copy = "Copy it again, or train it again";

    private const int Longest = 16;

    // The length before the JSON of a safetensors file.
    private const int LengthOfHeader = 8;

    private static readonly (byte[] Bytes, string Name, string Remedy)[] Known =
    [
        ([0x89, .. "HDF"u8], "an HDF5 file, as written by Keras", Weights),
        ([.. "GGUF"u8], "a GGUF model", Weights),
        ([0x80, 2], "a PyTorch file (pickle)", Weights),
        ([0x89, .. "PNG"u8], "a PNG image", Choose),
        ([0xFF, 0xD8, 0xFF], "a JPEG image", Choose),
        ([.. "GIF8"u8], "a GIF image", Choose),
        ([0x1F, 0x8B], "a gzip archive", "Unpack it first"),
        ([.. "%PDF"u8], "a PDF document", Choose),
    ];

    // The extensions of entries in other zip files.
    private static readonly (string Ending, string Name, string Remedy)[] Entries =
    [
        (".npy", "an npz file (NumPy)", Import),
        ("data.pkl", "a PyTorch file", Weights),
        (".weights.h5", "a Keras model", Weights),
        ("[Content_Types].xml", "an Office document", Choose),
    ];

    /// <summary>The error for a file that cannot be unpacked.</summary>
    /// <param name="stream">The file, read from its start where it can seek.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cause">Why it cannot be unpacked.</param>
    public static InvalidInputException NoZip(Stream stream, string name, Exception cause)
    {
        (string found, string remedy) = stream.CanSeek ? Describe(Start(stream)) : ("a file that cannot be unpacked", Copy);
        return new InvalidInputException(name, "a model, which is a zip file", found, remedy, cause);
    }

    /// <summary>The error for a zip file without a network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="entries">The names of its entries.</param>
    public static InvalidInputException NoNetwork(string name, IReadOnlyCollection<string> entries)
    {
        (string found, string remedy) = ("a zip file without one", Choose);
        foreach ((string ending, string kind, string itsRemedy) in Entries)
        {
            if (entries.Any(entry => entry.EndsWith(ending, StringComparison.Ordinal)))
                (found, remedy) = (kind, itsRemedy);
        }

        return new InvalidInputException(name, "a model with a neural network", found, remedy);
    }

    private static ReadOnlySpan<byte> Start(Stream stream)
    {
        byte[] start = new byte[Longest];
        stream.Position = 0;
        return start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
    }

    private static (string Found, string Remedy) Describe(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return ("an empty file", Copy);
        if (start.StartsWith("PK"u8))
            return ("a zip file that cannot be unpacked", Copy);
        if (start.Length > LengthOfHeader && start[LengthOfHeader] == '{' && start[LengthOfHeader - 1] == 0)
            return ("a safetensors file", Import);
        // A protocol buffer has no signature: it begins with the version of the format and, in most files, the name of the producer.
        if (start.Length > LengthOfHeader && start[0] == 0x08 && start[1] is > 0 and < 32 && start[2] is 0x12 or 0x3A or 0x42)
            return ("an ONNX model", Weights);
        foreach ((byte[] bytes, string name, string remedy) in Known)
        {
            if (start.StartsWith(bytes))
                return (name, remedy);
        }

        return start.IndexOfAnyInRange((byte)0, (byte)8) < 0 ? ("a text file", Choose) : ("a file of another kind", Choose);
    }
}
