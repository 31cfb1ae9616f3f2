using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Data.Tests.ElasticImages;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of the geometry of <see cref="ElasticAugmentation"/>.</summary>
public sealed class ElasticDeformationTests
{
    /// <summary>Discs become ellipses, as both axes are scaled by numbers of their own.</summary>
    [Fact]
    public void Width_and_height_are_scaled_independently()
    {
        double[] ratios =
        [
            .. Enumerable
                .Range(1, 50)
                .Select(seed => Apply(ElasticAugmentation.None with { Scaling = 0.2f }, MnistShape, Disc(7), (ulong)seed))
                .Select(image => Spread(image, i => (i % 28) - 13.5) / Spread(image, i => (i / 28) - 13.5)),
        ];
        Assert.InRange(ratios.Max(), 1.1, 1.6);
        Assert.InRange(ratios.Min(), 0.6, 0.9);

        static double Spread(byte[] image, Func<int, double> position) =>
            Math.Sqrt(Enumerable.Range(0, image.Length).Sum(i => image[i] * position(i) * position(i)));
    }

    [Fact]
    public void A_shift_moves_the_center_within_its_bounds_and_preserves_the_ink()
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
    public void Rotates_about_the_center_by_at_most_the_angle()
    {
        ElasticAugmentation rotation = ElasticAugmentation.None with { Rotation = 30 };
        List<double> angles = [];
        for (ulong seed = 0; seed < 200; seed++)
        {
            // A dot 8 pixels to the right of the center, whose direction is the angle.
            (_, double x, double y) = Moments(Apply(rotation, MnistShape, Disc(2.5, 21.5, 13.5), seed));
            Assert.Equal(8, Math.Sqrt((x * x) + (y * y)), 0.1);
            angles.Add(Math.Atan2(y, x) * 180 / Math.PI);
        }

        Assert.InRange(angles.Max(), 28, 30.2);
        Assert.InRange(angles.Min(), -30.2, -28);
        Assert.InRange(angles.Average(), -3, 3);
    }

    [Fact]
    public void Scales_width_and_height_independently()
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

            // The area of an ellipse from its diameters, to within the accuracy of pixels of this size.
            Assert.Equal(Moments(scaled).Mass / 255, Math.PI / 4 * width * height, tolerance: 5.0);
        }

        Assert.InRange(ratios.Min(), 0.62, 0.75);
        Assert.InRange(ratios.Max(), 1.3, 1.46);
    }

    [Fact]
    public void A_slant_moves_top_and_bottom_in_opposite_directions()
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
    public void The_displacement_field_is_smooth_and_has_the_requested_deviation()
    {
        // An image whose brightness is its column, so that a pixel of the variant identifies its source column.
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
    public void Preserves_the_ink_of_MNIST_sized_digits()
    {
        // Rotation, slant and displacement preserve area on average, and so does scaling by 1 + s in each direction.
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
}
