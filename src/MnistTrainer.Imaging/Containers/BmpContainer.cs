using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a BMP file: headers of OS/2 and Windows, of 12 to 124 bytes. The decoder gets the header without profiles, a palette with an
/// entry for every value, and the pixels right behind them.
/// </summary>
internal static class BmpContainer
{
    private const int FileHeaderLength = 14,
        CoreHeader = 12,
        WindowsHeader = 40,
        ProfileHeader = 124,
        Os2Header = 64;

    // An index and whether it was set.
    private const int KeptOfRuns = 2;

    private const int Rgb = 0,
        Runs8 = 1,
        Runs4 = 2,
        BitFields = 3,
        Jpeg = 4,
        Png = 5,
        AlphaBitFields = 6;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: true);
        _ = reader.Take(10, "header");
        uint offset = reader.Int("header");
        uint headerLength = reader.Int("header");
        reader.MoveTo(FileHeaderLength, "header");
        byte[] header = [.. reader.Take(headerLength, "header")];
        (long width, long height, int depth) =
            headerLength == CoreHeader
                ? (Short(header, 4), Short(header, 6), Short(header, 10))
                : (Int(header, 4), Math.Abs((long)Int(header, 8)), Short(header, 14));
        (int columns, int rows) = ImageContainer.Sides(width, height);
        int compression = headerLength >= 20 ? Int(header, 16) : Rgb;
        CheckKind(depth, compression, headerLength);

        byte[] masks =
            headerLength != WindowsHeader ? []
            : compression == BitFields ? [.. reader.Take(12, "masks")]
            : compression == AlphaBitFields ? [.. reader.Take(16, "masks")]
            : [];
        int entryLength = headerLength == CoreHeader ? 3 : 4;
        int colors = depth <= 8 ? 1 << depth : 0;
        byte[] palette = new byte[colors * entryLength];
        int stored = (int)Math.Clamp(offset - (long)reader.Position, 0, palette.Length) / entryLength * entryLength;
        reader.Take(stored, "palette").CopyTo(palette);
        if (offset < reader.Position)
            throw ContainerException.Damaged($"whose pixels start inside its header, at byte {offset}");
        reader.MoveTo(offset, "pixels");
        bool isInRuns = compression is Runs8 or Runs4;
        ReadOnlySpan<byte> pixels = isInRuns
            ? BmpRuns.Take(ref reader, columns, rows, isHalfBytes: compression == Runs4)
            : reader.Take((((long)columns * depth) + 31) / 32 * 4 * rows, "pixels");

        if (headerLength >= 36)
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(32), 0);
        if (headerLength == ProfileHeader)
            header.AsSpan(112, 8).Clear();
        int start = FileHeaderLength + header.Length + masks.Length + palette.Length;
        byte[] fileHeader = [.. file[..FileHeaderLength]];
        BinaryPrimitives.WriteInt32LittleEndian(fileHeader.AsSpan(2), start + pixels.Length);
        BinaryPrimitives.WriteInt32LittleEndian(fileHeader.AsSpan(10), start);
        MemoryStream essentials = new(start + pixels.Length);
        essentials.Write(fileHeader);
        essentials.Write(header);
        essentials.Write(masks);
        essentials.Write(palette);
        essentials.Write(pixels);
        return new(ContainerFormat.Bmp, columns, rows, essentials)
        {
            HasAlpha = depth is 16 or 32,
            KeptPerPixel = isInRuns ? KeptOfRuns : 0,
        };
    }

    private static void CheckKind(int depth, int compression, uint headerLength)
    {
        if (compression is Jpeg or Png && headerLength != Os2Header)
            throw ContainerException.Unreadable($"with a {(compression == Jpeg ? "JPEG" : "PNG")} file in it");
        bool isKnown = compression switch
        {
            Rgb => depth is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            Runs8 => depth == 8,
            Runs4 => depth == 4,
            BitFields or AlphaBitFields => depth is 16 or 32 && headerLength != Os2Header,
            _ => false,
        };
        if (!isKnown)
            throw ContainerException.Unreadable($"of {depth} bits per pixel with compression {compression}");
    }

    private static int Short(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static int Int(byte[] header, int at) => BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(at));
}
