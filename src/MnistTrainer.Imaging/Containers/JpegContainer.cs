namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a JPEG file (ITU-T T.81). The decoder gets the tables, the frame and its scans, and the marks of JFIF and Adobe, which name
/// the color space. What follows the end, as in photographs that move, is left out.
/// </summary>
internal static class JpegContainer
{
    private const int Baseline = 0xC0,
        Extended = 0xC1,
        Progressive = 0xC2,
        HuffmanTables = 0xC4,
        ArithmeticTables = 0xCC,
        FirstRestart = 0xD0,
        LastRestart = 0xD7,
        EndOfImage = 0xD9,
        StartOfScan = 0xDA,
        QuantizationTables = 0xDB,
        NumberOfLines = 0xDC,
        RestartInterval = 0xDD,
        HierarchicalProgression = 0xDE,
        Jfif = 0xE0,
        ExifMark = 0xE1,
        AdobeMark = 0xEE;

    // Programs write about ten. Each of thousands would pass over the whole image.
    private const int MostScans = 100;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: false);
        MemoryStream essentials = new(file.Length);
        essentials.Write(reader.Take(2, "start"));
        JpegFrame? frame = null;
        int orientation = Orientation.Stored;
        long bits = 0;
        int scans = 0;
        bool isApart = false;
        while (true)
        {
            int marker = NextMarker(ref reader);
            if (marker == EndOfImage)
                break;
            int length = reader.Short("segments");
            if (length < 2)
                throw ContainerException.Damaged($"with a segment of {length} bytes");
            ReadOnlySpan<byte> content = reader.Take(length - 2, "segments");
            switch (marker)
            {
                case Baseline or Extended or Progressive when frame is null:
                    frame = JpegFrame.Read(content, marker == Progressive);
                    break;
                case HuffmanTables or QuantizationTables or RestartInterval:
                case Jfif when content.StartsWith("JFIF\0"u8):
                case AdobeMark when content.StartsWith("Adobe"u8):
                    break;
                case StartOfScan when frame is not null && content.Length > 0:
                    scans++;
                    isApart |= content[0] < frame.Components;
                    break;
                case ExifMark when content.StartsWith("Exif\0\0"u8):
                    orientation = Exif.OrientationOf(content);
                    continue;
                case >= Jfif:
                    continue;
                default:
                    throw Unexpected(marker);
            }

            Write(essentials, marker, content);
            if (marker == StartOfScan)
                bits += 8L * CopyScan(ref reader, essentials);
        }

        if (frame is null || scans == 0)
            throw ContainerException.Damaged("without pixels");
        if (scans > MostScans)
            throw ContainerException.Unreadable($"with {scans} scans");
        essentials.Write([0xFF, EndOfImage]);
        return new(ContainerFormat.Jpeg, frame.Width, frame.Height, essentials)
        {
            Orientation = orientation,
            KeptPerPixel = frame.IsProgressive || isApart ? frame.CoefficientBytesPerPixel : 0,

            // Each block takes a bit at the least.
            CheckPixels = () =>
            {
                if (bits < frame.Blocks)
                    throw ContainerException.Damaged($"with {bits / 8} bytes for {frame.Width}x{frame.Height} pixels");
            },
        };
    }

    /// <summary>The next marker. Bytes between segments are skipped, as decoders do.</summary>
    private static int NextMarker(ref ContainerReader reader)
    {
        int last = 0;
        while (true)
        {
            int value = reader.Byte("segments");
            if (last == 0xFF && value is not (0 or 0xFF or 1 or (>= FirstRestart and <= LastRestart)))
                return value;
            last = value;
        }
    }

    /// <summary>Copies the coded blocks of a scan, up to the next marker.</summary>
    /// <returns>The number of bytes.</returns>
    private static int CopyScan(ref ContainerReader reader, MemoryStream essentials)
    {
        ReadOnlySpan<byte> rest = reader.TakeRest();
        int length = 0;
        while (true)
        {
            int at = rest[length..].IndexOf((byte)0xFF);
            length += at;
            if (at < 0 || length + 1 >= rest.Length)
                throw ContainerException.Damaged($"that ends after {reader.Position} bytes, inside its pixels");
            int next = rest[length + 1];
            if (next is not (0 or 0xFF or (>= FirstRestart and <= LastRestart)))
                break;
            length += next == 0xFF ? 1 : 2;
        }

        essentials.Write(rest[..length]);
        reader.MoveTo(reader.Position - rest.Length + length, "segments");
        return length;
    }

    private static void Write(MemoryStream file, int marker, ReadOnlySpan<byte> content)
    {
        int length = content.Length + 2;
        file.Write([0xFF, (byte)marker, (byte)(length >> 8), (byte)length]);
        file.Write(content);
    }

    private static ContainerException Unexpected(int marker) =>
        marker switch
        {
            Baseline or Extended or Progressive => ContainerException.Damaged("with a second frame"),
            0xC3 or 0xC7 or 0xCB or 0xCF => ContainerException.Unreadable("without loss (lossless JPEG)"),
            0xC9 or 0xCA or 0xCD or 0xCE or ArithmeticTables => ContainerException.Unreadable("in arithmetic coding"),
            0xC5 or 0xC6 or HierarchicalProgression => ContainerException.Unreadable("in a hierarchy of sizes"),
            NumberOfLines => ContainerException.Unreadable("whose height follows its pixels"),
            _ => ContainerException.Damaged($"with an unexpected segment {marker:X2}"),
        };
}
