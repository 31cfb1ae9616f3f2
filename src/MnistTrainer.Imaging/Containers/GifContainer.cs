namespace MnistTrainer.Imaging;

/// <summary>Walks through a GIF file (GIF89a). The decoder gets the palette and the first frame; comments and further frames are left out.</summary>
internal static class GifContainer
{
    private const int ImageSeparator = 0x2C,
        Extension = 0x21,
        GraphicControl = 0xF9,
        Trailer = 0x3B;

    private const int DescriptorLength = 9;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: true);
        _ = reader.Take(6, "header");
        (int width, int height) = ImageContainer.Sides(reader.Short("header"), reader.Short("header"));
        int flags = reader.Byte("header");
        _ = reader.Take(2, "header");
        int palette = PaletteLength(flags);
        _ = reader.Take(palette, "palette");
        MemoryStream essentials = new(file.Length);
        essentials.Write(file[..reader.Position]);
        while (true)
        {
            int block = reader.Byte("blocks");
            if (block == Extension)
            {
                int start = reader.Position - 1;
                int label = reader.Byte("extensions");
                _ = Joined(ref reader);
                if (label == GraphicControl)
                    essentials.Write(file[start..reader.Position]);
            }
            else if (block == ImageSeparator)
            {
                int start = reader.Position - 1;
                Action checkPixels = ReadFrame(ref reader, (width, height), palette > 0);
                essentials.Write(file[start..reader.Position]);
                essentials.WriteByte(Trailer);
                return new(ContainerFormat.Gif, width, height, essentials)
                {
                    Frames = 1 + CountFurther(ref reader),
                    HasAlpha = true,
                    KeptPerPixel = 1,
                    CheckPixels = checkPixels,
                };
            }
            else
            {
                throw ContainerException.Damaged(block == Trailer ? "without a frame" : $"with an unknown block {block:X2}");
            }
        }
    }

    /// <summary>Counts the frames after the first. What is damaged there is of no importance to the first, and ends the count.</summary>
    private static int CountFurther(ref ContainerReader reader)
    {
        int frames = 0;
        while (true)
        {
            switch (NextByte(ref reader))
            {
                case Extension when NextByte(ref reader) >= 0:
                    break;
                case ImageSeparator when reader.Left > DescriptorLength:
                    int palette = PaletteLength(reader.Take(DescriptorLength, "frame")[^1]);
                    if (reader.Left <= palette)
                        return frames;
                    _ = reader.Take(palette + 1, "frame");
                    frames++;
                    break;
                default:
                    return frames;
            }

            for (int length; (length = NextByte(ref reader)) > 0; )
                _ = reader.Take(Math.Min(length, reader.Left), "blocks");
        }
    }

    private static int NextByte(ref ContainerReader reader) => reader.IsAtEnd ? -1 : reader.Byte("blocks");

    /// <returns>A check that all pixels of the frame are there.</returns>
    private static Action ReadFrame(ref ContainerReader reader, (int Width, int Height) canvas, bool hasPalette)
    {
        ContainerReader descriptor = new(reader.Take(DescriptorLength, "frame"), isLittleEndian: true);
        (int left, int top) = (descriptor.Short("frame"), descriptor.Short("frame"));
        (int width, int height) = ImageContainer.Sides(descriptor.Short("frame"), descriptor.Short("frame"));
        if (left + width > canvas.Width || top + height > canvas.Height)
            throw ContainerException.Damaged("whose first frame is larger than the image");
        int palette = PaletteLength(descriptor.Byte("frame"));
        if (palette == 0 && !hasPalette)
            throw ContainerException.Damaged("without a palette");
        _ = reader.Take(palette, "palette");
        int codeSize = reader.Byte("frame");
        byte[] codes = Joined(ref reader);
        return () =>
        {
            long pixels = LzwCodes.CountBytes(codes, codeSize, isTiff: false, (long)width * height);
            if (pixels < (long)width * height)
                throw ContainerException.Damaged($"with only {pixels} of the {width * height} pixels of its first frame");
        };
    }

    /// <summary>Reads blocks of up to 255 bytes, up to an empty one.</summary>
    private static byte[] Joined(ref ContainerReader reader)
    {
        MemoryStream joined = new();
        for (int length; (length = reader.Byte("blocks")) > 0; )
            joined.Write(reader.Take(length, "blocks"));
        return joined.ToArray();
    }

    private static int PaletteLength(int flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
