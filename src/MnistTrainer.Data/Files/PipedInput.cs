using System.Collections.Concurrent;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// What came through a pipe or stdin, by path: a source is opened several times, to find its format and to read it, but a pipe gives its bytes once.
/// </summary>
internal static class PipedInput
{
    /// <summary>The path of stdin, on every system.</summary>
    public const string StandardInput = "/dev/stdin";

    // Half of what an array can hold; MNIST as a table takes an eighth.
    private const int MaximumLength = 1 << 30;

    private static readonly ConcurrentDictionary<string, byte[]> Kept = new(StringComparer.Ordinal);

    /// <summary>Opens what is kept of a path, or stdin; null for other paths.</summary>
    /// <exception cref="InvalidInputException">Stdin has too many bytes.</exception>
    public static Stream? Open(string path)
    {
        if (Kept.TryGetValue(path, out byte[]? bytes))
            return new MemoryStream(bytes, writable: false);
        if (path != StandardInput)
            return null;
        using Stream stdin = Console.OpenStandardInput();
        return Keep(path, stdin);
    }

    /// <summary>Reads a stream that cannot seek to its end, and keeps it.</summary>
    /// <exception cref="InvalidInputException">It has too many bytes.</exception>
    public static Stream Keep(string path, Stream stream)
    {
        using MemoryStream all = new();
        byte[] piece = new byte[1 << 18];
        for (int read; (read = stream.Read(piece)) > 0; )
        {
            if (all.Length + read > MaximumLength)
                throw new InvalidInputException(path, $"at most {MaximumLength >> 20} MiB through a pipe", "more", "Save it to a file first");
            all.Write(piece, 0, read);
        }

        return new MemoryStream(Kept.GetOrAdd(path, all.ToArray()), writable: false);
    }
}
