using System.IO.Compression;

namespace MnistTrainer.Imaging.Tests;

public sealed class DigitNormalizerTests
{
    private static readonly GrayImage ExpectedSeven = Normalize(Drawing.Draw(280, 28, Drawing.Seven));

    [Theory]
    [InlineData(28, 28, 20)]
    [InlineData(56, 56, 40)]
    [InlineData(28, 40, 20)]
    [InlineData(16, 16, 11)]
    public void Longer_side_is_20_of_28_pixels(int height, int width, int expected)
    {
        GrayImage digit = DigitNormalizer.Normalize(Drawing.Draw(300, 25, Drawing.Zero), "0", height, width);
        Assert.Equal((width, height), (digit.Width, digit.Height));
        GrayImage box = InkBox.Crop(digit);
        Assert.InRange(Math.Max(box.Width, box.Height), expected - 1, expected);
    }

    [Fact]
    public void Center_of_mass_is_in_the_middle()
    {
        (double x, double y) = CenterOfMass(ExpectedSeven);
        Assert.InRange(x, 14, 15);
        Assert.InRange(y, 14, 15);
    }

    [Fact]
    public void Darkest_ink_is_255_and_paper_is_0()
    {
        Assert.Equal(255, ExpectedSeven.Pixels.ToArray().Max());
        Assert.Equal(0, ExpectedSeven[0, 0]);
    }

    public static TheoryData<string, Func<GrayImage, GrayImage>> Disguises =>
        new()
        {
            { "black on white", image => image.Invert() },
            { "pencil on gray paper", image => image.Map((_, _, ink) => 180 - (ink * 0.3)) },
            { "chalk", image => image.Map((_, _, ink) => 60 + (ink * 0.5)) },
            { "light from one side", image => image.Map((x, _, ink) => (255 - (ink * 0.7)) * (0.5 + (x / 560.0))) },
            {
                "a shadow over half",
                image => image.Map((x, y, ink) => (230 - (ink * 0.7)) * (1 - (0.4 / (1 + Math.Exp((x + y - 300) / 6.0)))))
            },
            {
                "dark corners",
                image => image.Map((x, y, ink) => (250 - (ink * 0.7)) * (1 - (((x - 140.0) * (x - 140) + (y - 140.0) * (y - 140)) / 80000)))
            },
            {
                "a frame around",
                image => image.Invert().Map((x, y, gray) => Math.Min(Math.Min(x, y), Math.Min(279 - x, 279 - y)) < 5 ? 0 : gray)
            },
            { "specks", image => image.Invert().Map((x, y, gray) => x % 90 < 4 && y % 90 < 4 ? 0 : gray) },
            { "a neighbor cut off", image => image.Invert().Map((x, y, gray) => x > 255 && y is > 60 and < 200 ? 0 : gray) },
            { "in a corner", image => image.Resize(100, 100).PlaceOn(600, 500, 500, 400).Invert() },
            { "cropped", image => InkBox.Crop(image).Invert() },
            { "large", image => image.Resize(2000, 2000).Invert() },
            { "wide paper", image => image.PlaceOn(900, 280, 40, 0).Invert() },
        };

    [Theory]
    [MemberData(nameof(Disguises))]
    public void Normalizes_a_digit_regardless_of_how_it_was_captured(string disguise, Func<GrayImage, GrayImage> disguised)
    {
        GrayImage digit = Normalize(disguised(Drawing.Draw(280, 28, Drawing.Seven)));
        double difference = Drawing.DifferenceWithinAPixel(ExpectedSeven, digit);
        Assert.True(difference < 0.25, $"{disguise}: {difference}");
    }

    [Fact]
    public void Removes_grain()
    {
        Random random = new(7);
        GrayImage grainy = Drawing.Draw(280, 28, Drawing.Seven).Map((_, _, ink) => 200 - (ink * 0.6) + (random.NextDouble() * 50));
        Assert.InRange(Drawing.DifferenceWithinAPixel(ExpectedSeven, Normalize(grainy)), 0, 0.25);
    }

    [Theory]
    [InlineData(280, 1.0)]
    [InlineData(800, 3.0)]
    [InlineData(28, 1.0)]
    [InlineData(100, 2.0)]
    public void Widens_thin_strokes(int side, double pen)
    {
        GrayImage digit = Normalize(Drawing.Draw(side, pen, Drawing.Zero).Invert());
        Assert.InRange(Strokes.Width(digit), 1.7, 3.0);
        GrayImage box = InkBox.Crop(digit);
        Assert.InRange(Math.Max(box.Width, box.Height), 19, 21);
    }

