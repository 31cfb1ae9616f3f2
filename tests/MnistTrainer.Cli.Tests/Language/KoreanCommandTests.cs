using System.Text.RegularExpressions;
using MnistTrainer.Cli.Language;
using MnistTrainer.Cli.Tests.EndToEnd;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The command in Korean, run as a user's shell runs it.</summary>
public sealed partial class KoreanCommandTests : IDisposable
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
    [InlineData("인자 MODEL-OR-ARCHITECTURE이(가) 빠졌습니다: 모델", "gradient-check")]
    [InlineData("--memory: 필요한 것은 500MB처럼 200MB 이상인 크기", "train", "--memory", "5MB")]
    [InlineData("--memory는 파일의 데이터로 학습합니다. 다음을 빼십시오: --folds.", "train", "--memory", "300MB", "--folds", "3")]
    [InlineData("--hidden: 필요한 것은 200이나 200,100처럼 은닉 계층마다 1에서 1048576까지의 노드 수", "train", "--hidden", "0")]
    [InlineData("--format에 onnx", "export", "m.zip", "--output", "x.foo")]
    [InlineData("--epochs: 필요한 것은 N인데, 값이 없습니다.", "train", "--epochs")]
    [InlineData("--secret-file: 다음과 함께 씁니다: --serve.", "search", "--secret-file", "secret")]
    public void Usage_errors_are_Korean(string expected, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(expected, outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "nothere.zip: 필요한 것은 모델, 찾은 것은 없는 파일입니다. 해결 방법: 경로를 확인하거나 먼저 모델을 학습하십시오.",
        "evaluate",
        "--data",
        "a.csv",
        "--model",
        "nothere.zip"
    )]
    [InlineData(
        "a.csv: 필요한 것은 zip 파일인 모델, 찾은 것은 텍스트 파일입니다. 해결 방법: ",
        "evaluate",
        "--data",
        "a.csv",
        "--model",
        "a.csv"
    )]
    [InlineData(
        "5-x: 필요한 것은 모델, 또는 계층마다의 노드 수인데, 어느 쪽도 아닙니다. 해결 방법: 파일을 주거나, 784-30-10처럼 크기를 주십시오.",
        "gradient-check",
        "5-x"
    )]
    [InlineData("내려받을 데이터: 필요한 것은 ", "download", "foo")]
    public void What_cannot_be_read_is_reported_in_Korean(string expected, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_work.Folder, "a.csv"), "label,a\n1,2\n");
        ProcessOutcome outcome = MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(expected, outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("expected", outcome.StandardError, StringComparison.Ordinal);
    }

    /// <summary>The mistakes that users make most: whatever the message names of theirs, what it says itself is Korean.</summary>
    [Fact]
    public void Frequent_mistakes_are_reported_in_Korean_alone()
    {
        _work.WriteBars("bars.csv", 80);
        _work.WriteBars("small.csv", 50, side: 5);
        _work.Write("ragged.csv", "a,b,label\n1,2,x\n3,4\n5,6,y\n");
        _work.Write("head.csv", "a,b,label\n");
        _work.Write("empty.csv", "");
        _work.Write("pixel.csv", File.ReadAllText(_work["bars.csv"]).Replace("\n3,", "\n3,x", StringComparison.Ordinal));
        _work.Write("junk.png", [0x89, .. "PNG\r\n\u001a\nxxxx"u8]);
        IEnumerable<string> rows = Enumerable
            .Range(0, 60)
            .Select(i => $"{i % 7},{i * 3 % 10},{(i % 2 == 0 ? "p" : "q")},{(i % 7 > 3 ? "yes" : "no")}");
        _work.Write("table.csv", "a,b,c,label\n" + string.Join('\n', rows) + "\n");
        _work.Write("words.csv", "a,b,c,label\n1,two,p,no\n3,4,q,yes\n");
        _work.Write("fewer.csv", "a,c,label\n1,p,no\n3,q,yes\n");
        _work.Write("other.csv", "a,b,c,label\n1,2,p,maybe\n3,4,q,yes\n");
        MnistProcess.RunJson(_work.Folder, "train", "--data", "bars.csv", "--epochs", "1", "--hidden", "4", "--model", "i.zip");
        MnistProcess.RunJson(_work.Folder, "train", "--data", "table.csv", "--label", "label", "--epochs", "1", "--model", "t.zip");
        byte[] damaged = File.ReadAllBytes(_work["i.zip"]);
        damaged[damaged.Length / 2] ^= 0xFF;
        _work.Write("damaged.zip", damaged);
        foreach (string line in Mistakes)
        {
            ProcessOutcome outcome = MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, line.Split(' '));
            string message = Lines(outcome.StandardError)[^1];
            Assert.True(outcome.ExitCode is 1 or 2, $"{line}: {outcome}");
            Assert.Contains("필요한 것은", outcome.StandardError, StringComparison.Ordinal);
            Assert.False(EnglishWords().IsMatch(message), $"{line}: {message}");
        }
    }

    private static string[] Mistakes =>
        [
            "train --data none.csv",
            "train --data empty.csv",
            "train --data head.csv --label label",
            "train --data ragged.csv --label label",
            "train --data pixel.csv",
            "train --data junk.png",
            "train --data table.csv --label nope",
            "train --data table.csv --label label --numbers c",
            "train --data table.csv --label label --folds 1000",
            "train --data bars.csv --test small.csv",
            "train --data bars.csv --validation 2",
            "train --data bars.csv --layers dense(3",
            "train --data bars.csv --class-weights 7=x",
            "train --data bars.csv --from t.zip",
            "train --data bars.csv --without none.csv",
            "predict --model damaged.zip --data bars.csv",
            "predict --model i.zip junk.png",
            "predict --model i.zip --data small.csv",
            "predict --model t.zip --data words.csv",
            "predict --model t.zip --data fewer.csv",
            "evaluate --model t.zip --data other.csv",
            "evaluate --model t.zip --data small.csv",
            "explain --model t.zip --data table.csv --row 999",
            "serve --model t.zip --port 0",
            "search --data table.csv --label label",
            "search --data bars.csv --learning-rate 1..x",
        ];

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

    // Two words in a row, apart from a command and what is quoted of the user.
    [GeneratedRegex(@"(?<![-\w.""/])(?!mnist )[a-z]{2,} (?:[a-z]{2,}|a|of)\b(?![.""])")]
    private static partial Regex EnglishWords();

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
}
