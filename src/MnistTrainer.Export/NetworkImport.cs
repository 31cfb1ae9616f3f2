using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Reads networks from files of tensors, which other programs may have written.</summary>
public static class NetworkImport
{
    private const int MaximumPiped = 1 << 30;

    /// <summary>Reads a safetensors or npz file, which is detected by its first bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="definition">The expected definition of the network. Default: null, for the definition in the file, if this library wrote it.</param>
    /// <exception cref="InvalidInputException">
    /// The file does not exist or is damaged, or its tensors do not match the definition; the message lists all mismatches.
    /// </exception>
    public static Network Load(string path, NetworkDefinition? definition = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using Stream stream = file.CanSeek ? file : InMemory(file, path);
            byte[] start = new byte[ForeignWeights.StartLength];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            if (ForeignWeights.Of(start) is (string format, string remedy))
                throw new InvalidInputException(path, "a safetensors or npz file", format, remedy);
            return start.AsSpan().StartsWith("PK"u8)
                ? NpzFile.Read(stream, path, definition)
                : SafetensorsFile.Read(stream, path, definition);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? $"one that cannot be read ({FileFault.Describe(e)})"
                : "nothing there";
            throw new InvalidInputException(path, "a safetensors or npz file", found, "Check the path", e);
        }
    }

    private static MemoryStream InMemory(FileStream pipe, string path)
    {
        MemoryStream all = new();
        byte[] piece = new byte[1 << 18];
        for (int read; (read = pipe.Read(piece)) > 0; )
        {
            if (all.Length + read > MaximumPiped)
                throw new InvalidInputException(
                    path,
                    $"at most {MaximumPiped >> 20} MiB through a pipe",
                    "more",
                    "Save it to a file first"
                );
            all.Write(piece, 0, read);
        }

        all.Position = 0;
        return all;
    }
}
