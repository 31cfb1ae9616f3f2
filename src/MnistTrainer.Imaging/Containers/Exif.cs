namespace MnistTrainer.Imaging;

/// <summary>Reads the orientation from EXIF data, which is a TIFF file without pixels (Exif 2.3, tag 274).</summary>
internal static class Exif
{
    private const int OrientationTag = 0x112;
    private const int ShortType = 3;

    // An entry has a tag, a type, a count and a value (TIFF 6.0, section 2).
    private const int EntryLength = 12;

    /// <summary>The orientation; that of an image shown as stored if there is none or the data are damaged, as viewers show those.</summary>
    /// <param name="data">The data, from the mark of the order of bytes on, or with <c>Exif</c> and two zeros before it.</param>
    public static int OrientationOf(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("Exif\0\0"u8))
            data = data[6..];
        bool isLittleEndian = data.StartsWith("II*\0"u8);
        if (!isLittleEndian && !data.StartsWith("MM\0*"u8))
            return Orientation.Stored;
        try
        {
            ContainerReader reader = new(data, isLittleEndian);
            reader.MoveTo(4, "EXIF data");
            reader.MoveTo(reader.Int("EXIF data"), "EXIF data");
            for (int left = reader.Short("EXIF data"); left > 0; left--)
            {
                ContainerReader entry = new(reader.Take(EntryLength, "EXIF data"), isLittleEndian);
                if (entry.Short("entry") == OrientationTag && entry.Short("entry") == ShortType)
                {
                    _ = entry.Int("entry");
                    return entry.Short("entry");
                }
            }
        }
        catch (ContainerException)
        {
            return Orientation.Stored;
        }

        return Orientation.Stored;
    }
}
