using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>An input file that is read once from start to end. Gzip is detected by content, not by file name, and decompressed.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly Stream _file;

    private InputFile(DataFile source, Stream file, bool isCompressed)
    {
        Path = source.Path;
        _file = file;
        IsCompressed = isCompressed;
        Content = isCompressed ? new GzipContent(source, file) : file;
    }

    private InputFile(InputFile file, Stream content)
    {
        (Path, _file, IsCompressed, Content) = (file.Path, file._file, file.IsCompressed, content);
    }

    /// <summary>The path as specified, for messages.</summary>
    public string Path { get; }

    /// <summary>Whether the file is gzipped.</summary>
    public bool IsCompressed { get; }

    /// <summary>The decompressed bytes.</summary>
    public Stream Content { get; }

    /// <summary>The size in bytes, compressed if it is.</summary>
    public long Length => _file.Length;

    /// <summary>The fraction of the file on disk that has been read, from 0 to 1.</summary>
    public double FractionRead => Length == 0 ? 1 : (double)_file.Position / Length;

    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static InputFile Open(string path) => Open(DataFile.OnDisk(path));

    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static InputFile Open(DataFile source)
    {
        bool isCompressed;
        using (Stream start = source.Open())
        {
            Span<byte> magic = stackalloc byte[2];
            isCompressed = start.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        }

        return new InputFile(source, source.Open(), isCompressed);
    }

    /// <summary>Opens a text, which is read as UTF-8 whatever its encoding.</summary>
    /// <param name="source">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static InputFile OpenText(DataFile source, Encoding encoding)
    {
        InputFile file = Open(source);
        return encoding is UTF8Encoding
            ? file
            : new InputFile(file, Encoding.CreateTranscodingStream(file.Content, encoding, Encoding.UTF8));
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
