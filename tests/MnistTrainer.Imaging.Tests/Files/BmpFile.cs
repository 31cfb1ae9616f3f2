using System.Buffers.Binary;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes BMP files of any depth with Windows' 40-byte header.</summary>
/// <param name="Width">Columns that the header claims.</param>
/// <param name="Height">Rows that the header claims; negative where they come from the top.</param>
/// <param name="BitDepth">Bits of a pixel: 1, 4, 8, 16, 24 or 32.</param>
internal sealed record BmpFile(int Width, int Height, int BitDepth)
{
    /// <summary>How pixels are packed: 0 not at all, 1 in runs of bytes.</summary>
    public int Compression { get; init; }

    /// <summary>Blue, green, red and a zero for each entry.</summary>
    public byte[] Palette { get; init; } = [];

    /// <summary>The file with these bytes for its pixels, rows from the bottom and each filled up to four bytes.</summary>
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
