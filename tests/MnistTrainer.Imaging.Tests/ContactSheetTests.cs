namespace MnistTrainer.Imaging.Tests;

public sealed class ContactSheetTests
{
    [Fact]
    public void Contact_sheets_are_grids_with_lines()
    {
        ColorImage dot = new(1, 1, [255, 0, 7, 255]);
        ColorImage sheet = ContactSheet.Of([dot, dot, dot], 2);
        Assert.Equal((3, 3), (sheet.Width, sheet.Height));
        (byte[] color, byte[] line) = ([255, 0, 7, 255], [64, 64, 64, 255]);
        Assert.Equal([.. color, .. line, .. color, .. line, .. line, .. line, .. color, .. line, .. line], sheet.Pixels.ToArray());
    }

    [Fact]
    public void Lines_between_large_images_are_wider()
    {
        ColorImage gray = ChannelImage.Of(1, 1, 1, [128], enlargement: 84);
        ColorImage sheet = ContactSheet.Of([gray, gray], 2);
        Assert.Equal(((2 * 84) + 3, 84), (sheet.Width, sheet.Height));
        Assert.Equal([128, 64, 64, 64, 128], Enumerable.Range(83, 5).Select(x => (int)sheet.Pixels[4 * x]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(256, 16)]
    [InlineData(257, 17)]
    public void Square_sheets_have_as_many_columns_as_rows_or_one_more(int count, int columns) =>
        Assert.Equal(columns, ContactSheet.SquareColumns(count));

    [Fact]
    public void Images_of_different_sizes_make_no_sheet() =>
        Assert.Throws<ArgumentException>(() => ContactSheet.Of([new ColorImage(1, 1, new byte[4]), new ColorImage(1, 2, new byte[8])], 2));
}
