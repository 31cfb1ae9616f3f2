namespace MnistTrainer.Data.Tests;

public sealed class UsageTests
{
    [Fact]
    public void Probabilities_are_those_of_each_region_mixed_by_its_share()
    {
        Usage shares = Usage.Shares;
        Allograph[] allographs = [new(1, Usage.Of(3, 1, 0, 1), "0,0 0,9"), new(1, Usage.Of(1, 0, 2, 3), "0,0 0,9")];

        double[] probabilities = Usage.Probabilities(allographs);

        Assert.Equal((0.75 * shares.American) + shares.European + (0.25 * shares.SouthAsian), probabilities[0], 1e-12);
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Assert.Equal(1, shares.American + shares.European + shares.EastAsian + shares.SouthAsian, 1e-12);
    }

    [Fact]
    public void Every_region_writes_every_digit()
    {
        foreach (IGrouping<int, Allograph> digit in Allographs.All.GroupBy(allograph => allograph.Digit))
        {
            Assert.All(
                (Func<Usage, double>[])
                    [usage => usage.American, usage => usage.European, usage => usage.EastAsian, usage => usage.SouthAsian],
                region => Assert.True(digit.Sum(allograph => region(allograph.Usage)) > 0)
            );
        }
    }

    [Fact]
    public void Digits_are_drawn_as_often_as_their_usage_says()
    {
        Allograph[] ones = [.. Allographs.All.Where(allograph => allograph.Digit == 1)];
        double[] probabilities = Usage.Probabilities(ones);
        PortableRandom random = PortableRandom.Create(3, 0);
        int[] drawn = new int[ones.Length];
        const int Count = 20_000;
        for (int i = 0; i < Count; i++)
            drawn[Array.IndexOf(ones, DigitSynthesizer.Choose(1, random))]++;

        // Five standard deviations.
        for (int a = 0; a < ones.Length; a++)
            Assert.Equal(Count * probabilities[a], drawn[a], 5 * Math.Sqrt(Count * probabilities[a]));
    }
}
