using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>The included model on images without any digit, which an enlarged part may resemble: halves, checkerboards, hatching; and on digits that are nearly such.</summary>
public sealed class PatternTests
{
    private const int Side = 280;

    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(140)]
    [InlineData(190)]
    [InlineData(260)]
    public void Half_of_an_image_is_no_one(int width)
    {
        AssertRejected(Paint((x, _) => x < width));
        AssertRejected(Paint((x, _) => x >= width));
        AssertRejected(Paint((_, y) => y < width));
        AssertRejected(Paint((x, y) => x + y < 2 * width));
    }

    [Fact]
    public void A_shadow_in_a_corner_is_no_one() => AssertRejected(Paint((x, y) => x < 24 && y < 180));

    [Fact]
    public void Dashes_and_blots_are_rejected()
    {
        AssertRejected(Paint((x, y) => Math.Abs(x - 140) < 100 && Math.Abs(y - 140) < 6));
        AssertRejected(Paint((x, y) => Math.Sqrt(((x - 140) * (x - 140)) + ((y - 140) * (y - 140))) < 70));
        AssertRejected(Paint((x, y) => Math.Sqrt(((x - 140) * (x - 140)) + ((y - 140) * (y - 140))) < 8));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(35)]
    public void A_checkerboard_has_no_digits(int square) => AssertHasNone(Paint((x, y) => ((x / square) + (y / square)) % 2 == 1));

    [Fact]
    public void Hatching_has_no_digits()
    {
        AssertHasNone(Paint((x, _) => x % 14 < 3));
        AssertHasNone(Paint((x, y) => x is > 60 and < 220 && y is > 50 and < 230 && (x + (y / 8)) % 6 < 3));
    }

    /// <summary>A halftone is darker toward one side, and the dark part is as high and narrow as a 1.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(24)]
    public void A_halftone_is_no_one(int pitch) =>
        AssertRejected(
            Paint(
                (x, y) =>
                    Math.Sqrt(Math.Pow((x % pitch) - (pitch / 2), 2) + Math.Pow((y % pitch) - (pitch / 2), 2))
                    < 0.7 * pitch * Math.Sqrt(x / (double)Side)
            )
        );

    [Theory]
    [InlineData(2, 6)]
    [InlineData(4, 8)]
    public void Crossed_hatching_is_no_digit(int width, int pitch) =>
        AssertRejected(Paint((x, y) => (x + y) % pitch < width || (x + (Side * pitch) - y) % pitch < width));

    [Theory]
    [InlineData(20)]
    [InlineData(52)]
    [InlineData(80)]
    public void A_thick_one_is_read(int width)
    {
        GrayImage image = Paint((x, y) => Math.Abs(x - 140) <= width / 2 && Math.Abs(y - 140) < 100);
        RecognizedImage read = Reader.Recognize(image);
        Assert.Equal(("1", null), (read.Best?.Label, read.Rejection));
        Assert.Equal("1", Text(image));
    }

    [Fact]
    public void Ones_beside_each_other_are_read() =>
        Assert.Equal("11111", Text(Paint((x, y) => x is >= 40 and < 240 && x % 40 < 12 && Math.Abs(y - 140) < 50)));

    [Fact]
    public void A_large_digit_of_a_hairline_is_one_digit() =>
        Assert.Equal("4", Text(Drawn(1000, 1, [(600, 200), (300, 580), (750, 580)], [(560, 420), (560, 820)])));

    /// <summary>Straight and from edge to edge, the foot of a 2 and the bar of a 7 look like a line of paper where the edge leaves half of their width.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(14)]
    public void A_digit_whose_bar_the_edge_cuts_is_read(double radius)
    {
        Assert.Equal("2", Read(Drawn(Side, radius, [(20, 80), (90, 20), (190, 20), (240, 80), (220, 130), (0, Side), (Side, Side)])));
        Assert.Equal("7", Read(Drawn(Side, radius, [(0, 0), (Side, 0), (110, 250)])));

        static string? Read(GrayImage image) => Reader.Recognize(image) is { Rejection: null, Best.Label: var label } ? label : null;
    }

    /// <summary>A 7 of 6 rows in an image of 8x8 pixels, and the same of as many rows as pixels allow.</summary>
    [Theory]
    [InlineData(8, true)]
    [InlineData(40, false)]
    public void A_digit_of_few_pixels_is_read_with_a_note(int side, bool isNoted)
    {
        RecognizedImage seven = Reader.Recognize(
            Drawn(side, 0.06 * side, [(0.2 * side, 0.15 * side), (0.8 * side, 0.15 * side), (0.4 * side, 0.85 * side)])
        );
        Assert.Equal(isNoted, seven.Note?.Contains("pixels high", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Dirt_beside_a_digit_at_the_edge_is_no_digit()
    {
        GrayImage seven = Drawn(Side, 9, [(90, 60), (Side, 60), (160, 250)]);
        GrayImage dirty = new(Side, Side, [.. seven.Pixels.ToArray().Select((value, place) => IsDirt(place) ? (byte)0 : value)]);
        Assert.Equal("7", Text(seven));
        Assert.Equal("7", Text(dirty));

        static bool IsDirt(int place) => place % Side is >= 40 and < 43 && place / Side is >= 200 and < 203;
    }

    private static void AssertRejected(GrayImage image) => Assert.NotNull(Reader.Recognize(image).Rejection);

    private static void AssertHasNone(GrayImage image)
    {
        Assert.Equal("", Text(image));
        AssertRejected(image);
    }

    private static string Text(GrayImage image) => string.Join(' ', Reader.RecognizeNumbers(image).Select(number => number.Text));

    private static GrayImage Paint(Func<int, int, bool> isInk) =>
        new(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(place => isInk(place % Side, place / Side) ? (byte)0 : (byte)255)]);

    private static GrayImage Drawn(int side, double radius, params (double X, double Y)[][] strokes) =>
        new(
            side,
            side,
            [
                .. Enumerable
                    .Range(0, side * side)
                    .Select(place =>
                        (byte)(255 * Math.Clamp(strokes.Min(stroke => Distance(stroke, place % side, place / side)) - radius + 0.5, 0, 1))
                    ),
            ]
        );

    private static double Distance((double X, double Y)[] stroke, int x, int y) =>
        stroke
            .Zip(stroke.Skip(1))
            .Min(part =>
            {
                (double dx, double dy) = (part.Second.X - part.First.X, part.Second.Y - part.First.Y);
                double along = Math.Clamp((((x - part.First.X) * dx) + ((y - part.First.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
                return Math.Sqrt(Math.Pow(x - part.First.X - (along * dx), 2) + Math.Pow(y - part.First.Y - (along * dy), 2));
            });
}
