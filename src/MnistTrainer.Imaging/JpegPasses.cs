using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>
/// Estimates what a decoder must keep of a JPEG file with several passes over the image (progressive, or one component after another): the
/// coefficients of all blocks, two bytes each (ITU-T T.81).
/// </summary>
internal static class JpegPasses
{
    private const byte StartOfScan = 0xDA;

    /// <summary>
    /// The bytes kept per pixel: 0 for a file with a single pass, otherwise from 2 for gray to 8 for four full-size components.
    /// </summary>
    /// <param name="file">The bytes of the file. If they are damaged before the first pass, the result is 0, because nothing will be
    /// decoded.</param>
    public static double BytesOfPixel(ReadOnlySpan<byte> file)
    {
        double bytes = 0;
        int components = 0;
        bool isProgressive = false;
        for (
            int at = NextMarker(file, 2);
            at + 10 < file.Length;
            at = NextMarker(file, at + 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
        )
        {
            byte marker = file[at + 1];
            if (marker == StartOfScan)
                return isProgressive || file[at + 4] < components ? bytes : 0;
            if (!IsStartOfFrame(marker))
                continue;
            isProgressive = (marker & 0x03) == 2;
            components = file[at + 9];
            bytes = CoefficientBytes(file[(at + 10)..], components);
        }

        return 0;
    }

    // 0xC4, 0xC8 and 0xCC are tables and extensions.
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The position of the next marker that a segment follows; bytes between segments are skipped, as decoders do.</summary>
    private static int NextMarker(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is >= 0xC0 and not 0xFF and not (>= 0xD0 and <= 0xD8)))
            at++;
        return at;
    }

    /// <summary>
    /// Components with fewer samples than the finest have fewer coefficients. Each factor, horizontal and vertical, takes half a byte.
    /// </summary>
    private static double CoefficientBytes(ReadOnlySpan<byte> frame, int components)
    {
        (int samples, int across, int down) = (0, 1, 1);
        for (int component = 0; component < components && (3 * component) + 1 < frame.Length; component++)
        {
            byte factors = frame[(3 * component) + 1];
            samples += (factors >> 4) * (factors & 15);
            across = Math.Max(across, factors >> 4);
            down = Math.Max(down, factors & 15);
        }

        return 2.0 * samples / (across * down);
    }
}
