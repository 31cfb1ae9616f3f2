namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes GIF files of one or more frames according to the specification (GIF89a), for images of up to 120 pixels.</summary>
/// <param name="Width">The number of columns in the header.</param>
/// <param name="Height">The number of rows in the header.</param>
internal sealed record GifFile(int Width, int Height)
{
    /// <summary>The red, green and blue of each of the four colors.</summary>
    public byte[] Palette { get; init; } = [0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255];

    /// <summary>The transparent color; null for none.</summary>
    public byte? Transparent { get; init; }

    /// <summary>Whether the rows are interlaced.</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>Encodes frames, each with a color from 0 to 3 for every pixel.</summary>
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

    // LZW without compression: a clear code before every second pixel keeps the codes at three bits.
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
