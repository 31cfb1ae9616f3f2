using System.Globalization;

namespace MnistTrainer.Data.Tests;

public sealed class CellParserTests
{
    [Fact]
    public void Agrees_with_the_framework_on_every_number()
    {
        Random random = new(7);
        for (int round = 0; round < 20_000; round++)
        {
            double number = (random.NextDouble() - 0.2) * Math.Pow(10, random.Next(-20, 20));
            string format = new[] { "R", "F0", "F1", "F6", "F14", "F18", "E3", "G17", "00.000" }[random.Next(9)];
            string text = number.ToString(format, CultureInfo.InvariantCulture);
            if (text.Length > 64)
                continue;

            Assert.True(CellParser.TryParse(text, decimalComma: false, out double point), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), point);
            Assert.True(CellParser.TryParse(text.Replace('.', ','), decimalComma: true, out double comma), text);
            Assert.Equal(point, comma);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("twelve")]
    [InlineData("1 2")]
    public void Rejects_everything_else(string text) => Assert.False(CellParser.TryParse(text, decimalComma: false, out _));
}
