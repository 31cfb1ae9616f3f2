using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// An input file that is read once from start to end. Gzip is detected by content, not by file name, and decompressed. What cannot be read twice, a pipe or stdin, is
/// kept in memory (<see cref="PipedInput"/>).
/// </summary>
internal sealed class InputFile : IDisposable
{
    private readonly Stream _file;

    private InputFile(string path, Stream file, bool isCompressed)
    {
        Path = path;
        _file = file;
        IsCompressed = isCompressed;
        Content = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The path as specified, for messages.</summary>
    public string Path { get; }

    /// <summary>Whether the file on disk is gzipped.</summary>
    public bool IsCompressed { get; }

    /// <summary>The decompressed bytes.</summary>
    public Stream Content { get; }

    /// <summary>The size on disk in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>The fraction of the file on disk that has been read, from 0 to 1.</summary>
    public double FractionRead => Length == 0 ? 1 : (double)_file.Position / Length;

    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static InputFile Open(string path)
    {
        try
        {
            Stream file = PipedInput.Open(path) ?? OpenFile(path);
            Span<byte> magic = stackalloc byte[2];
            int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            file.Position = 0;
            return new InputFile(path, file, read == 2 && magic is [0x1F, 0x8B]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? $"one that cannot be opened ({FileFault.Describe(e)})"
                : "no such file";
            throw new InvalidInputException(path, "a readable file", found, "Check the path and its permissions", e);
        }
    }

    private static Stream OpenFile(string path)
    {
        // Unbuffered: all readers request large blocks.
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (file.CanSeek)
            return file;
        using (file)
            return PipedInput.Keep(path, file);
    }

    /// <summary>Creates the exception for a gzipped file that cannot be decompressed.</summary>
    public InvalidInputException Damaged(Exception cause) =>
        new(
            $"{Path}, near byte {_file.Position} of the compressed file",
            "gzipped data",
            "data that cannot be decompressed",
            "The file is damaged or incomplete; fetch it again",
            cause
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
