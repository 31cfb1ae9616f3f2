using System.Buffers.Binary;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes BMP files of any depth with Windows' 40-byte header.</summary>
/// <param name="Width">The number of columns in the header.</param>
/// <param name="Height">The number of rows in the header; negative for top-down files.</param>
/// <param name="BitDepth">The bits per pixel: 1, 4, 8, 16, 24 or 32.</param>
internal sealed record BmpFile(int Width, int Height, int BitDepth)
{
    /// <summary>The compression: 0 for none, 1 for runs of bytes.</summary>
    public int Compression { get; init; }

    /// <summary>The palette: blue, green, red and a zero for each entry.</summary>
    public byte[] Palette { get; init; } = [];

    /// <summary>Encodes pixels, given bottom-up with each row padded to four bytes.</summary>
    public byte[] Write(byte[] pixels)
    {
        byte[] head = new byte[54];
        "BM"u8.CopyTo(head);
        int[] numbers = [head.Length + Palette.Length + pixels.Length, 0, head.Length + Palette.Length, 40, Width, Height];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2 + (4 * i)), numbers[i]);
        (head[26], head[28], head[30], head[46]) = (1, (byte)BitDepth, (byte)Compression, (byte)(Palette.Length / 4));
        return [.. head, .. Palette, .. pixels];
    }
}
