namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class PageTests
{
    private const int Side = 320;
    private const byte Table = 50;
    private const byte Sheet = 220;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-15)]
    public void Cuts_out_a_sheet_on_a_table_with_its_writing(double degrees)
    {
        GrayImage writing = Drawing.Draw(Side, 12, Drawing.Seven);
        GrayImage image = OnTable(degrees, writing);
        GrayImage page = Page.Find(image);
        Assert.NotSame(image, page);
        Assert.InRange((double)Ink(page) / writing.Pixels.ToArray().Count(ink => ink > 200), 0.9, 1.1);

        // The edges show only paper, no table.
        Assert.All(Enumerable.Range(0, page.Width), x => Assert.True(page[x, 0] > 150 && page[x, page.Height - 1] > 150));
        Assert.All(Enumerable.Range(0, page.Height), y => Assert.True(page[0, y] > 150 && page[page.Width - 1, y] > 150));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Cuts_out_a_dark_card_on_a_light_table_with_its_writing(double degrees)
    {
        GrayImage writing = Drawing.Draw(Side, 12, Drawing.Seven);
        GrayImage image = OnTable(degrees, writing).Invert();
        GrayImage card = Page.Find(image);
        Assert.NotSame(image, card);
        Assert.InRange((double)Ink(card.Invert()) / writing.Pixels.ToArray().Count(ink => ink > 200), 0.9, 1.1);
        Assert.All(Enumerable.Range(0, card.Width), x => Assert.True(card[x, 0] < 105 && card[x, card.Height - 1] < 105));
    }

    // Two and a half times as wide as the page; Within makes both of one size.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cuts_out_a_small_page_with_writing(bool isDark)
    {
        GrayImage writing = Drawing.Draw(140, 12, Drawing.Seven);
        byte[] pixels = new byte[340 * 340];
        for (int y = 0; y < 140; y++)
        {
            for (int x = 0; x < 140; x++)
                pixels[((y + 100) * 340) + x + 100] = (byte)(255 - writing[x, y]);
        }

        GrayImage image = new(340, 340, pixels);
        GrayImage page = isDark ? Page.Find(image.Invert()).Invert() : Page.Find(image);
        Assert.InRange(page.Width, 120, 142);
        Assert.InRange((double)Ink(page) / writing.Pixels.ToArray().Count(ink => ink > 200), 0.9, 1.1);
    }

    private static readonly (double X, double Y)[] Three = [(0.3, 0.2), (0.7, 0.2), (0.5, 0.5), (0.75, 0.7), (0.3, 0.85)];

    public static TheoryData<string, GrayImage> Others =>
        new()
        {
            { "a page that fills the image", Drawing.Draw(Side, 14, Drawing.Seven).Invert() },
            { "a light digit", Drawing.Draw(Side, 60, Drawing.Zero) },
            { "a fat light one", Drawing.Draw(Side, 90, Drawing.One) },
            { "a fat light three", Drawing.Draw(Side, 100, Three) },
            { "squared paper that is lighter in the middle", new GrayImage(Side, Side, new byte[Side * Side]).Map(SquaredPaper) },
            {
                "an image that is half in the shadow",
                new GrayImage(Side, Side, new byte[Side * Side]).Map((x, _, _) => x < 160 ? Table : Sheet)
            },
            { "a dark zero", Drawing.Draw(Side, 60, Drawing.Zero).Invert() },
            { "a fat dark one", Drawing.Draw(Side, 90, Drawing.One).Invert() },
            { "a fat dark three", Drawing.Draw(Side, 100, Three).Invert() },
            {
                "a dark block",
                new GrayImage(Side, Side, new byte[Side * Side]).Map((x, y, _) => x is > 80 and < 240 && y is > 80 and < 240 ? 0 : 255)
            },
            { "nothing", new GrayImage(Side, Side, new byte[Side * Side]) },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public void Leaves_other_images_unchanged(string what, GrayImage image)
    {
        GrayImage found = Page.Find(image);
        Assert.True(ReferenceEquals(image, found), what);
    }

    /// <summary>There may be digits in a shadow, unlike on a table: nothing is painted over.</summary>
    [Fact]
    public void Covers_no_shadow_with_writing_in_it()
    {
        GrayImage image = Drawing.Draw(Side, 12, Drawing.Seven).Map((x, _, ink) => (220 - (0.7 * ink)) * (x < 160 ? 0.4 : 1));
        Assert.Same(image, Page.Cover(image));
    }

    private static double SquaredPaper(int x, int y, byte value)
    {
        double light = 225 - (0.006 * (Math.Pow(x - (Side / 2), 2) + Math.Pow(y - (Side / 2), 2)));
        return x % 80 < 6 || y % 80 < 6 ? 0.6 * light : light;
    }

    private static int Ink(GrayImage page) => page.Pixels.ToArray().Count(level => level < 100);

    /// <summary>A rotated sheet of 220 x 260 pixels in the middle of the table; the light ink of an image becomes its writing.</summary>
    private static GrayImage OnTable(double degrees, GrayImage writing)
    {
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        return writing.Map(
            (x, y, ink) =>
            {
                (double fromX, double fromY) = (x - (Side / 2), y - (Side / 2));
                bool isSheet = Math.Abs((cosine * fromX) + (sine * fromY)) < 110 && Math.Abs((cosine * fromY) - (sine * fromX)) < 130;
                return isSheet ? Sheet - (ink * 0.7) : Table;
            }
        );
    }
}
