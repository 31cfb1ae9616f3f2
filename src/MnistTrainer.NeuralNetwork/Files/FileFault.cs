using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Describes for users why a file operation failed, or why JSON cannot be read.</summary>
public static class FileFault
{
    // Error numbers of Linux and macOS, and of Windows in the lower half of a HRESULT.
    private const int WindowsError = unchecked((int)0x80070000);

    private static readonly Dictionary<int, string> Known = new()
    {
        [5] = "a device that fails (input/output error)",
        [6] = "a device or pipe that no program serves",
        [11] = InUse,
        [16] = InUse,
        [17] = "a file where a folder is needed",
        [20] = "a file where a folder is needed",
        [21] = "a folder",
        [24] = "too many open files",
        [26] = InUse,
        [27] = "a file that would be too large",
        [28] = FullDisk,
        [30] = "a read-only file system",
        [32] = "a pipe that no program reads",
        [35] = InUse,
        [40] = "symbolic links that form a loop",
        [62] = "symbolic links that form a loop",
        [69] = "an exhausted disk quota",
        [122] = "an exhausted disk quota",
        [WindowsError | 32] = InUse,
        [WindowsError | 39] = FullDisk,
        [WindowsError | 112] = FullDisk,
    };

    private const string InUse = "a file that another program uses",
        FullDisk = "a full disk";

    /// <summary>Describes an exception of the file system or of JSON parsing as what was found: <c>a full disk</c>.</summary>
    /// <param name="error">An <see cref="IOException"/>, an <see cref="UnauthorizedAccessException"/>, a <see cref="JsonException"/> or another exception.</param>
    /// <returns>A noun phrase.</returns>
    public static string Describe(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error switch
        {
            UnauthorizedAccessException => "no permission",
            FileNotFoundException or DirectoryNotFoundException => "nothing there",
            PathTooLongException => "a name that is too long",
            IOException when Known.TryGetValue(error.HResult, out string? known) => known,
            JsonException { LineNumber: long line, BytePositionInLine: long column } => FormattableString.Invariant(
                $"invalid JSON at line {line + 1}, byte {column + 1}"
            ),
            KeyNotFoundException or IndexOutOfRangeException => "a missing entry",
            InvalidOperationException => "a value of another type",
            // The message of the system; .NET appends the path after a colon.
            _ => error.Message.Split(" : '")[0].TrimEnd('.'),
        };
    }
}
