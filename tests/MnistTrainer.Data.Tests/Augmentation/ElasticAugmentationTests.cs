using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class ElasticAugmentationTests
{
    private static readonly Shape MnistShape = Shape.Image(28, 28);

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 5, 70)]
    [InlineData(1, 28, 28)]
    [InlineData(3, 9, 7)]
    [InlineData(3, 33, 16)]
    public void Without_strength_it_is_the_identity(int channels, int height, int width)
    {
        Shape shape = new(channels, height, width);
        byte[] image = Noise(shape);
        Assert.Equal(image, Apply(ElasticAugmentation.None, shape, image, seed: 1));
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 5, 70)]
    [InlineData(3, 9, 7)]
    public void Channels_are_deformed_alike(int channels, int height, int width)
    {
        Shape plane = Shape.Image(height, width),
            shape = new(channels, height, width);
        byte[] image = Noise(shape);
        byte[] result = Apply(new ElasticAugmentation(), shape, image, seed: 3);
        for (int channel = 0; channel < channels; channel++)
        {
            Range part = (channel * plane.Size)..((channel + 1) * plane.Size);
            Assert.Equal(Apply(new ElasticAugmentation(), plane, image[part], seed: 3), result[part]);
        }
    }

    [Fact]
    public void The_same_random_numbers_give_the_same_variant_and_others_another()
    {
        byte[] image = Disc(6);
        Assert.Equal(Apply(new ElasticAugmentation(), MnistShape, image, 1), Apply(new ElasticAugmentation(), MnistShape, image, 1));
        Assert.NotEqual(Apply(new ElasticAugmentation(), MnistShape, image, 1), Apply(new ElasticAugmentation(), MnistShape, image, 2));
    }

    [Fact]
    public void An_image_leaves_no_trace_in_the_next()
    {
        IAugmenter augmenter = new ElasticAugmentation().CreateAugmenter(MnistShape);
        byte[] result = new byte[784];
        augmenter.Apply(Noise(MnistShape), result, new RandomSource(1));
        augmenter.Apply(Disc(6), result, new RandomSource(2));
        Assert.Equal(Apply(new ElasticAugmentation(), MnistShape, Disc(6), 2), result);
    }

    [Fact]
    public void A_shift_moves_the_middle_within_its_bounds_and_keeps_the_ink()
    {
        ElasticAugmentation shift = ElasticAugmentation.None with { Shift = 0.1f };
        (double mass, double x, double y) = Moments(Disc(5));
        double farthest = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            (double shiftedMass, double shiftedX, double shiftedY) = Moments(Apply(shift, MnistShape, Disc(5), seed));
            Assert.Equal(mass, shiftedMass, mass * 0.01);
            double moved = Math.Max(Math.Abs(shiftedX - x), Math.Abs(shiftedY - y));
            Assert.InRange(moved, 0, 2.8 + 0.02);
            farthest = Math.Max(farthest, moved);
        }

        Assert.InRange(farthest, 2.5, 2.82);
    }

    [Fact]
    public void A_rotation_turns_about_the_middle_by_at_most_its_angle()
    {
        ElasticAugmentation rotation = ElasticAugmentation.None with { Rotation = 30 };
        List<double> angles = [];
        for (ulong seed = 0; seed < 200; seed++)
        {
            // A dot 8 pixels to the right of the middle: its direction is the angle.
            (_, double x, double y) = Moments(Apply(rotation, MnistShape, Disc(2.5, 21.5, 13.5), seed));
            Assert.Equal(8, Math.Sqrt((x * x) + (y * y)), 0.1);
            angles.Add(Math.Atan2(y, x) * 180 / Math.PI);
        }

        Assert.InRange(angles.Max(), 28, 30.2);
        Assert.InRange(angles.Min(), -30.2, -28);
        Assert.InRange(angles.Average(), -3, 3);
    }

    [Fact]
    public void Scaling_changes_width_and_height_each_for_itself()
    {
        ElasticAugmentation scaling = ElasticAugmentation.None with { Scaling = 0.2f };
        double mass = Moments(Disc(6)).Mass;
        List<double> ratios = [];
        for (ulong seed = 0; seed < 200; seed++)
        {
            byte[] scaled = Apply(scaling, MnistShape, Disc(6), seed);
            ratios.Add(Moments(scaled).Mass / mass);
            double width = Enumerable.Range(0, 28).Sum(x => scaled[(13 * 28) + x] / 255.0),
                height = Enumerable.Range(0, 28).Sum(y => scaled[(y * 28) + 13] / 255.0);

            // An ellipse's area by its diameters, to within what pixels of that size can tell.
            Assert.Equal(Moments(scaled).Mass / 255, Math.PI / 4 * width * height, tolerance: 5.0);
        }

        Assert.InRange(ratios.Min(), 0.62, 0.75);
        Assert.InRange(ratios.Max(), 1.3, 1.46);
    }

    [Fact]
    public void A_slant_moves_the_top_to_one_side_and_the_bottom_to_the_other()
    {
        ElasticAugmentation slant = ElasticAugmentation.None with { Slant = 0.3f };
        byte[] bar = new byte[784];
        for (int row = 4; row < 24; row++)
            bar.AsSpan((row * 28) + 13, 2).Fill(255);
        List<double> slants = [];
        for (ulong seed = 0; seed < 100; seed++)
        {
            byte[] slanted = Apply(slant, MnistShape, bar, seed);
            double RowMiddle(int row) =>
                Enumerable.Range(0, 28).Sum(x => x * (double)slanted[(row * 28) + x])
                / Enumerable.Range(0, 28).Sum(x => slanted[(row * 28) + x]);
            Assert.Equal(13.5, (RowMiddle(6) + RowMiddle(21)) / 2, 0.05);
            slants.Add((RowMiddle(6) - RowMiddle(21)) / 15);
        }

        Assert.InRange(slants.Max(), 0.27, 0.305);
        Assert.InRange(slants.Min(), -0.305, -0.27);
    }

    [Fact]
    public void The_field_is_smooth_and_as_strong_as_asked()
    {
        // An image whose brightness is its column, so that a pixel of the variant tells which column it came from.
        Shape shape = Shape.Image(100, 100);
        byte[] ramp = new byte[10_000];
        for (int i = 0; i < ramp.Length; i++)
            ramp[i] = (byte)(2 * (i % 100));
        double squares = 0,
            steps = 0;
        int count = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            byte[] bent = Apply(ElasticAugmentation.None with { Displacement = 0.03f }, shape, ramp, seed);
            for (int row = 15; row < 85; row++)
            {
                for (int column = 15; column < 85; column++, count++)
                {
                    double displacement = (bent[(row * 100) + column] / 2.0) - column;
                    squares += displacement * displacement;
                    steps = Math.Max(steps, Math.Abs(displacement - ((bent[((row + 1) * 100) + column] / 2.0) - column)));
                }
            }
        }

        Assert.InRange(Math.Sqrt(squares / count), 2.7, 3.3);
        Assert.InRange(steps, 0, 1.5);
    }

    [Fact]
    public void Mnist_sized_ink_stays_ink()
    {
        // Rotation, slant and field keep areas on the average; scaling by 1 + s in each direction does, too.
        double mass = Moments(Disc(6)).Mass,
            sum = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            double ratio = Moments(Apply(new ElasticAugmentation(), MnistShape, Disc(6), seed)).Mass / mass;
            Assert.InRange(ratio, 0.5, 1.8);
            sum += ratio / 300;
        }

        Assert.InRange(sum, 0.95, 1.08);
    }

    [Fact]
    public void A_variant_allocates_nothing()
    {
        IAugmenter augmenter = new ElasticAugmentation().CreateAugmenter(MnistShape);
        RandomSource random = new(1);
        byte[] image = Disc(6),
            result = new byte[784];
        augmenter.Apply(image, result, random);

        // The least of several runs: a collection that another test brings about can be counted as an allocation of this thread.
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
    public void Amounts_out_of_range_and_vectors_are_rejected()
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

    private static byte[] Apply(ElasticAugmentation augmentation, Shape shape, byte[] image, ulong seed)
    {
        byte[] result = new byte[shape.Size];
        augmentation.CreateAugmenter(shape).Apply(image, result, new RandomSource(seed));
        return result;
    }

    private static byte[] Noise(Shape shape)
    {
        RandomSource random = new(7);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => (byte)random.NextInt(256))];
    }

    /// <summary>A filled circle with a soft edge, 28x28.</summary>
    private static byte[] Disc(double radius, double centerX = 13.5, double centerY = 13.5)
    {
        byte[] image = new byte[784];
        for (int i = 0; i < image.Length; i++)
        {
            double x = (i % 28) - centerX,
                y = (i / 28) - centerY;
            image[i] = (byte)(255 * Math.Clamp(radius + 0.5 - Math.Sqrt((x * x) + (y * y)), 0, 1));
        }

        return image;
    }

    /// <summary>All ink, and its center as seen from the middle.</summary>
    private static (double Mass, double X, double Y) Moments(byte[] image)
    {
        double mass = 0,
            x = 0,
            y = 0;
        for (int i = 0; i < image.Length; i++)
        {
            mass += image[i];
            x += image[i] * ((i % 28) - 13.5);
            y += image[i] * ((i / 28) - 13.5);
        }

        return (mass, x / mass, y / mass);
    }
}
