using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>Reads the EXIF orientation of a PNG file from its chunk <c>eXIf</c> (PNG, third edition, clause 11.3.4.5).</summary>
internal static class PngOrientation
{
    private const int Upright = Orientation.Stored;
    private const int SignatureLength = 8;

    // The length, the type and, behind the content, the checksum of a chunk: four bytes each.
    private const int FrameLength = 12;

    // A directory of TIFF 6.0 has entries of a tag, a type, a count and a value.
    private const int EntryLength = 12;
    private const int OrientationTag = 0x112;
    private const int ShortType = 3;

    /// <summary>The orientation as stored; 1 if the file has none or a damaged one, which decoders show as it is stored, too.</summary>
    /// <param name="file">The bytes of a PNG file.</param>
    public static int Of(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[Math.Min(SignatureLength, file.Length)..];
        while (rest.Length >= FrameLength)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - FrameLength)
                break;
            if (rest[4..8].SequenceEqual("eXIf"u8))
                return OfExif(rest.Slice(8, (int)length));
            rest = rest[(FrameLength + (int)length)..];
        }

        return Upright;
    }

    /// <summary>Reads the first directory of a TIFF file.</summary>
    private static int OfExif(ReadOnlySpan<byte> exif)
    {
        bool isLittleEndian = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || !(isLittleEndian || exif.StartsWith("MM\0*"u8)))
            return Upright;
        uint start = isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (start > exif.Length - 2)
            return Upright;
        ReadOnlySpan<byte> entries = exif[((int)start + 2)..];
        for (int left = Short(exif[(int)start..]); left > 0 && entries.Length >= EntryLength; left--, entries = entries[EntryLength..])
        {
            if (Short(entries) == OrientationTag && Short(entries[2..]) == ShortType)
                return Short(entries[8..]);
        }

        return Upright;

        int Short(ReadOnlySpan<byte> bytes) =>
            isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
