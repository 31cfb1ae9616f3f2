using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class DrawingAugmentationTests
{
    private static readonly Shape Small = Shape.Image(28, 28);

    private static readonly DrawingAugmentation Nothing = new()
    {
        Elastic = ElasticAugmentation.None,
        Plain = 0,
        Thickness = 0,
        Breaks = 0,
        Blur = 0,
        Contrast = 0,
        Noise = 0,
    };

    [Fact]
    public void Does_nothing_at_zero_strength() => Assert.Equal(Bar(), Apply(Nothing, Bar(), 1));

    [Fact]
    public void Keeps_blank_images_blank_and_is_deterministic()
    {
        DrawingAugmentation all = new() { Breaks = 1 };
        for (ulong seed = 0; seed < 20; seed++)
        {
            Assert.All(Apply(all, new byte[784], seed), pixel => Assert.Equal(0, pixel));
            Assert.Equal(Apply(all, Bar(), seed), Apply(all, Bar(), seed));
            Assert.NotEqual(Apply(all, Bar(), seed), Apply(all, Bar(), seed + 1));
        }
    }

    [Fact]
    public void Changes_stroke_thickness_by_at_most_its_amount_on_each_side()
    {
        List<double> widths = [.. Variants(Nothing with { Thickness = 0.5f }).Select(variant => Row(variant, 14) / 255)];
        Assert.All(widths, width => Assert.InRange(width, 4 - 1.02, 4 + 1.02));
        Assert.InRange(widths.Min(), 3, 3.1);
        Assert.InRange(widths.Max(), 4.9, 5);
    }

    [Fact]
    public void Blur_preserves_the_ink_and_softens_the_edge()
    {
        foreach (byte[] variant in Variants(Nothing with { Blur = 1 }))
        {
            // A quarter of the ink at the edge of a stroke moves to the pixel outside.
            Assert.Equal(4 * 255, Row(variant, 14), 8.0);
            Assert.InRange(variant[(14 * 28) + 11], 0, 64);
            Assert.Equal(255 - variant[(14 * 28) + 11], variant[(14 * 28) + 12], 2.0);
        }
    }

    [Fact]
    public void Contrast_changes_only_partially_inked_pixels_in_both_directions()
    {
        byte[] image = Bar();
        image[0] = 128;
        List<byte> halves = [];
        foreach (byte[] variant in Variants(Nothing with { Contrast = 1 }, image))
        {
            Assert.Equal(255, variant[(14 * 28) + 13]);
            halves.Add(variant[0]);
        }

        // 128/255 to the powers of 2 and 1/2.
        Assert.InRange(halves.Min(), 64, 68);
        Assert.InRange(halves.Max(), 178, 181);
    }

    [Fact]
    public void Noise_affects_only_inked_pixels_within_its_bounds()
    {
        byte[] image = [.. Bar().Select(pixel => (byte)(pixel / 2))];
        int largest = 0,
            brightest = 0;
        foreach (byte[] variant in Variants(Nothing with { Noise = 0.2f }, image))
        {
            for (int i = 0; i < 784; i++)
            {
                Assert.True(image[i] != 0 || variant[i] == 0);
                largest = Math.Max(largest, image[i] - variant[i]);
                brightest = Math.Max(brightest, variant[i] - image[i]);
            }
        }

        Assert.InRange(largest, 45, 51);
        Assert.InRange(brightest, 45, 51);
    }

    [Fact]
    public void A_break_clears_a_small_disc_of_ink()
    {
        foreach (byte[] variant in Variants(Nothing with { Breaks = 1 }))
        {
            int cleared = Bar().Zip(variant).Count(pair => pair.First != 0 && pair.Second == 0);
            Assert.InRange(cleared, 1, 9);
            Assert.InRange(Bar().Sum(pixel => pixel) - variant.Sum(pixel => pixel), 200, Math.PI * 4 * 255);
        }
    }

    [Fact]
    public void A_share_of_the_images_is_only_deformed_as_usual()
    {
        IAugmenter usual = new ElasticAugmentation().CreateAugmenter(Small);
        byte[] expected = new byte[784];
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomSource random = new(seed);
            random.NextDouble();
            usual.Apply(Bar(), expected, random);
            Assert.Equal(expected, Apply(new DrawingAugmentation { Plain = 1 }, Bar(), seed));
        }

        // Of the others nothing is changed here. The standard deviation of the share is 0.026.
        Assert.InRange(Variants(Nothing with { Plain = 0.3f }).Count(variant => !variant.SequenceEqual(Bar())) / 300.0, 0.2, 0.4);
    }

    [Fact]
    public void Does_not_allocate()
    {
        IAugmenter augmenter = new DrawingAugmentation { Breaks = 1, Plain = 0 }.CreateAugmenter(Small);
        byte[] image = Bar(),
            result = new byte[784];
        RandomSource random = new(1);
        augmenter.Apply(image, result, random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            augmenter.Apply(image, result, random);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 10);
    }

    [Fact]
    public void Reports_all_amounts_out_of_range_in_one_message()
    {
        DrawingAugmentation wrong = new()
        {
            Thickness = 2,
            Breaks = -1,
            Blur = float.NaN,
            Contrast = 4,
            Noise = 1.1f,
            Plain = 2,
        };
        string message = Assert.Throws<InvalidInputException>(() => wrong.CreateAugmenter(Small)).Message;
        foreach (string name in new[] { "thickness", "breaks", "blur", "contrast", "noise", "plain" })
            Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains(
            "one channel",
            Assert.Throws<InvalidInputException>(() => new DrawingAugmentation().CreateAugmenter(new Shape(3, 8, 8))).Message,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<byte[]> Variants(DrawingAugmentation augmentation, byte[]? image = null) =>
        Enumerable.Range(0, 300).Select(seed => Apply(augmentation, image ?? Bar(), (ulong)seed));

    private static byte[] Apply(DrawingAugmentation augmentation, byte[] image, ulong seed)
    {
        byte[] result = new byte[784];
        augmentation.CreateAugmenter(Small).Apply(image, result, new RandomSource(seed));
        return result;
    }

    private static double Row(byte[] image, int row) => image.Skip(row * 28).Take(28).Sum(pixel => (double)pixel);

    /// <summary>A vertical stroke four pixels wide.</summary>
    private static byte[] Bar()
    {
        byte[] image = new byte[784];
        for (int row = 4; row < 24; row++)
            image.AsSpan((row * 28) + 12, 4).Fill(255);
        return image;
    }
}
