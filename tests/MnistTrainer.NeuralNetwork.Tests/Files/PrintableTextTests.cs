namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("seven of 10 — 영, ñ, 日本, 👩‍🚀, العربية", "seven of 10 — 영, ñ, 日本, 👩‍🚀, العربية")]
    [InlineData("\u001B[31mred\u001B]0;title\u0007", "\\u001B[31mred\\u001B]0;title\\u0007")]
    [InlineData("a\u202Egnp.exe", "a\\u202Egnp.exe")]
    [InlineData("a\u2066b\u2069\u200F\u061C\uFEFF\u00AD", "a\\u2066b\\u2069\\u200F\\u061C\\uFEFF\\u00AD")]
    [InlineData("two\nlines\r\tand\u2028more\u0085", "two\\nlines\\r\\tand\\u2028more\\u0085")]
    [InlineData("\U000E0041", "\\U000E0041")]
    public void Shows_what_a_terminal_would_obey(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void Shows_halves_of_surrogates() => Assert.Equal("a\\uD83Db", PrintableText.Of("a\uD83Db"));

    [Theory]
    [InlineData("a\u202Eb\u2066c\u2069", "\"a\\u202Eb\\u2066c\\u2069\"")]
    [InlineData("\U000E0041 영 👩\u200D🚀", "\"\\uDB40\\uDC41 영 👩\u200D🚀\"")]
    public void Json_is_escaped_and_keeps_its_values(string value, string escaped)
    {
        string json = $"{{\n  \"a\": \"{value}\"\r\n}}";
        string shown = PrintableText.OfJson(json);
        Assert.Equal($"{{\n  \"a\": {escaped}\r\n}}", shown);
        Assert.Equal(value, System.Text.Json.JsonDocument.Parse(shown).RootElement.GetProperty("a").GetString());
    }

    [Fact]
    public void Messages_keep_their_lines() => Assert.Equal("one\ntwo \\u0007", PrintableText.OfLines("one\ntwo \u0007"));

    [Fact]
    public void Errors_show_foreign_names_harmlessly() =>
        Assert.Equal(
            "a\\u001B[2Jb.csv: expected c, found \"\\u202Ed\\n\". Do e.",
            new InvalidInputException("a\u001B[2Jb.csv", "c", "\"\u202Ed\n\"", "Do e").Message
        );
}
