namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a TGA file (Truevision TGA 2.0). The decoder gets the header, the palette and the pixels; names, thumbnails and what else
/// may follow are left out.
/// </summary>
internal static class TgaContainer
{
    private const int HeaderLength = 18;
    private const int RunsOffset = 8;

    /// <summary>
    /// Whether the bytes are a TGA header. It has no signature, so each of its fields must have a value that occurs.
    /// </summary>
    /// <param name="start">The start of a file.</param>
    public static bool IsHeader(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderLength)
            return false;
        bool hasPalette = start[1] == 1;
        int kind = start[2] & ~RunsOffset;
        int depth = start[16];
        return start[1] <= 1
            && start[2] is 1 or 2 or 3 or 9 or 10 or 11
            && (hasPalette ? start[7] is 15 or 16 or 24 or 32 : kind != 1 && !start[3..8].ContainsAnyExcept((byte)0))
            && start[12..14].ContainsAnyExcept((byte)0)
            && start[14..16].ContainsAnyExcept((byte)0)
            && (kind == 2 ? depth is 15 or 16 or 24 or 32 : depth is 8 or 16)
            && start[17] < 0x40;
    }

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: true);
        byte[] header = [.. reader.Take(HeaderLength, "header")];
        (int width, int height) = ImageContainer.Sides(header[12] | (header[13] << 8), header[14] | (header[15] << 8));
        _ = reader.Take(header[0], "name");
        header[0] = 0;
        ReadOnlySpan<byte> palette = header[1] == 1 ? reader.Take((header[5] | (header[6] << 8)) * Bytes(header[7]), "palette") : default;
        int length = Bytes(header[16]);
        bool isInRuns = header[2] > RunsOffset;
        ReadOnlySpan<byte> pixels = isInRuns
            ? Runs(ref reader, (long)width * height, length)
            : reader.Take((long)width * height * length, "pixels");
        MemoryStream essentials = new(HeaderLength + palette.Length + pixels.Length);
        essentials.Write(header);
        essentials.Write(palette);
        essentials.Write(pixels);
        return new(ContainerFormat.Tga, width, height, essentials)
        {
            HasAlpha = header[16] == 32 || header[7] == 32,
            KeptPerPixel = isInRuns ? length : 0,
        };
    }

    private static int Bytes(int bits) => (bits + 7) / 8;

    /// <summary>Reads packets of up to 128 pixels: a run of one, or different ones.</summary>
    private static ReadOnlySpan<byte> Runs(ref ContainerReader reader, long pixels, int length)
    {
        int start = reader.Position;
        while (pixels > 0)
        {
            int packet = reader.Byte("pixels");
            int count = (packet & 127) + 1;
            _ = reader.Take(packet > 127 ? length : count * length, "pixels");
            pixels -= count;
        }

        int bytes = reader.Position - start;
        reader.MoveTo(start, "pixels");
        return reader.Take(bytes, "pixels");
    }
}
