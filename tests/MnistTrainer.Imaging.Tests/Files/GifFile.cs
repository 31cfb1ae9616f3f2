namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes GIF files of one or more frames by the specification (GIF89a), for images of up to 120 pixels.</summary>
/// <param name="Width">Columns that the header claims.</param>
/// <param name="Height">Rows that the header claims.</param>
internal sealed record GifFile(int Width, int Height)
{
    /// <summary>The four colors, red, green and blue each.</summary>
    public byte[] Palette { get; init; } = [0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255];

    /// <summary>The color that is transparent; none where it is null.</summary>
    public byte? Transparent { get; init; }

    /// <summary>Whether every eighth row comes first.</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>The file with these frames, each a color from 0 to 3 for every pixel.</summary>
    public byte[] Write(params byte[][] frames) =>
        [
            .. "GIF89a"u8,
            (byte)Width,
            (byte)(Width >> 8),
            (byte)Height,
            (byte)(Height >> 8),
            0x81,
            0,
            0,
            .. Palette,
            .. frames.SelectMany(Frame),
            0x3B,
        ];

    private byte[] Frame(byte[] pixels)
    {
        byte[] packed = Pack([.. Rows().SelectMany(row => pixels.Skip(row * Width).Take(Width))]);
        return
        [
            0x21,
            0xF9,
            4,
            (byte)(Transparent is null ? 4 : 5),
            10,
            0,
            Transparent ?? 0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            (byte)Width,
            (byte)(Width >> 8),
            (byte)Height,
            (byte)(Height >> 8),
            (byte)(IsInterlaced ? 0x40 : 0),
            2,
            (byte)packed.Length,
            .. packed,
            0,
        ];
    }

    private IEnumerable<int> Rows() => IsInterlaced ? [.. Every(0, 8), .. Every(4, 8), .. Every(2, 4), .. Every(1, 2)] : Every(0, 1);

    private IEnumerable<int> Every(int first, int by) => Enumerable.Range(0, Height).Where(row => row >= first && (row - first) % by == 0);

    // LZW without compression: a clear code before every second pixel keeps codes at three bits.
    private static byte[] Pack(byte[] pixels)
    {
        const int clear = 4,
            end = 5;
        List<int> codes = [];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (i % 2 == 0)
                codes.Add(clear);
            codes.Add(pixels[i]);
        }

        codes.Add(end);
        byte[] packed = new byte[((codes.Count * 3) + 7) / 8];
        for (int bit = 0; bit < codes.Count * 3; bit++)
            packed[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
        return packed;
    }
}
