namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class PercentTextTests
{
    [Theory]
    [InlineData(0, 2, "0.00 %")]
    [InlineData(1, 2, "100.00 %")]
    [InlineData(0.9793, 2, "97.93 %")]
    [InlineData(0.99998, 2, "> 99.99 %")]
    [InlineData(0.9999, 2, "99.99 %")]
    [InlineData(0.00001, 2, "< 0.01 %")]
    [InlineData(0.0001, 2, "0.01 %")]
    [InlineData(0.99998, 3, "99.998 %")]
    [InlineData(0.999999, 0, "> 99 %")]
    [InlineData(0.001, 0, "< 1 %")]
    [InlineData(double.NaN, 2, "NaN %")]
    public void Neither_all_nor_nothing_is_claimed_falsely(double share, int decimals, string text) =>
        Assert.Equal(text, PercentText.Of(share, decimals));
}
