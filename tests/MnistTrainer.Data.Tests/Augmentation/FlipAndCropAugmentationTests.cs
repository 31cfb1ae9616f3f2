using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.Data.Tests;

public sealed class FlipAndCropAugmentationTests
{
    private static readonly FlipAndCropAugmentation Nothing = new() { Flips = 0, Shift = 0 };

    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 1, 1, 5 },
            { 1, 5, 1 },
            { 1, 28, 28 },
            { 3, 9, 7 },
            { 4, 6, 32 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Does_nothing_at_zero_strength(int channels, int height, int width)
    {
        Shape shape = new(channels, height, width);
        Assert.Equal(ElasticImages.Noise(shape), Apply(Nothing, shape, ElasticImages.Noise(shape), seed: 1));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_flip_moves_every_pixel_to_the_opposite_column_and_a_second_one_moves_it_back(int channels, int height, int width)
    {
        Shape shape = new(channels, height, width);
        byte[] image = ElasticImages.Noise(shape);
        byte[] once = Apply(Nothing with { Flips = 1 }, shape, image, seed: 1);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
                Assert.Equal(Pixel(shape, image, row, column), Pixel(shape, once, row, width - 1 - column));
        }

        Assert.Equal(image, Apply(Nothing with { Flips = 1 }, shape, once, seed: 2));
    }

    [Theory]
    [InlineData(1, 6, 6, 2)]
    [InlineData(3, 4, 8, 3)]
    [InlineData(1, 2, 9, 4)]
    public void A_crop_is_the_image_shifted_over_zeros_and_every_shift_occurs(int channels, int height, int width, int pixels)
    {
        Shape shape = new(channels, height, width);
        byte[] image = [.. ElasticImages.Noise(shape).Select(value => (byte)Math.Max(value, (byte)1))];
        FlipAndCropAugmentation crop = Nothing with { Shift = (float)pixels / Math.Max(height, width) };
        Assert.Equal(pixels, crop.ShiftedPixels(shape));
        HashSet<string> expected = [],
            found = [];
        for (int down = -pixels; down <= pixels; down++)
        {
            for (int right = -pixels; right <= pixels; right++)
                expected.Add(Convert.ToHexString(Shifted(shape, image, down, right)));
        }

        for (ulong seed = 0; seed < 2000; seed++)
            found.Add(Convert.ToHexString(Apply(crop, shape, image, seed)));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void About_the_given_fraction_of_images_is_mirrored()
    {
        Shape shape = Shape.Image(3, 4);
        byte[] image = ElasticImages.Noise(shape);
        foreach (float fraction in new[] { 0.2f, 0.5f })
        {
            int mirrored = Enumerable
                .Range(0, 4000)
                .Count(seed => !Apply(Nothing with { Flips = fraction }, shape, image, (ulong)seed).SequenceEqual(image));

            // Five standard deviations of a binomial distribution.
            double deviation = Math.Sqrt(4000 * fraction * (1 - fraction));
            Assert.InRange(mirrored, (4000 * fraction) - (5 * deviation), (4000 * fraction) + (5 * deviation));
        }
    }

    [Fact]
    public void Mirrors_what_it_has_shifted_and_draws_both_independently()
    {
        Shape shape = Shape.Image(5, 8);
        byte[] image = ElasticImages.Noise(shape);
        for (ulong seed = 0; seed < 50; seed++)
        {
            byte[] shifted = Apply(Nothing with { Shift = 0.125f }, shape, image, seed);
            Assert.Equal(
                Apply(Nothing with { Flips = 1 }, shape, shifted, seed),
                Apply(new() { Flips = 1, Shift = 0.125f }, shape, image, seed)
            );
        }
    }

    [Fact]
    public void Shifts_by_two_pixels_of_28_or_32_by_default()
    {
        Assert.Equal(2, new FlipAndCropAugmentation().ShiftedPixels(Shape.Image(28, 28)));
        Assert.Equal(2, new FlipAndCropAugmentation().ShiftedPixels(new Shape(3, 32, 32)));
        Assert.Equal("flip-and-crop (flips 0.5, shift 0.0625)", new FlipAndCropAugmentation().Name);
    }

    [Fact]
    public void Does_not_allocate()
    {
        IAugmenter augmenter = new FlipAndCropAugmentation().CreateAugmenter(ElasticImages.MnistShape);
        RandomSource random = new(1);
        byte[] image = ElasticImages.Disc(6),
            result = new byte[784];
        Assert.Equal(0, Allocation.Of(() => augmenter.Apply(image, result, random)));
    }

    [Theory]
    [InlineData(-0.1f, 0f, 28, 28, "flips from 0 to 1")]
    [InlineData(float.NaN, 0f, 28, 28, "flips from 0 to 1")]
    [InlineData(0f, 0.6f, 28, 28, "shift from 0 to 0.5")]
    [InlineData(0f, 0f, 1, 1, "vectors of 1 values")]
    public void Rejects_amounts_out_of_range_and_vectors(float flips, float shift, int height, int width, string found)
    {
        FlipAndCropAugmentation wrong = new() { Flips = flips, Shift = shift };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => wrong.CreateAugmenter(Shape.Image(height, width)));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Apply(FlipAndCropAugmentation augmentation, Shape shape, byte[] image, ulong seed)
    {
        byte[] result = new byte[shape.Size];
        result.AsSpan().Fill(99);
        augmentation.CreateAugmenter(shape).Apply(image, result, new RandomSource(seed));
        return result;
    }

    private static byte[] Pixel(Shape shape, byte[] image, int row, int column) =>
        [.. image.Skip(((row * shape.Width) + column) * shape.Channels).Take(shape.Channels)];

    /// <summary>The obvious way: a pixel comes from where it was, or is zero.</summary>
    private static byte[] Shifted(Shape shape, byte[] image, int down, int right)
    {
        List<byte> pixels = [];
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
            {
                bool isInside = row - down >= 0 && row - down < shape.Height && column - right >= 0 && column - right < shape.Width;
                pixels.AddRange(isInside ? Pixel(shape, image, row - down, column - right) : new byte[shape.Channels]);
            }
        }

        return [.. pixels];
    }
}
