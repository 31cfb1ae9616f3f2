using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Data.Tests.ElasticImages;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of validation, determinism and allocations. <see cref="ElasticDeformationTests"/> tests the geometry.</summary>
public sealed class ElasticAugmentationTests
{
    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 5, 70)]
    [InlineData(1, 28, 28)]
    [InlineData(3, 9, 7)]
    [InlineData(3, 33, 16)]
    public void Does_nothing_at_zero_strength(int channels, int height, int width)
    {
        Shape shape = new(channels, height, width);
        byte[] image = Noise(shape);
        Assert.Equal(image, Apply(ElasticAugmentation.None, shape, image, seed: 1));
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 5, 70)]
    [InlineData(3, 9, 7)]
    public void Deforms_all_channels_identically(int channels, int height, int width)
    {
        Shape plane = Shape.Image(height, width),
            shape = new(channels, height, width);
        byte[] image = Noise(shape);
        byte[] result = Apply(new ElasticAugmentation(), shape, image, seed: 3);
        for (int channel = 0; channel < channels; channel++)
            Assert.Equal(Apply(new ElasticAugmentation(), plane, Channel(image, channel), seed: 3), Channel(result, channel));

        // The channels of a pixel lie next to each other.
        byte[] Channel(byte[] pixels, int channel) => [.. pixels.Where((_, i) => i % channels == channel)];
    }

    [Fact]
    public void Depends_only_on_the_random_numbers()
    {
        byte[] image = Disc(6);
        Assert.Equal(Apply(new ElasticAugmentation(), MnistShape, image, 1), Apply(new ElasticAugmentation(), MnistShape, image, 1));
        Assert.NotEqual(Apply(new ElasticAugmentation(), MnistShape, image, 1), Apply(new ElasticAugmentation(), MnistShape, image, 2));
    }

    [Fact]
    public void Keeps_no_state_between_images()
    {
        IAugmenter augmenter = new ElasticAugmentation().CreateAugmenter(MnistShape);
        byte[] result = new byte[784];
        augmenter.Apply(Noise(MnistShape), result, new RandomSource(1));
        augmenter.Apply(Disc(6), result, new RandomSource(2));
        Assert.Equal(Apply(new ElasticAugmentation(), MnistShape, Disc(6), 2), result);
    }

    [Fact]
    public void Does_not_allocate()
    {
        IAugmenter augmenter = new ElasticAugmentation().CreateAugmenter(MnistShape);
        RandomSource random = new(1);
        byte[] image = Disc(6),
            result = new byte[784];
        augmenter.Apply(image, result, random);

        // The minimum of several runs: a garbage collection caused by another test can be counted as an allocation of this thread.
        Assert.Equal(
            0,
            Enumerable
                .Range(0, 20)
                .Min(_ =>
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    augmenter.Apply(image, result, random);
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                })
        );
    }

    [Fact]
    public void Rejects_amounts_out_of_range_and_vectors()
    {
        ElasticAugmentation valid = new();
        foreach (
            (ElasticAugmentation wrong, string name) in new[]
            {
                (valid with { Rotation = 181 }, "rotation from 0 to 180"),
                (valid with { Scaling = 1 }, "scaling from 0 to 0.9"),
                (valid with { Slant = -1 }, "slant"),
                (valid with { Shift = float.NaN }, "shift"),
                (valid with { Displacement = float.PositiveInfinity }, "displacement"),
            }
        )
        {
            Assert.Contains(
                name,
                Assert.Throws<InvalidInputException>(() => wrong.CreateAugmenter(MnistShape)).Message,
                StringComparison.Ordinal
            );
        }

        Assert.Contains(
            "vectors of 784 values",
            Assert.Throws<InvalidInputException>(() => valid.CreateAugmenter(Shape.Vector(784))).Message,
            StringComparison.Ordinal
        );
    }
}
