using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MnistTrainer;

/// <summary>Generates corrupted copies of a file for fuzzing, reproducibly from a seed.</summary>
/// <param name="original">The file; not changed.</param>
/// <param name="seed">The random seed.</param>
internal sealed class Mutations(byte[] original, int seed)
{
    private static readonly long[] Extremes =
    [
        0,
        1,
        -1,
        255,
        65_536,
        int.MaxValue,
        int.MinValue,
        long.MaxValue,
        long.MinValue,
        1 << 28,
        (1 << 28) + 1,
        1 << 24,
        uint.MaxValue,
        0x7FC00000,
        0x7F800000,
    ];

    private static readonly string[] Texts =
    [
        "1e999",
        "-1",
        "99999999999999999999",
        "2147483647",
        "268435456",
        "16777216",
        "null",
        "[]",
        "{}",
        "\"\"",
        "true",
        "0",
        "1e-45",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next copy, corrupted in one to four places.</summary>
    public byte[] Next()
    {
        List<byte> bytes = [.. original];
        for (int i = _random.Next(4); i >= 0 && bytes.Count > 8; i--)
            Damage(bytes);
        return [.. bytes];
    }

    private void Damage(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count - 8),
            length = Math.Min(1 + _random.Next(16), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(_random.Next(bytes.Count - length + 1), length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                ReplaceWord(bytes, at);
                break;
            default:
                ReplaceText(bytes, at);
                break;
        }
    }

    /// <summary>Overwrites four or eight bytes with an extreme number, preferably near the start, where sizes usually are.</summary>
    private void ReplaceWord(List<byte> bytes, int at)
    {
        if (_random.Next(2) == 0)
            at = Math.Min(at, _random.Next(32));
        byte[] word = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(word, Extremes[_random.Next(Extremes.Length)]);
        for (int i = 0; i < (_random.Next(2) == 0 ? 4 : 8); i++)
            bytes[at + i] = word[i];
    }

    /// <summary>Replaces a number or a quoted string by another value.</summary>
    private void ReplaceText(List<byte> bytes, int at)
    {
        int from = bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9' or (byte)'"');
        if (from < 0)
            return;
        int to =
            bytes[from] == '"'
                ? bytes.FindIndex(from + 1, value => value == '"') + 1
                : bytes.FindIndex(from, value => value is < (byte)'0' or > (byte)'9');
        if (to <= from)
            return;
        string text = _random.Next(8) == 0 ? _random.Next().ToString(CultureInfo.InvariantCulture) : Texts[_random.Next(Texts.Length)];
        bytes.RemoveRange(from, to - from);
        bytes.InsertRange(from, Encoding.ASCII.GetBytes(text));
    }
}
