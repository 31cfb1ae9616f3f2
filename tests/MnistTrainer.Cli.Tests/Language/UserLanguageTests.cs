using MnistTrainer.Cli.Language;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The language that the command chooses.</summary>
public sealed class UserLanguageTests
{
    [Theory]
    [InlineData("ko")]
    [InlineData("ko_KR")]
    [InlineData("ko_KR.UTF-8")]
    [InlineData("ko_KR.eucKR")]
    [InlineData("ko.UTF-8@hangul")]
    public void Is_Korean_in_a_Korean_locale(string locale) => Assert.Equal("ko", Of([], ("LANG", locale)));

    [Theory]
    [InlineData("C")]
    [InlineData("POSIX")]
    [InlineData("C.UTF-8")]
    [InlineData("en_US.UTF-8")]
    [InlineData("ja_JP.UTF-8")]
    [InlineData("kok_IN")]
    [InlineData("KO_KR")]
    public void Is_English_in_any_other_locale(string locale) => Assert.Equal("en", Of([], ("LANG", locale)));

    /// <summary>POSIX.1-2024, Base Definitions, 8.2: an empty variable counts as one that is not set.</summary>
    [Fact]
    public void Variables_decide_in_the_order_of_POSIX()
    {
        Assert.Equal("ko", Of([], ("LC_ALL", "ko_KR.UTF-8"), ("LC_MESSAGES", "C"), ("LANG", "C")));
        Assert.Equal("en", Of([], ("LC_ALL", "C"), ("LC_MESSAGES", "ko_KR.UTF-8"), ("LANG", "ko_KR.UTF-8")));
        Assert.Equal("ko", Of([], ("LC_ALL", ""), ("LC_MESSAGES", "ko_KR.UTF-8"), ("LANG", "C")));
        Assert.Equal("en", Of([], ("LC_MESSAGES", "de_DE"), ("LANG", "ko_KR.UTF-8")));
        Assert.Equal("en", Of([], ("LC_CTYPE", "ko_KR.UTF-8")));
    }

    [Fact]
    public void An_option_overrules_the_locale()
    {
        Assert.Equal("ko", Of(["train", "--language", "ko"], ("LC_ALL", "C")));
        Assert.Equal("en", Of(["--language=en", "train"], ("LC_ALL", "ko_KR.UTF-8")));
        Assert.Equal("ko", Of(["train", "--language:ko"], ("LC_ALL", "C")));
        Assert.Equal("ko", Of(["train", "--language", "french"], ("LC_ALL", "ko_KR.UTF-8")));
        Assert.Equal("en", Of(["predict", "--", "--language", "ko"], ("LC_ALL", "C")));
    }

    [Theory]
    [InlineData("--json", "en")]
    [InlineData("--json=true", "en")]
    [InlineData("--json:true", "en")]
    [InlineData("--json=True", "en")]
    [InlineData("--json=false", "ko")]
    [InlineData("--json:False", "ko")]
    [InlineData("--jsonl", "ko")]
    public void Programs_read_English(string option, string language) =>
        Assert.Equal(language, Of(["train", option, "--language", "ko"], ("LC_ALL", "ko_KR.UTF-8")));

    private static string Of(string[] arguments, params (string Name, string Value)[] variables) =>
        UserLanguage.Of(arguments, name => Array.Find(variables, variable => variable.Name == name).Value);
}
