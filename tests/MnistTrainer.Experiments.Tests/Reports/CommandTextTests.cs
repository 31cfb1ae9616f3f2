using System.Diagnostics;
using System.Text;

namespace MnistTrainer.Experiments.Tests;

public sealed class CommandTextTests
{
    private static readonly string[] Shown =
    [
        "mnist",
        "momentum(0.95)",
        "my data.csv",
        "a\"b",
        "$HOME and $(id)",
        "`id`",
        @"back\slash\",
        "it's",
        "'$'\"",
        "wow!",
        "50 %",
        "~",
        "*",
        "a;b&c|d>e",
        "#",
        "",
        "--label=수입",
        "나이 칸",
    ];

    private static readonly string[] Hidden = ["two\nlines", "tab\there", "a\u001b[31m'red'\\", "\u202Eright", "end\n", "é\u200Bé 0"];

    [Fact]
    public void A_shell_reads_back_what_was_written() => Assert.Equal(Shown, ReadBack("sh", CommandText.Of(Shown)));

    [Fact]
    public void Bash_reads_back_what_cannot_be_shown()
    {
        string line = CommandText.Of(Hidden);
        Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter is '\u202E' or '\u200B');
        Assert.Equal(Hidden, ReadBack("bash", line));
    }

    [Fact]
    public void Plain_arguments_stay_as_they_are_and_others_are_in_double_quotes_where_all_shells_agree() =>
        Assert.Equal(
            "mnist train --data a,b/c.csv --rate 1e-4 \"momentum(0.95)\" 'a\"b'",
            CommandText.Of(["mnist", "train", "--data", "a,b/c.csv", "--rate", "1e-4", "momentum(0.95)", "a\"b"])
        );

    [Fact]
    public void Arguments_are_read_back_from_a_line() =>
        Assert.Equal([.. Shown, .. Hidden], CommandText.ArgumentsOf(CommandText.Of([.. Shown, .. Hidden])));

    /// <summary>Model files of strangers, and those written before arguments were quoted.</summary>
    [Theory]
    [InlineData("--layers dropout(0.2), dense(10)", "--layers \"dropout(0.2),\" \"dense(10)\"")]
    [InlineData("--data x; rm -rf ~", "--data \"x;\" rm -rf \"~\"")]
    [InlineData("$(id) 'a\"b", "'$(id)' ''\\''a\"b'")]
    [InlineData("  ", "")]
    public void A_line_of_unknown_origin_becomes_harmless(string line, string harmless) =>
        Assert.Equal(harmless, CommandText.Of(CommandText.ArgumentsOf(line)));

    private static string[] ReadBack(string shell, string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither shell.");
        ProcessStartInfo start = new(shell, ["-c", $"printf '%s\\0' {line}"])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\0')[..^1];
    }
}
