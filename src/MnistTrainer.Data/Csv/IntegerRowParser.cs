using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MnistTrainer.Data;

/// <summary>
/// The fast path for rows: parses cells that are plain integers from 0 to 255, without splitting the row into cells first.
/// </summary>
internal static class IntegerRowParser
{
    private const uint Ones = 0x01010101;

    /// <summary>Parses one cell per pixel, each up to a delimiter or the end.</summary>
    /// <param name="text">The row from the first digit of the first pixel. Anything after the last pixel's delimiter is ignored.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <param name="pixels">Receives one byte per cell; partially filled if the method returns false.</param>
    /// <returns>Whether every cell has one to three digits and is at most 255.</returns>
    // A process often reads a single file: optimize at once instead of after thousands of rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, byte delimiter, Span<byte> pixels)
    {
        // Most of an image is background: compare with "0,0,0,0," as one integer.
        ulong fourZeros = 0x0030003000300030 | (0x0100010001000100 * (ulong)delimiter);
        int at = 0;
        int pixel = 0;
        while (text.Length - at >= sizeof(ulong) && pixel < pixels.Length)
        {
            if (pixels.Length - pixel >= 4 && BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) == fourZeros)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(pixels[pixel..], 0);
                pixel += 4;
                at += sizeof(ulong);
                continue;
            }

            uint word = BinaryPrimitives.ReadUInt32LittleEndian(text[at..]);
            int length = FindByte(word, delimiter);
            if (!TryParseDigits(word, length, out pixels[pixel]))
                return false;
            pixel++;
            at += length + 1;
        }

        return TryParseRest(text[at..], delimiter, pixels[pixel..]);
    }

    /// <summary>Returns the index of the first byte equal to <paramref name="wanted"/>, 4 if there is none ("Bit Twiddling Hacks", zero in a word).</summary>
    private static int FindByte(uint word, byte wanted)
    {
        uint different = word ^ (Ones * wanted);
        uint zero = (different - Ones) & ~different & (Ones << 7);
        return int.TrailingZeroCount((int)zero) >> 3;
    }

    /// <summary>Parses the first one to three bytes of a word as digits without branching on their number.</summary>
    private static bool TryParseDigits(uint word, int length, out byte value)
    {
        // Shift the last digit to the highest byte; zeros precede the first.
        uint digits = (word ^ (Ones * '0')) << (8 * (4 - length));
        bool areDigits = (uint)(length - 1) < 3 && (((digits + (Ones * 6)) | digits) & (Ones * 0xF0)) == 0;
        uint number = (((digits >> 8) & 0xFF) * 100) + (((digits >> 16) & 0xFF) * 10) + (digits >> 24);
        value = (byte)number;
        return areDigits && number <= 255;
    }

    private static bool TryParseRest(ReadOnlySpan<byte> text, byte delimiter, Span<byte> pixels)
    {
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            int end = text.IndexOf(delimiter);
            ReadOnlySpan<byte> cell = end < 0 ? text : text[..end];
            if (cell.Length is 0 or > 3)
                return false;
            int number = 0;
            foreach (byte character in cell)
            {
                if (!char.IsAsciiDigit((char)character))
                    return false;
                number = (number * 10) + (character - '0');
            }

            if (number > 255)
                return false;
            pixels[pixel] = (byte)number;
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return true;
    }
}
