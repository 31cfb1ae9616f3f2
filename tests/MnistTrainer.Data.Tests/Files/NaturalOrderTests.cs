namespace MnistTrainer.Data.Tests;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("img_2.png", "img_10.png")]
    [InlineData("9", "10")]
    [InlineData("a1b2", "a1b10")]
    [InlineData("img_02", "img_2")] // equal numbers: the ordinal order decides
    [InlineData("img", "img_1")]
    [InlineData("B", "a")] // ordinal: capitals first
    [InlineData("x00000000000000000000001", "x99999999999999999999999999")]
    public void Numbers_count_as_numbers(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare(first, first));
    }

    [Fact]
    public void The_order_is_total()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"p{i % 7}_{i * 37 % 101:D2}x{i % 3}")];
        foreach (string a in names)
        {
            foreach (string b in names)
            {
                int order = NaturalOrder.Instance.Compare(a, b);
                Assert.Equal(Math.Sign(order), -Math.Sign(NaturalOrder.Instance.Compare(b, a)));
                Assert.Equal(a == b, order == 0);
                Assert.All(
                    names.Take(20),
                    c => Assert.True(order > 0 || NaturalOrder.Instance.Compare(b, c) > 0 || NaturalOrder.Instance.Compare(a, c) <= 0)
                );
            }
        }
    }
}
