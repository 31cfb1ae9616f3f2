using System.IO.Compression;

namespace MnistTrainer.Imaging;

/// <summary>Counts the bytes that compressed ones inflate to (zlib, RFC 1950), without keeping them.</summary>
internal static class Inflation
{
    /// <summary>Counts bytes.</summary>
    /// <param name="compressed">The compressed bytes; the stream is closed.</param>
    /// <param name="most">The number of bytes at which to stop.</param>
    /// <exception cref="ContainerException">The compressed bytes are damaged.</exception>
    public static long CountBytes(Stream compressed, long most)
    {
        long bytes = 0;
        try
        {
            using ZLibStream inflated = new(compressed, CompressionMode.Decompress);
            byte[] piece = new byte[1 << 14];
            for (int read; bytes < most && (read = inflated.Read(piece)) > 0; )
                bytes += read;
        }
        // A preset dictionary, which no image has, is an error of input and output.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw ContainerException.Damaged("with damaged pixels", error);
        }

        return Math.Min(bytes, most);
    }
}
