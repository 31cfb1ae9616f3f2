using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace MnistTrainer.Cli.Tests.Presentation;

public sealed class QrCodeTests
{
    [Theory]
    [InlineData("http://192.168.0.17:5280/")]
    [InlineData("http://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535/")]
    public void Another_program_reads_the_code_that_is_drawn(string address)
    {
        const int scale = 4;
        string[] lines = QrCodeView.Draw(address);
        int side = lines[0].Length;
        Assert.All(lines, line => Assert.Equal(side, line.Length));
        byte[] pixels = new byte[scale * side * scale * lines.Length * 2];
        for (int y = 0; y < scale * lines.Length * 2; y++)
        {
            for (int x = 0; x < scale * side; x++)
                pixels[(y * scale * side) + x] = IsDark(lines[y / scale / 2][x / scale], y / scale % 2 == 0) ? (byte)0 : (byte)255;
        }

        RGBLuminanceSource image = new(pixels, scale * side, scale * lines.Length * 2, RGBLuminanceSource.BitmapFormat.Gray8);
        Result? read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(image)));
        Assert.Equal(address, read?.Text);
    }

    private static bool IsDark(char block, bool isUpper) => block == '█' || block == (isUpper ? '▀' : '▄');
}
