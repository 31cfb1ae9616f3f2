namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes TGA files according to the specification (Truevision TGA 2.0).</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="Kind">1 for a palette, 2 for colors, 3 for gray; 8 more for runs.</param>
/// <param name="BitDepth">The bits per pixel.</param>
internal sealed record TgaFile(int Width, int Height, int Kind, int BitDepth)
{
    /// <summary>The palette: blue, green and red of each entry.</summary>
    public byte[] Palette { get; init; } = [];

    /// <summary>Whether the first row is the top one.</summary>
    public bool IsTopDown { get; init; }

    /// <summary>Whether the footer of version 2 follows.</summary>
    public bool HasFooter { get; init; }

    /// <summary>Encodes pixels, given row by row as stored, or packets of runs.</summary>
    public byte[] Write(byte[] pixels) =>
        [
            4,
            (byte)(Palette.Length > 0 ? 1 : 0),
            (byte)Kind,
            0,
            0,
            (byte)(Palette.Length / 3),
            0,
            (byte)(Palette.Length > 0 ? 24 : 0),
            0,
            0,
            0,
            0,
            (byte)Width,
            (byte)(Width >> 8),
            (byte)Height,
            (byte)(Height >> 8),
            (byte)BitDepth,
            (byte)((IsTopDown ? 0x20 : 0) | (BitDepth == 32 ? 8 : 0)),
            .. "name"u8,
            .. Palette,
            .. pixels,
            .. HasFooter ? (byte[])[0, 0, 0, 0, 0, 0, 0, 0, .. "TRUEVISION-XFILE.\0"u8] : [],
        ];
}
