using System.Buffers;
using System.Security.Cryptography;

namespace MnistTrainer.Workers;

/// <summary>The result that a worker sends piece by piece. A message of Orleans is no place for a checkpoint of many megabytes. Used by one call at a time.</summary>
internal sealed class IncomingResult
{
    /// <summary>The bytes of a piece, but for the last.</summary>
    public const int PieceBytes = 1 << 20;

    /// <summary>The most bytes of a result: a checkpoint of 50 million parameters.</summary>
    public const long MaximumBytes = 1 << 30;

    private ArrayBufferWriter<byte> _pieces = new();
    private string? _key;

    /// <summary>Adds a piece.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Add(string key, long offset, byte[] piece)
    {
        if (offset == 0)
            Begin(key);
        if (key != _key || offset != _pieces.WrittenCount)
            return $"{key}: expected what follows {_pieces.WrittenCount} bytes of {_key ?? "nothing"}, found a piece at {offset}.";
        if (piece.Length > PieceBytes || offset + piece.Length > MaximumBytes)
            return $"{key}: expected a result of up to {MaximumBytes >> 20} MB in pieces of up to {PieceBytes >> 20} MB, found a larger one.";
        _pieces.Write(piece);
        return null;
    }

    /// <summary>Returns the bytes of a job's result, and frees them.</summary>
    /// <returns>Null if they are not those that the checksum is of.</returns>
    public ReadOnlyMemory<byte>? Take(string key, byte[] hash)
    {
        ReadOnlyMemory<byte> bytes = _pieces.WrittenMemory;
        bool isWhole = key == _key && CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes.Span), hash);
        Begin(null);
        // Without the type, null would be an empty result.
        return isWhole ? bytes : (ReadOnlyMemory<byte>?)null;
    }

    // Previous bytes may still be in use by their receiver.
    private void Begin(string? key) => (_key, _pieces) = (key, new ArrayBufferWriter<byte>());
}
