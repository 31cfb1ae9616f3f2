namespace MnistTrainer.Imaging;

/// <summary>Reads images from files; the size is checked before memory is allocated.</summary>
public static class ImageFile
{
    /// <summary>The maximum size of an image file: 64 MiB.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>
    /// Decodes a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA file, detected by its content and not by its name; see <see cref="ImageCodec"/>.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist, cannot be read, or is not an image of these formats.</exception>
    public static GrayImage Read(string path) => ImageCodec.Decode(ReadBytes(path), path);

    /// <summary>Decodes a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image from a stream, for example a member of an archive.</summary>
    /// <param name="stream">The stream, read from its position to its end; its length must be known.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidImageException">The content is not an image of these formats, or is larger than <see cref="MaximumBytes"/>.</exception>
    public static GrayImage Read(Stream stream, string name) => ImageCodec.Decode(ReadBytes(stream, name), name);

    /// <summary>Reads a file without decoding it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist, cannot be read, or is larger than <see cref="MaximumBytes"/>.</exception>
    public static byte[] ReadBytes(string path)
    {
        using FileStream stream = Open(path);
        // A pipe has no length.
        return stream.CanSeek ? ReadBytes(stream, path) : ImageBytes.Read(stream, path);
    }

    /// <summary>Whether the file begins with the signature of a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA file. No more of it is read.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist or cannot be read.</exception>
    public static bool IsImage(string path)
    {
        using FileStream stream = Open(path);
        return IsImage(stream);
    }

    /// <summary>Whether a stream begins with the signature of a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA file. No more of it is read.</summary>
    /// <param name="stream">The stream, at its start.</param>
    public static bool IsImage(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> start = stackalloc byte[FileSignature.Length];
        return FileSignature.IsReadable(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Reads a stream, for example a member of an archive, without decoding it.</summary>
    /// <param name="stream">The stream, read from its position to its end; its length must be known.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidImageException">The content is larger than <see cref="MaximumBytes"/>.</exception>
    public static byte[] ReadBytes(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > MaximumBytes)
        {
            throw new InvalidImageException(
                name,
                $"an image of at most {MaximumBytes >> 20} MiB",
                $"{stream.Length >> 20} MiB",
                "Save it smaller; a digit needs no more than a few hundred pixels a side"
            );
        }

        byte[] bytes = new byte[stream.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? "a file that cannot be read"
                : "no such file";
            throw new InvalidImageException(path, "an image file", found, "Check the name and the permissions", error);
        }
    }
}
