namespace MnistTrainer.Imaging;

/// <summary>
/// Counts the bytes that LZW codes stand for, as GIF (GIF89a, appendix F) and TIFF (TIFF 6.0, section 13) have them, without decoding them:
/// decoders leave out what is missing without a word.
/// </summary>
internal static class LzwCodes
{
    private const int MostBits = 12;

    /// <summary>Counts bytes.</summary>
    /// <param name="data">The codes.</param>
    /// <param name="codeSize">The number of bits of a byte: up to 8 in GIF, 8 in TIFF.</param>
    /// <param name="isTiff">Whether the highest bit of a code comes first and codes grow one earlier, as in TIFF.</param>
    /// <param name="most">The number of bytes at which to stop.</param>
    /// <exception cref="ContainerException">A code stands for nothing.</exception>
    public static long CountBytes(ReadOnlySpan<byte> data, int codeSize, bool isTiff, long most)
    {
        if (codeSize is < 1 or > 8)
            throw ContainerException.Damaged($"with codes of {codeSize} bits");
        int clear = 1 << codeSize;
        int end = clear + 1;

        // The number of bytes of each code.
        int[] lengths = new int[1 << MostBits];
        Array.Fill(lengths, 1, 0, clear);
        (int next, int bits, int previous) = (end + 1, codeSize + 1, -1);
        (int buffer, int buffered) = (0, 0);
        long bytes = 0;
        foreach (byte value in data)
        {
            buffer = isTiff ? (buffer << 8) | value : buffer | (value << buffered);
            for (buffered += 8; buffered >= bits; )
            {
                buffered -= bits;
                int code = (isTiff ? buffer >> buffered : buffer) & ((1 << bits) - 1);
                buffer = isTiff ? buffer & ((1 << buffered) - 1) : buffer >> bits;
                if (code == clear)
                {
                    (next, bits, previous) = (end + 1, codeSize + 1, -1);
                    continue;
                }

                if (code == end || bytes >= most)
                    return Math.Min(bytes, most);

                // A code may be the next one itself: the previous bytes with their first once more.
                if (code > next || (previous < 0 && code > end))
                    throw ContainerException.Damaged("with an undefined code");
                if (previous >= 0 && next < lengths.Length)
                {
                    lengths[next++] = lengths[previous] + 1;
                    if (next + (isTiff ? 1 : 0) == 1 << bits && bits < MostBits)
                        bits++;
                }

                bytes += lengths[code];
                previous = code;
            }
        }

        return Math.Min(bytes, most);
    }
}
