using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>The parts of a WebP file, or of a frame of its animation, that its pixels need.</summary>
internal ref struct WebPParts
{
    private const byte HasAlphaFlag = 0x10;
    private const byte LosslessMark = 0x2F;
    private const int SideBits = 14;

    // The bytes per pixel that the decoder keeps: the colors once more, or luminance, chroma, colors and alpha.
    private const double KeptOfLossless = 4;
    private const double KeptOfLossy = 5.5;

    private bool _isLossless;
    private ReadOnlySpan<byte> _pixels;
    private ReadOnlySpan<byte> _alpha;

    /// <summary>The size of the image in the extended header; zeros without one.</summary>
    public (int Width, int Height) Canvas { get; set; }

    /// <summary>The orientation in EXIF's numbers.</summary>
    public int Orientation { get; set; }

    /// <summary>The first frame of an animation; empty without one.</summary>
    public ReadOnlySpan<byte> Animation { get; private set; }

    /// <summary>The number of frames of an animation; 0 without one.</summary>
    public int Frames { get; set; }

    /// <summary>Reads all chunks.</summary>
    public void Read(ref ContainerReader reader)
    {
        while (reader.Left > 1)
        {
            ReadOnlySpan<byte> type = reader.Take(4, "chunks");
            uint length = reader.Int("chunks");
            ReadOnlySpan<byte> content = reader.Take(length, "chunks");

            // The last chunk of some files lacks the byte that fills up an odd length.
            _ = reader.Take(Math.Min(length & 1, reader.Left), "chunks");
            if (type.SequenceEqual("VP8X"u8) && content.Length >= 10)
                Canvas = (1 + Triple(content[4..]), 1 + Triple(content[7..]));
            else if (type.SequenceEqual("EXIF"u8))
                Orientation = Exif.OrientationOf(content);
            else if (type.SequenceEqual("ALPH"u8) && _alpha.IsEmpty)
                _alpha = content;
            else if (type.SequenceEqual("ANMF"u8))
            {
                Animation = Frames == 0 ? content : Animation;
                Frames++;
            }
            else if ((type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8)) && _pixels.IsEmpty)
            {
                _isLossless = type[3] == (byte)'L';
                _pixels = content;
            }
        }
    }

    /// <summary>The container of a still image.</summary>
    public readonly ImageContainer ToContainer()
    {
        if (_pixels.IsEmpty)
            throw ContainerException.Damaged("without pixels");
        (int width, int height) = _isLossless ? SidesOfLossless() : SidesOfLossy();
        _ = ImageContainer.Sides(width, height);
        if (Canvas != default && Canvas != (width, height))
            throw ContainerException.Damaged($"of {Canvas.Width}x{Canvas.Height} with pixels of {width}x{height}");
        return new(ContainerFormat.WebP, width, height, File(width, height))
        {
            Orientation = Orientation,
            Frames = Math.Max(1, Frames),
            HasAlpha = true,
            KeptPerPixel = _isLossless ? KeptOfLossless : KeptOfLossy,
        };
    }

    // RFC 9649, section 3.4: a mark, and two sides less one.
    private readonly (int Width, int Height) SidesOfLossless()
    {
        ContainerReader reader = new(_pixels, isLittleEndian: true);
        if (reader.Byte("header") != LosslessMark)
            throw ContainerException.Damaged("with an invalid header of its pixels");
        uint sides = reader.Int("header");
        const uint most = (1 << SideBits) - 1;
        return (1 + (int)(sides & most), 1 + (int)((sides >> SideBits) & most));
    }

    // RFC 6386, section 9.1: three bytes with the length of the first partition, a start code, and two sides of 14 bits.
    private readonly (int Width, int Height) SidesOfLossy()
    {
        ContainerReader reader = new(_pixels, isLittleEndian: true);
        int tag = Triple(reader.Take(3, "header"));
        bool isKeyFrame = (tag & 1) == 0;
        if (!isKeyFrame || !reader.Take(3, "header").SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            throw ContainerException.Damaged("with an invalid header of its pixels");
        const int most = (1 << SideBits) - 1;
        (int width, int height) = (reader.Short("header") & most, reader.Short("header") & most);
        _ = reader.Take(tag >> 5, "pixels");
        return (width, height);
    }

    private readonly MemoryStream File(int width, int height)
    {
        MemoryStream file = new(_pixels.Length + _alpha.Length + 64);
        file.Write("RIFF\0\0\0\0WEBP"u8);
        if (!_alpha.IsEmpty && !_isLossless)
        {
            Span<byte> header = stackalloc byte[10];
            header.Clear();
            header[0] = HasAlphaFlag;
            PutTriple(header[4..], width - 1);
            PutTriple(header[7..], height - 1);
            WriteChunk(file, "VP8X"u8, header);
            WriteChunk(file, "ALPH"u8, _alpha);
        }

        WriteChunk(file, _isLossless ? "VP8L"u8 : "VP8 "u8, _pixels);
        BinaryPrimitives.WriteInt32LittleEndian(file.GetBuffer().AsSpan(4), (int)file.Length - 8);
        return file;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        file.Write(type);
        file.Write(length);
        file.Write(content);
        if (content.Length % 2 == 1)
            file.WriteByte(0);
    }

    private static int Triple(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static void PutTriple(Span<byte> bytes, int value) =>
        (bytes[0], bytes[1], bytes[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
}
