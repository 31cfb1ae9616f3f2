namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RandomSourceTests
{
    /// <summary>
    /// The initial state is the published output of SplitMix64 for the seed 1234567; xoshiro256** is implemented here from there.
    /// </summary>
    [Fact]
    public void Is_xoshiro256_seeded_by_SplitMix64()
    {
        ulong[] s = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        RandomSource random = new(1234567);
        for (int i = 0; i < 100; i++)
        {
            ulong product = s[1] * 5;
            ulong expected = ((product << 7) | (product >> 57)) * 9;
            Assert.Equal(expected, random.NextBits());
            ulong t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = (s[3] << 45) | (s[3] >> 19);
        }
    }

    [Fact]
    public void Integers_are_uniformly_distributed()
    {
        RandomSource random = new(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextInt(7)]++;

        // χ² with 6 degrees of freedom exceeds 22.46 with a probability of 0.001.
        Assert.True(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000) < 22.46);
    }

    [Fact]
    public void Gaussians_have_the_moments_of_the_normal_distribution()
    {
        RandomSource random = new(6);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextGaussian())];
        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, values.Average(x => x * x), 0.015);
        Assert.Equal(3, values.Average(x => x * x * x * x), 0.1);
    }

    [Fact]
    public void Shuffles_are_uniformly_distributed()
    {
        RandomSource random = new(7);
        Dictionary<string, int> orders = [];
        for (int i = 0; i < 24_000; i++)
        {
            char[] letters = ['a', 'b', 'c', 'd'];
            random.Shuffle(letters.AsSpan());
            string order = new(letters);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        // χ² with 23 degrees of freedom exceeds 49.73 with a probability of 0.001.
        Assert.Equal(24, orders.Count);
        Assert.True(orders.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000) < 49.73);
    }

    [Fact]
    public void Seeds_and_streams_give_different_numbers() =>
        Assert.Equal(
            4,
            new[] { new RandomSource(1), new RandomSource(1, 1), new RandomSource(2), new RandomSource(2, 1) }
                .Select(r => r.NextBits())
                .Distinct()
                .Count()
        );
}
