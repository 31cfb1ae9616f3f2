namespace MnistTrainer.Imaging.Tests;

/// <summary>
/// Writes JPEG files of blocks of 8x8 pixels, each of one color, according to the specification (ITU-T T.81). A block has only its mean,
/// which is quantized by 8, so that the inverse cosine transform restores it exactly.
/// </summary>
/// <param name="Columns">The number of blocks per row.</param>
/// <param name="Rows">The number of rows of blocks.</param>
/// <param name="Components">1 for gray, 3 for YCbCr, 4 for CMYK.</param>
internal sealed record JpegFile(int Columns, int Rows, int Components)
{
    /// <summary>
    /// Whether the file is progressive: the mean in two scans, its last bit in the second, and other coefficients in a third.
    /// </summary>
    public bool IsProgressive { get; init; }

    /// <summary>Whether each component has a scan of its own.</summary>
    public bool IsApart { get; init; }

    /// <summary>The color transform of the Adobe marker: 0 for none, 2 for YCCK; null to omit the marker.</summary>
    public byte? AdobeTransform { get; init; }

    /// <summary>The columns and rows in the header, if they differ from the actual ones.</summary>
    public (int Width, int Height)? ClaimedSize { get; init; }

    /// <summary>Encodes levels, 0 to 255, for the components of each block.</summary>
    public byte[] Write(Func<int, int, int[]> levels)
    {
        int[][] means =
        [
            .. Enumerable.Range(0, Columns * Rows).Select(i => Array.ConvertAll(levels(i % Columns, i / Columns), level => level - 128)),
        ];
        (int width, int height) = ClaimedSize ?? (8 * Columns, 8 * Rows);
        byte[] every = [.. Enumerable.Range(0, Components).Select(component => (byte)component)];
        return
        [
            0xFF,
            0xD8,
            .. AdobeTransform is byte transform ? Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]) : [],
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]),
            .. Segment(
                IsProgressive ? (byte)0xC2 : (byte)0xC0,
                [
                    8,
                    .. BigEndian(height),
                    .. BigEndian(width),
                    (byte)Components,
                    .. every.SelectMany(component => (byte[])[(byte)(component + 1), 0x11, 0]),
                ]
            ),
            // Twelve four-bit codes for the size of a difference, and a one-bit code for the end of a block.
            .. Segment(
                0xC4,
                [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(size => (byte)size)]
            ),
            .. Segment(0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            .. IsProgressive ? Progressive(means, every)
            : IsApart ? every.SelectMany(component => Sequential(means, [component]))
            : Sequential(means, every),
            0xFF,
            0xD9,
        ];
    }

    private static byte[] Sequential(int[][] means, byte[] components) =>
        Scan(components, (0, 63, 0), Means(means, components, shift: 0, endOfBlock: "0"));

    private static byte[] Progressive(int[][] means, byte[] every) =>
        [
            .. Scan(every, (0, 0, 0x01), Means(means, every, shift: 1, endOfBlock: "")),
            .. Scan(
                every,
                (0, 0, 0x10),
                string.Concat(means.SelectMany(mean => every.Select(component => (mean[component] & 1) == 1 ? '1' : '0')))
            ),
            .. every.SelectMany(component => Scan([component], (1, 63, 0), new string('0', means.Length))),
        ];

    /// <summary>Encodes each mean as the difference from the previous one.</summary>
    private static string Means(int[][] means, byte[] components, int shift, string endOfBlock)
    {
        int[] before = new int[means[0].Length];
        return string.Concat(
            means.SelectMany(mean =>
                components.Select(component =>
                {
                    int difference = (mean[component] >> shift) - before[component];
                    before[component] = mean[component] >> shift;
                    int size = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
                    int bits = difference < 0 ? difference + (1 << size) - 1 : difference;
                    return Bits(size, 4) + Bits(bits, size) + endOfBlock;
                })
            )
        );
    }

    private static string Bits(int value, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(bit => (value >> (count - 1 - bit)) & 1));

    private static byte[] Scan(byte[] components, (byte First, byte Last, byte Approximation) part, string bits)
    {
        string whole = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        IEnumerable<byte> bytes = Enumerable.Range(0, whole.Length / 8).Select(i => Convert.ToByte(whole.Substring(8 * i, 8), 2));
        return
        [
            .. Segment(
                0xDA,
                [
                    (byte)components.Length,
                    .. components.SelectMany(component => (byte[])[(byte)(component + 1), 0]),
                    part.First,
                    part.Last,
                    part.Approximation,
                ]
            ),
            .. bytes.SelectMany(value => value == 0xFF ? (byte[])[0xFF, 0] : [value]),
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. BigEndian(content.Length + 2), .. content];

    private static byte[] BigEndian(int value) => [(byte)(value >> 8), (byte)value];
}
