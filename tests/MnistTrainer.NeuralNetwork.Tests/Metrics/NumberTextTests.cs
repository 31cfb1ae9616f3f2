namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_700_000_000, "1700000000")]
    [InlineData(1_700_000_000.25, "1700000000.25")]
    [InlineData(20_200_101, "20200101")]
    [InlineData(1_234_567.89, "1234567.89")]
    [InlineData(-2.803, "-2.803")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-2.5e20, "-2.5e20")]
    [InlineData(999_999_999_999_999, "999999999999999")]
    [InlineData(1.0 / 3, "0.333333333333")]
    public void Is_as_people_write_it(double value, string expected) => Assert.Equal(expected, NumberText.Of(value));

    [Theory]
    [InlineData(75_844_123.4, 5, "75844123")]
    [InlineData(75.8444, 5, "75.844")]
    [InlineData(0.062062, 5, "0.062062")]
    [InlineData(0.070472, 4, "0.07047")]
    [InlineData(9.99996, 5, "10")]
    [InlineData(0.0000123456, 3, "1.23e-5")]
    public void Has_as_many_digits_as_wanted_and_all_before_the_point(double value, int digits, string expected) =>
        Assert.Equal(expected, NumberText.Of(value, digits));

    /// <summary>Twelve digits are enough to read a number with six decimals again.</summary>
    [Fact]
    public void Reads_as_the_number_that_was_written()
    {
        Random random = new(1);
        for (int i = 0; i < 1000; i++)
        {
            double value = random.Next(-1_000_000_000, 1_000_000_000) / 1e6;
            Assert.Equal(value, double.Parse(NumberText.Of(value), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
