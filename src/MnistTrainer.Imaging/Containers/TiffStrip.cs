namespace MnistTrainer.Imaging;

/// <summary>Checks the strips of a TIFF file (TIFF 6.0, section 3): decoders leave out what is missing without a word.</summary>
internal static class TiffStrip
{
    /// <summary>No compression.</summary>
    public const long None = 1;

    private const long FaxRuns = 2,
        FaxGroup3 = 3,
        FaxGroup4 = 4,
        Lzw = 5,
        Deflate = 8,
        PackBits = 32773,
        OldDeflate = 32946;

    /// <summary>The compressions that are decoded.</summary>
    public static IReadOnlyList<long> Compressions { get; } = [None, FaxRuns, FaxGroup3, FaxGroup4, Lzw, Deflate, PackBits, OldDeflate];

    /// <summary>Ensures that a strip holds all of its rows.</summary>
    /// <param name="strip">The compressed bytes.</param>
    /// <param name="compression">The compression.</param>
    /// <param name="rowLength">The bytes of a row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <exception cref="ContainerException">Rows are missing, or the strip is damaged.</exception>
    public static void Check(ArraySegment<byte> strip, long compression, long rowLength, long rows)
    {
        long expected = rowLength * rows;
        long found = compression switch
        {
            None => Math.Min(strip.Count, expected),
            Lzw => LzwCodes.CountBytes(strip, codeSize: 8, isTiff: true, expected),
            Deflate or OldDeflate => Inflation.CountBytes(
                new MemoryStream(strip.Array!, strip.Offset, strip.Count, writable: false),
                expected
            ),
            PackBits => CountRuns(strip, expected),

            // A row of fax takes a bit at the least.
            _ => 8L * strip.Count >= rows ? expected : 0,
        };
        if (found < expected)
            throw ContainerException.Damaged($"with only {found} of the {expected} bytes of a strip of {rows} rows");
    }

    private static long CountRuns(ReadOnlySpan<byte> strip, long most)
    {
        long bytes = 0;
        for (int at = 0; at < strip.Length && bytes < most; )
        {
            int length = (sbyte)strip[at];
            bool isRun = length < 0;

            // -128 stands for nothing.
            if (length != sbyte.MinValue)
                bytes += isRun ? 1 - length : Math.Min(length + 1, strip.Length - at - 1);
            at += isRun ? (length == sbyte.MinValue ? 1 : 2) : length + 2;
        }

        return Math.Min(bytes, most);
    }
}
