namespace MnistTrainer.Imaging;

/// <summary>Reads the bytes of an encoded image from a stream, up to a limit.</summary>
public static class ImageBytes
{
    /// <summary>Reads the bytes.</summary>
    /// <param name="stream">The stream, which is read to its end and left open.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">There are more bytes than the maximum of an image.</exception>
    public static byte[] Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new();
        byte[] piece = new byte[1 << 16];
        for (int read; (read = stream.Read(piece)) > 0; )
        {
            bytes.Write(piece, 0, read);
            if (bytes.Length > ImageFile.MaximumBytes)
                throw TooLong(name);
        }

        return bytes.ToArray();
    }

    /// <summary>The exception for too many bytes.</summary>
    internal static InvalidImageException TooLong(string name) =>
        new(
            name,
            $"an image of at most {ImageFile.MaximumBytes >> 20} MiB",
            "more",
            "Save it smaller; a digit needs no more than a few hundred pixels a side"
        );
}
