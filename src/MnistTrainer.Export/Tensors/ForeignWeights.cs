using System.IO.Compression;

namespace MnistTrainer.Export;

/// <summary>Weights in formats of other programs that are not read, called by their names.</summary>
internal static class ForeignWeights
{
    /// <summary>The number of bytes that show a format.</summary>
    public const int StartLength = 16;

    private static readonly (string Name, string Remedy, Func<byte[], bool> Begins)[] Formats =
    [
        (
            "an ONNX model",
            "In Python, save its weights: safetensors.numpy.save_file({one.name: onnx.numpy_helper.to_array(one) for one in onnx.load(FILE).graph.initializer}, ...)",
            start => start is [0x08, < 0x20, 0x12, ..] or [0x08, < 0x20, 0x3A, ..]
        ),
        ("an HDF5 file, such as Keras writes", KerasRemedy, start => start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..]),
        (
            "a pickle, such as PyTorch wrote before version 1.6, scikit-learn or joblib write",
            TorchRemedy,
            start => start is [0x80, >= 2 and <= 5, ..]
        ),
        (
            "a single NumPy array",
            "Save all arrays of the network in one file with numpy.savez",
            start => start is [0x93, (byte)'N', (byte)'U', ..]
        ),
        ("a TensorFlow Lite model", OtherRemedy, start => start is [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', ..]),
        ("a GGUF file", OtherRemedy, start => start.AsSpan().StartsWith("GGUF"u8)),
        ("a MATLAB file", OtherRemedy, start => start.AsSpan().StartsWith("MATLAB"u8)),
        ("a gzipped file", "Unpack it with gunzip first", start => start is [0x1F, 0x8B, ..]),
        ("a xz file", "Unpack it with unxz first", start => start is [0xFD, (byte)'7', (byte)'z', (byte)'X', ..]),
        ("a 7z archive", "Unpack it first", start => start is [(byte)'7', (byte)'z', 0xBC, ..]),
        ("a Git LFS pointer, not the file itself", "Fetch it with git lfs pull", start => start.AsSpan().StartsWith("version https:/"u8)),
        (
            "a web page or the response of a server",
            "Download the file itself",
            start => start.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<', ..]
        ),
        (
            "text",
            OtherRemedy,
            start => start.Length > 0 && start.All(one => one is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r' or (byte)'\t')
        ),
    ];

    private const string KerasRemedy = "In Python, save its weights with numpy.savez(FILE, *model.get_weights())";

    private const string TorchRemedy = "In Python, save its state with safetensors.torch.save_file(model.state_dict(), FILE)";

    private const string OtherRemedy = "Save the weights as a safetensors or npz file";

    /// <summary>Returns the format of a file by its first bytes and the remedy; null where it may be a safetensors or npz file.</summary>
    public static (string Name, string Remedy)? Of(byte[] start) =>
        IsSafetensors(start)
            ? null
            : Formats
                .Where(format => format.Begins(start))
                .Select(format => ((string, string)?)(format.Name, format.Remedy))
                .FirstOrDefault();

    // A length below 4 GiB may begin like another format, and a brace follows.
    private static bool IsSafetensors(byte[] start) => start is [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..];

    /// <summary>Returns the format of a zip file without NumPy's arrays and the remedy.</summary>
    public static (string Name, string Remedy) Of(ZipArchive zip)
    {
        bool Has(string ending) => zip.Entries.Any(entry => entry.FullName.EndsWith(ending, StringComparison.Ordinal));
        return Has("data.pkl") ? ("a PyTorch file, which contains a pickle", TorchRemedy)
            : Has(".weights.h5") ? ("a Keras model", KerasRemedy)
            : Has("Model.key") ? ("a model of this program", "It needs no import")
            : ("a zip file without any", "Use an npz or safetensors file; a model of this program needs no import");
    }
}
