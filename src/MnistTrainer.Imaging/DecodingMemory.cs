namespace MnistTrainer.Imaging;

/// <summary>Estimates the memory that decoding an image needs, from its header, before any is allocated.</summary>
internal static class DecodingMemory
{
    /// <summary>The bytes of the file, of the decoded pixels, and of what the decoder itself keeps of the whole image.</summary>
    /// <param name="file">The bytes of a file that <see cref="FileSignature.IsReadable"/>.</param>
    /// <param name="pixels">The number of pixels according to the header.</param>
    /// <param name="decodedPixels">The number of decoded pixels: fewer if the decoder shrinks the image.</param>
    public static long Of(ReadOnlySpan<byte> file, long pixels, long decodedPixels) =>
        file.Length + (decodedPixels * ColorImage.Channels) + (long)(pixels * KeptPerPixel(file));

    /// <summary>The bytes per pixel that a decoder keeps in addition to the decoded image.</summary>
    private static double KeptPerPixel(ReadOnlySpan<byte> file) =>
        file[0] switch
        {
            0x89 => KeptPerPngPixel(file),
            0xFF => JpegPasses.BytesOfPixel(file),

            // Lossless WebP is decoded as a whole before it is shrunk.
            (byte)'R' => ColorImage.Channels,
            _ => 0,
        };

    /// <summary>
    /// Interlaced rows arrive in seven passes, so the whole image is kept in the file's format (ISO/IEC 15948, clause 11.2.2).
    /// </summary>
    private static double KeptPerPngPixel(ReadOnlySpan<byte> file)
    {
        const int bitDepth = 24,
            colorType = 25,
            interlace = 28;
        if (file.Length <= interlace || file[interlace] == 0)
            return 0;
        int samples = file[colorType] switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        return Math.Max(1, samples * file[bitDepth] / 8);
    }
}
