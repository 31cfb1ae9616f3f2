using System.Buffers.Binary;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes lossless WebP files of two grays according to the specification (RFC 9649): no transforms, one bit per pixel.</summary>
internal static class WebPFile
{
    /// <summary>Encodes a file.</summary>
    /// <param name="size">The columns and rows in the header, at most 16384 each.</param>
    /// <param name="pixels">Row by row: whether each pixel has the second gray.</param>
    /// <param name="dark">The green of the first gray; its red and blue are the same.</param>
    /// <param name="light">The green of the second gray; its red and blue are those of the first, because their codes have a single
    /// value.</param>
    public static byte[] Write((int Width, int Height) size, IEnumerable<bool> pixels, byte dark, byte light)
    {
        List<bool> bits = [];
        Add(bits, 0x2F, 8);
        Add(bits, size.Width - 1, 14);
        Add(bits, size.Height - 1, 14);

        // No alpha, version 0; no transform, no color cache, no groups of codes.
        Add(bits, 0, 1 + 3 + 1 + 1 + 1);

        // Simple codes: green has two values; red, blue, alpha and distance have one each.
        Add(bits, 0b11, 2);
        Add(bits, 1, 1);
        Add(bits, dark, 8);
        Add(bits, light, 8);
        foreach (byte only in (byte[])[dark, dark, 255, 0])
        {
            Add(bits, 0b01, 2);
            Add(bits, 1, 1);
            Add(bits, only, 8);
        }

        bits.AddRange(pixels);
        byte[] data = new byte[(bits.Count + 15) / 16 * 2];
        for (int i = 0; i < bits.Count; i++)
            data[i / 8] |= (byte)((bits[i] ? 1 : 0) << (i % 8));
        return [.. "RIFF"u8, .. LittleEndian(12 + data.Length), .. "WEBPVP8L"u8, .. LittleEndian(data.Length), .. data];
    }

    /// <summary>A file whose canvas has a size without pixels.</summary>
    public static byte[] WithCanvas(int width, int height) =>
        [
            .. "RIFF"u8,
            .. LittleEndian(4 + 18),
            .. "WEBPVP8X"u8,
            .. LittleEndian(10),
            0,
            0,
            0,
            0,
            .. LittleEndian(width - 1)[..3],
            .. LittleEndian(height - 1)[..3],
        ];

    private static void Add(List<bool> bits, int value, int count) =>
        bits.AddRange(Enumerable.Range(0, count).Select(bit => ((value >> bit) & 1) == 1));

    private static byte[] LittleEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
