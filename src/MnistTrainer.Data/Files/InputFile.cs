using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A file from outside, read once from its start to its end; gzip is unpacked where the content, not the name, says so.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly FileStream _file;

    private InputFile(string path, FileStream file, bool isCompressed)
    {
        Path = path;
        _file = file;
        IsCompressed = isCompressed;
        Content = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The path as it was given, for messages.</summary>
    public string Path { get; }

    /// <summary>Whether the file on the disk is gzipped.</summary>
    public bool IsCompressed { get; }

    /// <summary>The unpacked bytes.</summary>
    public Stream Content { get; }

    /// <summary>The size on the disk in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>The share of the file on the disk that has been read, from 0 to 1.</summary>
    public double FractionRead => Length == 0 ? 1 : (double)_file.Position / Length;

    /// <exception cref="InvalidInputException">There is no such file, or it may not be read.</exception>
    public static InputFile Open(string path)
    {
        try
        {
            // No buffer of its own: every reader here asks for large blocks.
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            Span<byte> magic = stackalloc byte[2];
            int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            file.Position = 0;
            return new InputFile(path, file, read == 2 && magic is [0x1F, 0x8B]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? $"one that cannot be opened ({e.Message})"
                : "nothing there";
            throw new InvalidInputException(path, "a file that can be read", found, "Check the path and its permissions", e);
        }
    }

    /// <summary>The rejection of a gzipped file that does not unpack.</summary>
    public InvalidInputException Damaged(Exception cause) =>
        new(
            $"{Path}, near byte {_file.Position} of the compressed file",
            "gzipped data",
            "data that does not unpack",
            "The file is damaged or was not copied whole; fetch it again",
            cause
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
