using MnistTrainer.Imaging;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Images of 28x28 as PNG files.</summary>
internal static class TestImages
{
    /// <summary>A 1: an upright bar.</summary>
    public static byte[] One { get; } =
        Png([.. Enumerable.Range(0, 784).Select(i => (byte)(i % 28 is 13 or 14 && i / 28 is > 4 and < 24 ? 255 : 0))]);

    /// <summary>Nothing.</summary>
    public static byte[] Blank { get; } = Png(new byte[784]);

    private static byte[] Png(byte[] pixels) => ImageCodec.EncodePng(new GrayImage(28, 28, pixels));
}
