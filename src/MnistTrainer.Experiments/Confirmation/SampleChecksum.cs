using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A short checksum of an image, by which a list of rows is recognized as one of another source.</summary>
internal static class SampleChecksum
{
    private const int Bytes = 8;

    // A spreadsheet would read a text of digits, perhaps with an E among them, as a number.
    private const string Start = "x";

    /// <summary>The first 64 bits of the SHA-256 of the image's values, as text.</summary>
    public static string Of(ReadOnlySpan<byte> values)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(values, hash);
        return Start + Convert.ToHexStringLower(hash[..Bytes]);
    }

    /// <summary>The checksum of a row.</summary>
    public static string Of(Samples<byte> samples, int row) => Of(samples.Row(row));
}
