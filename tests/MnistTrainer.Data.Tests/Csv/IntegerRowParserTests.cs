using System.Globalization;
using System.Text;

namespace MnistTrainer.Data.Tests;

public sealed class IntegerRowParserTests
{
    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(' ')]
    [InlineData('|')]
    public void Agrees_with_parsing_each_cell(char delimiter)
    {
        Random random = new(5);
        for (int round = 0; round < 2000; round++)
        {
            byte[] pixels = [.. Enumerable.Range(0, random.Next(1, 70)).Select(_ => (byte)(random.Next(2) * random.Next(256)))];
            string text = string.Join(delimiter, pixels) + (random.Next(2) == 0 ? delimiter + "more" : "");
            byte[] read = new byte[pixels.Length];
            Assert.True(IntegerRowParser.TryParse(Encoding.ASCII.GetBytes(text), (byte)delimiter, read), text);
            Assert.Equal(pixels, read);
        }
    }

    [Fact]
    public void Accepts_exactly_the_numbers_up_to_255_with_at_most_three_digits()
    {
        foreach (string padding in new[] { "", ",0,0,0,0,0,0" })
        {
            for (int number = 0; number < 1000; number++)
            {
                foreach (
                    string text in new[]
                    {
                        $"{number}",
                        $"{number:D3}",
                        $"{number:D4}",
                        $"{number}.",
                        $"{number} ",
                        $" {number}",
                        $"-{number}",
                    }
                )
                {
                    byte[] read = new byte[padding.Length == 0 ? 1 : 7];
                    bool taken = IntegerRowParser.TryParse(Encoding.ASCII.GetBytes(text + padding), (byte)',', read);
                    bool expected = text.Length <= 3 && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                    Assert.True(expected == taken, text);
                    if (taken)
                        Assert.Equal(number, read[0]);
                }
            }
        }
    }

    [Fact]
    public void Accepts_no_byte_other_than_a_digit()
    {
        for (int character = 0; character < 256; character++)
        {
            byte[] text = [(byte)'1', (byte)character, (byte)'2', (byte)',', .. "3,4,5,6,7"u8];
            byte[] read = new byte[6];
            Assert.Equal(
                character is >= '0' and <= '9',
                IntegerRowParser.TryParse(text, (byte)',', read) && read[0] == 102 + (10 * (character - '0'))
            );
        }
    }

    [Theory]
    [InlineData("1,2", 3)]
    [InlineData("1,2,3,4,5,6,7,8,9", 10)]
    [InlineData("", 1)]
    [InlineData("1,,2,3,4,5,6,7,8,9", 10)]
    public void Rejects_a_row_with_too_few_cells(string text, int count) =>
        Assert.False(IntegerRowParser.TryParse(Encoding.ASCII.GetBytes(text), (byte)',', new byte[count]));
}
