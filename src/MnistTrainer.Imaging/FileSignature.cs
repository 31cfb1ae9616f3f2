using System.Text;

namespace MnistTrainer.Imaging;

/// <summary>Detects the format of a file by its first bytes, regardless of its name.</summary>
internal static class FileSignature
{
    private static readonly (int Offset, byte[] Bytes, string Name, bool IsReadable)[] Known =
    [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image", true),
        (0, [0xFF, 0xD8, 0xFF], "a JPEG image", true),
        (0, "BM"u8.ToArray(), "a BMP image", true),
        (0, "GIF8"u8.ToArray(), "a GIF image", true),
        (8, "WEBP"u8.ToArray(), "a WebP image", true),
        (0, "II*\0"u8.ToArray(), "a TIFF image", false),
        (0, "MM\0*"u8.ToArray(), "a TIFF image", false),
        (4, "ftypavif"u8.ToArray(), "an AVIF image", false),
        (4, "ftyphei"u8.ToArray(), "a HEIC image", false),
        (4, "ftypmif1"u8.ToArray(), "a HEIF image", false),
        (0, [0, 0, 1, 0], "an icon", false),
        (0, "8BPS"u8.ToArray(), "a Photoshop image", false),
        (0, "%PDF"u8.ToArray(), "a PDF document", false),
        (0, "PK\x03\x04"u8.ToArray(), "a zip archive", false),
        (0, [0x1F, 0x8B], "a gzip archive", false),
    ];

    /// <summary>The number of bytes that <see cref="IsReadable"/> needs.</summary>
    public const int Length = 12;

    /// <summary>Whether the first bytes are those of a format that <see cref="ImageCodec"/> decodes.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> file)
    {
        foreach ((int offset, byte[] bytes, _, bool isReadable) in Known)
        {
            if (isReadable && HasAt(file, offset, bytes))
                return true;
        }

        return false;
    }

    /// <summary>Describes the file with an article, for example <c>a PDF document</c> or <c>a text file</c>.</summary>
    public static string Describe(ReadOnlySpan<byte> file)
    {
        foreach ((int offset, byte[] bytes, string name, _) in Known)
        {
            if (HasAt(file, offset, bytes))
                return name;
        }

        if (file.IsEmpty)
            return "an empty file";
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, 64)];
        if (start.IndexOfAnyInRange((byte)0x00, (byte)0x08) < 0)
            return $"a text file (it starts with \"{FirstWords(start)}\")";
        return $"a file that starts with the bytes {Convert.ToHexString(start[..Math.Min(start.Length, 8)])}";
    }

    private static bool HasAt(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> bytes) =>
        file.Length >= offset + bytes.Length && file[offset..].StartsWith(bytes);

    private static string FirstWords(ReadOnlySpan<byte> start)
    {
        string line = Encoding.UTF8.GetString(start).Trim().Split('\n', '\r')[0];
        return line.Length <= 20 ? line : $"{line[..20]}...";
    }
}
