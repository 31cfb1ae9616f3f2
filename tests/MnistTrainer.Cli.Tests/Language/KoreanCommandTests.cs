using MnistTrainer.Cli.Language;
using MnistTrainer.Cli.Tests.EndToEnd;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The command in Korean, run as a user's shell runs it.</summary>
public sealed class KoreanCommandTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Help_is_Korean_and_names_the_same_options()
    {
        foreach (string word in (string[])["train", "explain", "search"])
        {
            string english = MnistProcess.Run(_work.Folder, "help", word).StandardOutput,
                korean = MnistProcess.Run(_work.Folder, "help", word, "--language", "ko").StandardOutput;
            Assert.Equal(Lines(english).Select(FirstColumn), Lines(korean).Select(FirstColumn));
            Assert.Contains("사용법:", korean, StringComparison.Ordinal);
            Assert.Contains("기본값", korean, StringComparison.Ordinal);
            Assert.DoesNotContain("Default", korean, StringComparison.Ordinal);
        }

        static string FirstColumn(string line) => line.Trim().Split("  ")[0] is ['-', ..] option ? option : "";
    }

    [Fact]
    public void The_locale_and_the_option_choose_the_same_language()
    {
        string[] arguments = ["explain", "--example", "seed"];
        string option = MnistProcess.Run(_work.Folder, [.. arguments, "--language", "ko"]).StandardOutput;
        Assert.Equal(option, MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments).StandardOutput);
        Assert.Contains("계층 1, 순방향", option, StringComparison.Ordinal);
        Assert.Contains("0.7408", option, StringComparison.Ordinal);
        Assert.Equal(
            MnistProcess.Run(_work.Folder, arguments).StandardOutput,
            MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, [.. arguments, "--language", "en"]).StandardOutput
        );
    }

    [Fact]
    public void Every_number_of_a_step_is_the_same_in_both_languages()
    {
        string[] arguments = ["explain", "--example", "two-layers", "--gradient", "book"];
        Assert.Equal(
            Lines(MnistProcess.Run(_work.Folder, arguments).StandardOutput).Where(line => line.StartsWith("  ", StringComparison.Ordinal)),
            Lines(MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments).StandardOutput)
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Json_and_exit_codes_do_not_depend_on_the_language()
    {
        string[] passing = ["gradient-check", "8-5-3", "--json"],
            failing = ["gradient-check", "8-5-3", "--gradient", "book", "--json"];
        foreach (string[] arguments in (string[][])[passing, failing, ["explain", "--example", "seed", "--json", "--language", "ko"]])
            Assert.Equal(MnistProcess.Run(_work.Folder, arguments), MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments));
        Assert.Equal(
            MnistProcess.Run(_work.Folder, failing).ExitCode,
            MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, failing[..^1]).ExitCode
        );
    }

    [Theory]
    [InlineData("mnist에는 \"trian\" 명령이 없습니다. 혹시 train입니까? 도움말: mnist --help", "trian")]
    [InlineData("mnist train에는 \"--epoch\" 옵션이 없습니다. 혹시 --epochs입니까?", "train", "--epoch", "3")]
    [InlineData("--epochs: 필요한 것은 1에서 2147483647까지의 정수, 찾은 것은 \"x\"입니다.", "train", "--epochs", "x")]
    [InlineData("--port: 필요한 것은 0에서 65535까지의 정수, 찾은 것은 \"70000\"입니다.", "serve", "--port", "70000")]
    [InlineData("이미지, --example, --backquery, --data 가운데 하나를 주십시오.", "explain")]
    [InlineData("인자 MODEL-OR-ARCHITECTURE 빠짐: 모델", "gradient-check")]
    public void Usage_errors_are_Korean(string expected, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(expected, outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_language_is_reported_with_the_known_ones() =>
        Assert.StartsWith(
            "--language: expected one of en, ko, found \"fr\".",
            MnistProcess.Run(_work.Folder, "explain", "--example", "seed", "--language", "fr").StandardError,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tables_are_aligned_in_cells()
    {
        string[] lines = Lines(MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, "gradient-check", "8-5-3").StandardOutput);
        string[] table = [.. lines.Where(line => line.Length > 0 && "╭│├╰".Contains(line[0], StringComparison.Ordinal))];
        Assert.True(table.Length > 4);
        Assert.Contains("역전파", table[1], StringComparison.Ordinal);
        Assert.Single(table.Select(CellWidth.Of).Distinct());
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
}
