namespace MnistTrainer.Data.Tests;

public class RandomStreamTests
{
    // The first outputs of the authors' splitmix64.c for the state 1234567.
    [Fact]
    public void Numbers_are_those_of_SplitMix64()
    {
        RandomStream random = new(1234567);

        foreach (ulong published in new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431 })
            Assert.Equal((published >> 11) / 9007199254740992.0, random.Unit());
    }

    [Fact]
    public void Bell_has_the_deviation_asked_for_and_mean_0()
    {
        RandomStream random = RandomStream.Of(1, 2);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.Bell(2.0))];

        Assert.Equal(0.0, drawn.Average(), 0.03);
        Assert.Equal(4.0, drawn.Average(number => number * number), 0.05);
    }

    [Fact]
    public void Index_reaches_every_whole_number_below_the_count_and_no_other()
    {
        RandomStream random = RandomStream.Of(1, 3);

        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 1000).Select(_ => random.Index(5)).Distinct().Order());
    }

    [Fact]
    public void Streams_of_neighboring_seeds_and_indices_share_no_beginning()
    {
        var beginnings =
            from seed in Enumerable.Range(0, 40)
            from index in Enumerable.Range(0, 40)
            select RandomStream.Of((ulong)seed, (ulong)index).Unit();

        Assert.Equal(1600, beginnings.Distinct().Count());
    }
}
