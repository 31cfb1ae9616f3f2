namespace MnistTrainer.Imaging;

/// <summary>How much memory decoding an image takes, told from its header before any is taken.</summary>
internal static class DecodingMemory
{
    /// <summary>The bytes of the file, of the decoded pixels, and of what the decoder itself holds of the whole image on the way to them.</summary>
    /// <param name="file">The bytes of a file that <see cref="FileSignature.IsReadable"/>.</param>
    /// <param name="pixels">Of the image, as its header claims.</param>
    /// <param name="decodedPixels">As many, or fewer where the decoder shrinks the image.</param>
    public static long Of(ReadOnlySpan<byte> file, long pixels, long decodedPixels) =>
        file.Length + (decodedPixels * ColorImage.Channels) + (long)(pixels * HeldOfPixel(file));

    /// <summary>Bytes for each pixel that a decoder holds besides the decoded image.</summary>
    private static double HeldOfPixel(ReadOnlySpan<byte> file) =>
        file[0] switch
        {
            0x89 => HeldOfPngPixel(file),
            0xFF => JpegPasses.BytesOfPixel(file),

            // WebP without loss is decoded whole before it is shrunk.
            (byte)'R' => ColorImage.Channels,
            _ => 0,
        };

    /// <summary>Interlaced rows come in seven passes, between which the whole image is held as the file has it (ISO/IEC 15948, clause 11.2.2).</summary>
    private static double HeldOfPngPixel(ReadOnlySpan<byte> file)
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