    [Fact]
    public void Normalizing_twice_changes_almost_nothing()
    {
        foreach ((double X, double Y)[] line in new[] { Drawing.Zero, Drawing.One, Drawing.Seven })
        {
            for (int pen = 6; pen <= 40; pen += 2)
            {
                GrayImage once = Normalize(Drawing.Draw(200, pen, line));
                double difference = Drawing.RelativeDifference(once, Normalize(once));
                Assert.True(difference < 0.06, $"pen {pen}: {difference}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(130)]
    [InlineData(255)]
    public void Rejects_blank_paper(byte gray)
    {
        GrayImage blank = Drawing.Draw(100, 5, Drawing.One).Map((_, _, _) => gray);
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => DigitNormalizer.Normalize(blank, "blank.png"));
        Assert.Equal(
            "blank.png: expected an image of a digit, found an empty one, with no visible ink. Draw the digit with more contrast.",
            error.Message
        );
    }

    [Fact]
    public void Grain_alone_is_not_ink()
    {
        Random random = new(3);
        GrayImage grain = Drawing
            .Draw(200, 5, Drawing.One)
            .Map((_, _, _) => 128 + (20 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
        Assert.Throws<InvalidImageException>(() => Normalize(grain));
    }

    [Fact]
    public void Accepts_or_rejects_any_image()
    {
        Random random = new(11);
        for (int trial = 0; trial < 500; trial++)
        {
            byte[] pixels = new byte[random.Next(1, 40) * random.Next(1, 40)];
            if (trial % 2 == 0)
                random.NextBytes(pixels);
            else
                pixels[random.Next(pixels.Length)] = 255;
            int width = Enumerable.Range(1, pixels.Length).Last(divisor => divisor <= 40 && pixels.Length % divisor == 0);
            Exception? error = Record.Exception(() => Normalize(new GrayImage(width, pixels.Length / width, pixels)));
            Assert.True(error is null or InvalidImageException, error?.ToString());
        }
    }

    [Fact]
    public void Keeps_MNIST_digits_almost_unchanged()
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("MNIST_TRAINER_DATA") ?? "", "mnist", "t10k-images-idx3-ubyte.gz");
        Assert.SkipUnless(File.Exists(path), "MNIST_TRAINER_DATA names no folder with mnist in it.");
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        byte[] bytes = new byte[16 + (1000 * 784)];
        stream.ReadExactly(bytes);

        List<double> differences = [];
        for (int i = 0; i < 1000; i++)
        {
            GrayImage digit = new(28, 28, bytes[(16 + (i * 784))..(16 + ((i + 1) * 784))]);
            differences.Add(Drawing.RelativeDifference(digit, Normalize(digit)));
            Assert.False(Polarity.IsDarkOnLight(digit));
            Assert.True(Polarity.IsDarkOnLight(digit.Invert()));
        }

        Assert.True(differences.Average() < 0.02, $"{differences.Average()}");
        Assert.True(differences.Count(difference => difference > 0.05) < 25, $"{differences.Count(difference => difference > 0.05)}");
    }

    [Fact]
    public void Offers_the_other_polarity_if_the_evidence_is_weak()
    {
        GrayImage seven = Drawing.Draw(280, 28, Drawing.Seven);
        Assert.Null(DigitNormalizer.Trace(seven).OtherPolarity);
        Assert.Null(DigitNormalizer.Trace(seven.Invert()).OtherPolarity);

        // White on a dark sign that fills all but a light rim: the border says dark on light, the strokes say light on dark.
        GrayImage sign = seven.Map((x, y, value) => x is < 28 or >= 252 || y is < 28 or >= 252 ? 255 : value);
        DigitTrace trace = DigitNormalizer.Trace(sign, stages: ImageStages.All & ~ImageStages.Page);
        GrayImage other = Assert.IsType<GrayImage>(trace.OtherPolarity);
        Assert.Equal(Polarity.IsDarkOnLight(sign) ? sign.Invert().Pixels.ToArray() : sign.Pixels.ToArray(), other.Pixels.ToArray());
        Assert.Null(DigitNormalizer.Trace(sign, stages: ImageStages.All & ~ImageStages.Page & ~ImageStages.Polarity).OtherPolarity);

        // As a page, the sign is cut out, which settles it.
        Assert.Null(DigitNormalizer.Trace(sign).OtherPolarity);
        Assert.True(Drawing.RelativeDifference(Normalize(seven), Normalize(sign)) < 0.05);
    }

    private static GrayImage Normalize(GrayImage image) => DigitNormalizer.Normalize(image, "test");

    private static (double X, double Y) CenterOfMass(GrayImage image)
    {
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            mass += image.Pixels[i];
            x += ((i % image.Width) + 0.5) * image.Pixels[i];
            y += ((i / image.Width) + 0.5) * image.Pixels[i];
        }

        return (x / mass, y / mass);
    }
}
