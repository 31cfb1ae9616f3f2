using System.Buffers.Binary;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes TIFF files according to the specification (TIFF 6.0), independently of the codec under test.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="BitDepth">The bits per sample: 1, 4, 8 or 16.</param>
/// <param name="Samples">The samples per pixel.</param>
internal sealed record TiffFile(int Width, int Height, int BitDepth, int Samples)
{
    /// <summary>The compression: 1 for none, 5 for LZW, 8 for deflate, 32773 for PackBits.</summary>
    public int Compression { get; init; } = 1;

    /// <summary>The color space: 0 for white as zero, 1 for black as zero, 2 for RGB, 3 for a palette.</summary>
    public int Photometric { get; init; } = 1;

    /// <summary>Whether the lowest byte of a number comes first.</summary>
    public bool IsLittleEndian { get; init; } = true;

    /// <summary>The rows of a strip.</summary>
    public int RowsPerStrip { get; init; } = int.MaxValue;

    /// <summary>Further tags, each with numbers of two bytes.</summary>
    public (int Tag, int[] Numbers)[] Tags { get; init; } = [];

    /// <summary>Whether a second image of the same pixels, negative, follows.</summary>
    public bool HasSecondImage { get; init; }

    /// <summary>Encodes the samples of all pixels.</summary>
    public byte[] Write(Func<int, int, int[]> samples) => WithStrips(Strips(samples));

    /// <summary>The compressed strips of an image.</summary>
    public byte[][] Strips(Func<int, int, int[]> samples)
    {
        byte[][] rows = [.. Enumerable.Range(0, Height).Select(y => Pack([.. Enumerable.Range(0, Width).SelectMany(x => samples(x, y))]))];
        return [.. rows.Chunk(Math.Min(Height, RowsPerStrip)).Select(strip => Compress([.. strip.SelectMany(row => row)]))];
    }

    /// <summary>Encodes strips as they are.</summary>
    public byte[] WithStrips(params byte[][] strips)
    {
        byte[] first = [.. IsLittleEndian ? "II*\0"u8 : "MM\0*"u8, .. Int(8)];
        byte[] image = Directory(8, strips, HasSecondImage);
        return HasSecondImage
            ?
            [
                .. first,
                .. image,
                .. Directory(8 + image.Length, [.. strips.Select(strip => Array.ConvertAll(strip, value => (byte)~value))], false),
            ]
            : [.. first, .. image];
    }

    private byte[] Directory(int at, byte[][] strips, bool isFollowed)
    {
        List<(int Tag, int Type, int[] Numbers)> entries =
        [
            (256, 4, [Width]),
            (257, 4, [Height]),
            (258, 3, [.. Enumerable.Repeat(BitDepth, Samples)]),
            (259, 3, [Compression]),
            (262, 3, [Photometric]),
            (273, 4, [.. strips.Select(_ => 0)]),
            (277, 3, [Samples]),
            (278, 4, [Math.Min(Height, RowsPerStrip)]),
            (279, 4, [.. strips.Select(strip => strip.Length)]),
            .. Tags.Select(tag => (tag.Tag, 3, tag.Numbers)),
        ];
        entries.Sort((a, b) => a.Tag.CompareTo(b.Tag));
        int values = at + 2 + (12 * entries.Count) + 4;
        int pixels = values + entries.Sum(entry => Bytes(entry) > 4 ? Bytes(entry) : 0);
        int[] offsets = [.. strips.Select((_, i) => pixels + strips[..i].Sum(strip => strip.Length))];
        List<byte> directory = [.. Short(entries.Count)];
        List<byte> outside = [];
        foreach ((int tag, int type, int[] numbers) in entries)
        {
            byte[] value = [.. (tag == 273 ? offsets : numbers).SelectMany(number => type == 3 ? Short(number) : Int(number))];
            directory.AddRange([.. Short(tag), .. Short(type), .. Int(numbers.Length)]);
            directory.AddRange(value.Length > 4 ? Int(values + outside.Count) : [.. value, .. new byte[4 - value.Length]]);
            if (value.Length > 4)
                outside.AddRange(value);
        }

        directory.AddRange(Int(isFollowed ? pixels + strips.Sum(strip => strip.Length) : 0));
        return [.. directory, .. outside, .. strips.SelectMany(strip => strip)];

        static int Bytes((int Tag, int Type, int[] Numbers) entry) => entry.Numbers.Length * (entry.Type == 3 ? 2 : 4);
    }

    private byte[] Pack(int[] samples)
    {
        if (BitDepth == 16)
            return [.. samples.SelectMany(Short)];
        byte[] packed = new byte[((samples.Length * BitDepth) + 7) / 8];
        for (int i = 0; i < samples.Length; i++)
            packed[i * BitDepth / 8] |= (byte)(samples[i] << (8 - BitDepth - (i * BitDepth % 8)));
        return packed;
    }

    private byte[] Compress(byte[] strip) =>
        Compression switch
        {
            5 => Lzw(strip),
            8 => Deflated(strip),
            32773 => [.. strip.Chunk(100).SelectMany(piece => (byte[])[(byte)(piece.Length - 1), .. piece])],
            _ => strip,
        };

    private static byte[] Deflated(byte[] strip)
    {
        using MemoryStream compressed = new();
        using (System.IO.Compression.ZLibStream zlib = new(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(strip);
        return compressed.ToArray();
    }

    // Codes of nine bits, the highest first: a clear code before every hundred bytes keeps them so.
    private static byte[] Lzw(byte[] strip)
    {
        const int clear = 256,
            end = 257,
            bits = 9;
        int[] codes = [.. strip.Chunk(100).SelectMany(piece => (int[])[clear, .. piece]), end];
        byte[] packed = new byte[((codes.Length * bits) + 7) / 8];
        for (int bit = 0; bit < codes.Length * bits; bit++)
            packed[bit / 8] |= (byte)(((codes[bit / bits] >> (bits - 1 - (bit % bits))) & 1) << (7 - (bit % 8)));
        return packed;
    }

    private byte[] Short(int value)
    {
        byte[] bytes = new byte[2];
        if (IsLittleEndian)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        else
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private byte[] Int(int value)
    {
        byte[] bytes = new byte[4];
        if (IsLittleEndian)
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        else
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
