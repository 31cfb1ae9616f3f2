namespace MnistTrainer.Data.Tests;

public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1\n0\n2.5e-1\n")]
    [InlineData("1\r\n 0 \r\n0.25\r\n\r\n")]
    public void Reads_one_number_per_line(string text) =>
        Assert.Equal([1, 0, 0.25f], WeightFile.Read(_folder.Write("weights.txt", text), 3));

    [Theory]
    [InlineData("1\n2\n", "expected 3 lines, one weight per sample, found 2")]
    [InlineData("1\n0,5\n1\n", "line 2: expected a number of at least 0, found \"0,5\"")]
    [InlineData("1\n1\n-1\n", "line 3: expected a number of at least 0, found \"-1\"")]
    [InlineData("1\nNaN\n1\n", "line 2: expected a number of at least 0, found \"NaN\"")]
    [InlineData("1\n\n1\n", "line 2: expected a number of at least 0, found \"\"")]
    [InlineData("", "expected 3 lines, one weight per sample, found 1")]
    public void Rejects_invalid_weights(string text, string expected) =>
        Rejection.Of(() => WeightFile.Read(_folder.Write("weights.txt", text), 3), expected);

    [Fact]
    public void Does_not_read_a_file_that_is_too_large() =>
        Rejection.Of(() => WeightFile.Read(_folder.Write("weights.txt", new string('1', 1000)), 3), "expected a text file of 3 numbers");
}
