namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class SpreadTests
{
    /// <summary>From the table of critical values in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.</summary>
    [Theory]
    [InlineData(0.95, 1, 12.706)]
    [InlineData(0.95, 2, 4.303)]
    [InlineData(0.95, 3, 3.182)]
    [InlineData(0.95, 4, 2.776)]
    [InlineData(0.95, 9, 2.262)]
    [InlineData(0.95, 29, 2.045)]
    [InlineData(0.95, 30, 2.042)]
    [InlineData(0.95, 100, 1.984)]
    [InlineData(0.99, 5, 4.032)]
    [InlineData(0.9, 10, 1.812)]
    public void Student_t_matches_the_published_quantiles(double probability, int degrees, double published) =>
        Assert.Equal(published, StudentT.TwoSidedQuantile(probability, degrees), 0.0005);

    [Fact]
    public void Matches_the_mean_and_interval_of_the_data_of_Student()
    {
        // Hours of sleep gained, Student 1908 (Cushny and Peebles): mean 0.75, s = 1.789010, 0.75 ± 2.262157 * 1.789010 / √10.
        Spread spread = Spread.Of([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
        Assert.Equal(0.75, spread.Mean, 1e-12);
        Assert.Equal(1.789010, spread.StandardDeviation, 1e-6);
        Assert.Equal(2.262157 * 1.789010 / Math.Sqrt(10), spread.HalfWidth, 1e-5);
    }

    [Fact]
    public void The_deviation_of_one_value_is_NaN()
    {
        Spread spread = Spread.Of([3.0]);
        Assert.Equal((3.0, double.NaN, double.NaN), (spread.Mean, spread.StandardDeviation, spread.HalfWidth));
    }
}
