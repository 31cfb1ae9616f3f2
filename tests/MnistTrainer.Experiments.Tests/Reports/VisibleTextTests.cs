namespace MnistTrainer.Experiments.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("seven", "seven")]
    [InlineData("영 שלום 👩‍🔬 می‌خواهم", "영 שלום 👩‍🔬 می‌خواهم")]
    [InlineData("a\u202Etxt.exe", "a\\u202Etxt.exe")]
    [InlineData("\u001B[31mred\n", "\\u001B[31mred\\u000A")]
    [InlineData("\u0085\u2028\u2066x\u2069\uFEFF\u200B", "\\u0085\\u2028\\u2066x\\u2069\\uFEFF\\u200B")]
    [InlineData("\U000E0041tag", "\\uE0041tag")]
    [InlineData("", "")]
    public void Escapes_what_nobody_sees_and_nothing_else(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    // A test case's text cannot have half a character.
    [Fact]
    public void Escapes_half_characters() => Assert.Equal("a\\uD800b\\uDC00", VisibleText.Of($"a{(char)0xD800}b{(char)0xDC00}"));
}
