namespace MnistTrainer.Imaging;

/// <summary>Reads images from files, with the size checked before memory is allocated.</summary>
public static class ImageFile
{
    /// <summary>The maximum size of an image file: 64 MiB.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>
    /// Decodes a PNG, JPEG, BMP, GIF or WebP file, detected by its content and not by its name; see <see cref="ImageCodec"/>.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist, cannot be read, or is not an image of these formats.</exception>
    public static GrayImage Read(string path) => ImageCodec.Decode(ReadBytes(path), path);

    /// <summary>Whether the file begins like a PNG, JPEG, BMP, GIF or WebP file. No more of it is read.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist or cannot be read.</exception>
    public static bool IsImage(string path)
    {
        using FileStream stream = Open(path);
        Span<byte> start = stackalloc byte[FileSignature.Length];
        return FileSignature.IsReadable(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    private static byte[] ReadBytes(string path)
    {
        using FileStream stream = Open(path);
        // A pipe has no length, and that of a device is 0.
        long length = stream.CanSeek ? stream.Length : 0;
        using MemoryStream bytes = new((int)Math.Min(length, MaximumBytes));
        byte[] piece = new byte[Math.Clamp(length, 1 << 12, 1 << 18)];
        for (int read = 0; length <= MaximumBytes && (read = Read(stream, piece, path)) > 0; length = Math.Max(length, bytes.Length))
            bytes.Write(piece, 0, read);
        return length <= MaximumBytes
            ? bytes.ToArray()
            : throw new InvalidImageException(
                path,
                $"an image of at most {MaximumBytes >> 20} MiB",
                $"{length >> 20} MiB{(stream.CanSeek ? "" : " or more")}",
                "Save it smaller; a digit needs no more than a few hundred pixels a side"
            );
    }

    private static int Read(FileStream stream, byte[] piece, string path)
    {
        try
        {
            return stream.Read(piece);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidImageException(path, "an image file", "a file that cannot be read", "Check the disk and the permissions", error);
        }
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
