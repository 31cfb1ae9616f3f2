using MnistTrainer.Imaging;

namespace MnistTrainer.Data.Tests;

/// <summary>Writes small images into a temporary folder.</summary>
internal static class FolderTestImages
{
    /// <summary>Writes a black image of 8x8 with a block of this brightness in its center.</summary>
    public static void WriteImage(this TemporaryFolder folder, string name, byte ink = 200) =>
        folder.Write(name, ImageCodec.EncodePng(Image(8, ink)));

    /// <summary>Writes such images under several names.</summary>
    public static void WriteImages(this TemporaryFolder folder, params string[] names)
    {
        foreach (string name in names)
            folder.WriteImage(name);
    }

    /// <summary>A square image, black except for a block in its center.</summary>
    public static GrayImage Image(int side, byte ink)
    {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % side * 8 / side is 3 or 4 && i / side * 8 / side is > 1 and < 6 ? ink : (byte)0;
        return new GrayImage(side, side, pixels);
    }
}
