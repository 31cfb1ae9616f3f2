using System.Collections.Concurrent;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A file on disk. What cannot be read twice, such as a pipe, is read into memory once.</summary>
internal sealed class DiskFile : DataFile
{
    /// <summary>The path that stands for the standard input.</summary>
    public const string StandardInput = "-";

    // What came through the standard input, or another descriptor that the program was started with, comes only once, whoever reads it first.
    private static readonly ConcurrentDictionary<string, byte[]> s_held = [];

    private readonly CancellationToken _cancellation;
    private byte[]? _piped;

    public DiskFile(string path, CancellationToken cancellation = default)
        : base(path) => _cancellation = cancellation;

    /// <summary>Whether a path stands for the standard input or for another descriptor of this process, such as a shell's <c>&lt;(…)</c>.</summary>
    public static bool IsDescriptor(string path) =>
        path == StandardInput
        || path == "/dev/stdin"
        || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
        || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override DataFolder Folder => new DiskFolder(System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder ? folder : ".");

    /// <inheritdoc/>
    public override Stream Open()
    {
        if ((_piped ?? s_held.GetValueOrDefault(Path)) is byte[] held)
            return new MemoryStream(held, writable: false);
        try
        {
            // Opening a pipe waits for who writes into it.
            return _cancellation.CanBeCanceled ? PipedInput.Await(OpenOrHold, _cancellation) : OpenOrHold();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            (string found, string remedy) =
                Directory.Exists(Path) ? ("a folder", "Check the path")
                : File.Exists(Path) ? ($"one that cannot be opened ({FileFault.Describe(e)})", "Check the path and its permissions")
                : FileNameEncoding.IsUndecodable(Path) ? (FileNameEncoding.Found, FileNameEncoding.Remedy)
                : ("no such file", "Check the path and its permissions");
            throw new InvalidInputException(Path, "a readable file", found, remedy, e);
        }
    }

    private Stream OpenOrHold()
    {
        // Unbuffered: all readers request large blocks.
        Stream file =
            Path == StandardInput ? Console.OpenStandardInput() : ReadableFile.Open(Path, bufferSize: 0, FileOptions.SequentialScan);
        if (file.CanSeek)
            return file;
        using (file)
            _piped = PipedInput.ReadAll(file, Path);
        if (IsDescriptor(Path))
            s_held[Path] = _piped;
        return new MemoryStream(_piped, writable: false);
    }
}
