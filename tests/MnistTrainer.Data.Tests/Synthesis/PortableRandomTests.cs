namespace MnistTrainer.Data.Tests;

public class PortableRandomTests
{
    // The first outputs of the authors' splitmix64.c for state 1234567.
    [Fact]
    public void Matches_SplitMix64()
    {
        PortableRandom random = new(1234567);

        foreach (ulong published in new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431 })
            Assert.Equal((published >> 11) / 9007199254740992.0, random.NextDouble());
    }

    [Fact]
    public void Gaussian_numbers_have_mean_0_and_the_requested_deviation()
    {
        PortableRandom random = PortableRandom.Create(1, 2);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian(2.0))];

        Assert.Equal(0.0, drawn.Average(), 0.03);
        Assert.Equal(4.0, drawn.Average(number => number * number), 0.05);
    }

    [Fact]
    public void Integers_cover_exactly_the_range_below_the_count()
    {
        PortableRandom random = PortableRandom.Create(1, 3);

        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 1000).Select(_ => random.NextInt(5)).Distinct().Order());
    }

    [Fact]
    public void Streams_of_adjacent_seeds_and_indices_differ_from_the_start()
    {
        var beginnings =
            from seed in Enumerable.Range(0, 40)
            from index in Enumerable.Range(0, 40)
            select PortableRandom.Create((ulong)seed, (ulong)index).NextDouble();

        Assert.Equal(1600, beginnings.Distinct().Count());
    }
}
