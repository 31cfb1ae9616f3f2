using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Reads networks from files of tensors, which other programs may have written.</summary>
public static class NetworkImport
{
    /// <summary>Reads a safetensors or npz file; its first bytes say which.</summary>
    /// <param name="path">The file.</param>
    /// <param name="definition">The network that it should be. Default: null, for the one that the file describes, if this library wrote it.</param>
    /// <exception cref="InvalidInputException">
    /// The file does not exist, is damaged, or its tensors do not fit the definition; the message lists everything that does not.
    /// </exception>
    public static Network Load(string path, NetworkDefinition? definition = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Span<byte> start = stackalloc byte[2];
            bool isZip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
            stream.Position = 0;
            return isZip ? NpzFile.Read(stream, path, definition) : SafetensorsFile.Read(stream, path, definition);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? $"one that cannot be read ({e.Message.TrimEnd('.')})"
                : "nothing there";
            throw new InvalidInputException(path, "a safetensors or npz file", found, "Check the path", e);
        }
    }
}
