using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MnistTrainer.Imaging;

/// <summary>The bytes in a data URL: <c>data:[media type][;base64],data</c> (RFC 2397).</summary>
public static class DataUrl
{
    private const string Scheme = "data:";
    private const string Base64Mark = ";base64";
    private const string Remedy = "Use data:image/png;base64, followed by the base64-encoded image";

    /// <summary>Whether a text has the beginning of a data URL.</summary>
    /// <param name="text">The text.</param>
    public static bool Is(string text) => text is not null && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Decodes the bytes of a data URL.</summary>
    /// <param name="url">The URL, base64 (white space allowed) or percent-encoded.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">The text is not a data URL, is encoded incorrectly, or has more bytes than the maximum of an image.</exception>
    public static byte[] Decode(string url, string name)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!Is(url))
            throw new InvalidImageException(name, "a data URL, which starts with data:", Start(url), Remedy);
        int comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            throw new InvalidImageException(name, "a data URL with a comma before its data", Start(url), Remedy);

        // An encoded byte takes at most three characters.
        ReadOnlySpan<char> data = url.AsSpan(comma + 1);
        if (data.Length > 3L * ImageFile.MaximumBytes)
            throw ImageBytes.TooLong(name);
        int foreign = data.IndexOfAnyExceptInRange('\0', '\x7F');
        if (foreign >= 0)
            throw new InvalidImageException(name, "a data URL in ASCII", $"the character U+{(int)data[foreign]:X4}", Remedy);
        byte[] bytes = new byte[data.Length];
        Encoding.ASCII.GetBytes(data, bytes);
        return Decode(bytes, IsBase64(url.AsSpan(Scheme.Length, comma - Scheme.Length)), name);
    }

    /// <summary>Decodes the bytes of a data URL that is the content of a text file, for example as saved from a canvas.</summary>
    /// <param name="file">The bytes of the file: the URL in ASCII, with or without a byte order mark and white space around it.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">As for <see cref="Decode(string, string)"/>.</exception>
    internal static byte[] Decode(ReadOnlySpan<byte> file, string name)
    {
        const int longestStart = 1024;
        ReadOnlySpan<byte> url = file.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;
        url = url.Trim(" \t\r\n\""u8);
        int comma = url[..Math.Min(url.Length, longestStart)].IndexOf((byte)',');
        return comma < 0
            ? throw new InvalidImageException(name, "a data URL with a comma before its data", "one without", Remedy)
            : Decode(url[(comma + 1)..], IsBase64(Encoding.ASCII.GetString(url[..comma])), name);
    }

    private static byte[] Decode(ReadOnlySpan<byte> data, bool isBase64, string name)
    {
        byte[] bytes = Unescape(data, name);
        if (isBase64)
            bytes = FromBase64(bytes, name);
        return bytes.Length <= ImageFile.MaximumBytes ? bytes : throw ImageBytes.TooLong(name);
    }

    private static bool IsBase64(ReadOnlySpan<char> start) => start.EndsWith(Base64Mark, StringComparison.OrdinalIgnoreCase);

    /// <summary>Encodes an image as a data URL of a PNG.</summary>
    /// <param name="image">The image.</param>
    public static string Encode(GrayImage image) => OfPng(ImageCodec.EncodePng(image));

    /// <summary>Encodes an image as a data URL of a PNG.</summary>
    /// <param name="image">The image.</param>
    public static string Encode(ColorImage image) => OfPng(ImageCodec.EncodePng(image));

    private static string OfPng(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";

    private static byte[] Unescape(ReadOnlySpan<byte> data, string name)
    {
        byte[] bytes = new byte[data.Length];
        int length = 0;
        for (int i = 0; i < data.Length; i++)
        {
            byte value = data[i];
            if (value == '%')
            {
                if (
                    i + 2 >= data.Length
                    || !byte.TryParse(data.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                )
                    throw new InvalidImageException(
                        name,
                        "two hexadecimal digits after each %",
                        $"\"{Encoding.ASCII.GetString(data.Slice(i, Math.Min(3, data.Length - i)))}\"",
                        Remedy
                    );
                i += 2;
            }

            bytes[length++] = value;
        }

        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static byte[] FromBase64(byte[] text, string name)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3];
        OperationStatus status = Base64.DecodeFromUtf8(text, bytes, out int read, out int length);
        return status == OperationStatus.Done
            ? bytes[..length]
            : throw new InvalidImageException(name, "base64 after the comma", $"an invalid character at position {read}", Remedy);
    }

    private static string Start(string url) => url.Length == 0 ? "nothing" : $"\"{(url.Length <= 20 ? url : url[..20] + "...")}\"";
}
