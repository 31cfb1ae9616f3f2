using System.Text;

namespace MnistTrainer.Imaging;

/// <summary>Detects formats that are text: web pages, drawings in SVG, data URLs, pointers of Git LFS.</summary>
internal static class TextSignature
{
    private const string SaveImage = "Save the image again as PNG or JPEG";
    private const string Download = "Open it in a browser to see why the file itself was not sent, and download it again";

    /// <summary>The format of a data URL of an image.</summary>
    public static FileFormat DataUrlOfImage { get; } = new("a data: URL of an image", SaveImage) { IsReadableImage = true };

    /// <summary>Finds the format; null if this is no text, or text without a known beginning.</summary>
    public static FileFormat? Find(ReadOnlySpan<byte> start)
    {
        // Of a PNM file, only the first lines are text.
        if (IsPortableAnymap(Encoding.Latin1.GetString(start[..Math.Min(start.Length, 16)])))
        {
            return start[1] == (byte)'7'
                ? new("a PAM image", SaveImage)
                : new("a PNM image (PBM, PGM, PPM)", SaveImage) { IsReadableImage = true, Container = ContainerFormat.Pnm };
        }

        if (!IsText(start))
            return null;
        string text = TextOf(start).TrimStart();
        if (StartsWith(text, "version https://git-lfs"))
            return new("a Git LFS pointer, which stands for the file itself", "Run git lfs pull");
        if (StartsWith(text, "data:image/") && text.Contains(',', StringComparison.Ordinal))
            return DataUrlOfImage;
        if (StartsWith(text, "data:") && text.Contains(";base64,", StringComparison.OrdinalIgnoreCase))
            return new("a data: URL", "Give the image that is encoded in it");
        if (StartsWith(text, "/* XPM */") || StartsWith(text, "#define ") && text.Contains("_width ", StringComparison.Ordinal))
            return new("an X11 image (XBM, XPM)", SaveImage);
        if (StartsWith(text, "{\\rtf"))
            return new("an RTF document", "Save its table as CSV");
        return text.StartsWith('<') ? OfMarkup(text) : null;
    }

    /// <summary>Whether the bytes may be text: no control characters that no text has, except in UTF-16.</summary>
    public static bool IsText(ReadOnlySpan<byte> start) =>
        !start.IsEmpty && (IsUtf16(start) || start[..Math.Min(start.Length, 64)].IndexOfAnyInRange((byte)0x00, (byte)0x08) < 0);

    /// <summary>The first line, shortened to 20 characters.</summary>
    public static string FirstWords(ReadOnlySpan<byte> start)
    {
        string line = TextOf(start).Trim().Split('\n', '\r')[0];
        return line.Length <= 20 ? line : $"{line[..20]}...";
    }

    private static FileFormat? OfMarkup(string text)
    {
        if (HasElement(text, "svg"))
            return new("an SVG drawing", "Export the drawing as PNG");
        if (StartsWith(text, "<!doctype html") || HasElement(text, "html") || HasElement(text, "head") || HasElement(text, "body"))
            return new("an HTML page", Download);
        if (StartsWith(text, "<?xml") && HasElement(text, "Error"))
            return new("an error message of a server, in XML", Download);
        return StartsWith(text, "<?xml") ? new("an XML document", "Save its table as CSV") : null;
    }

    // The name of an element may be followed by its attributes, and may have a namespace before it, as in <svg:svg.
    private static bool HasElement(string text, string name)
    {
        foreach (string tag in (string[])["<" + name, ":" + name])
        {
            int at = text.IndexOf(tag, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at + tag.Length == text.Length || !char.IsLetterOrDigit(text[at + tag.Length]) && text[at + tag.Length] != ':'))
                return true;
        }

        return false;
    }

    // Behind the kind, a line ends, or a number follows in the same one.
    private static bool IsPortableAnymap(string text) =>
        text.Length > 4
        && text[0] == 'P'
        && text[1] is >= '1' and <= '7'
        && (
            text[2] is '\n' or '\r' && (char.IsAsciiDigit(text[3]) || text[3] is '#' or 'W' or '\n')
            || text[2] is ' ' or '\t' && char.IsAsciiDigit(text[3])
        );

    private static bool StartsWith(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf16(ReadOnlySpan<byte> start) => start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static string TextOf(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(start[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(start[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(start[3..]),
            _ => Encoding.UTF8.GetString(start),
        };
}
