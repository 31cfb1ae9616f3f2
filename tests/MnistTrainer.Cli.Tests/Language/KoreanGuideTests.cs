using System.Text.RegularExpressions;
using MnistTrainer.Cli.Tests.EndToEnd;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The guide of first steps in Korean shows what the command prints, apart from times and the number of threads.</summary>
public sealed partial class KoreanGuideTests : IDisposable
{
    private const string Prompt = "$ ./mnist ";

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Its_transcript_is_what_the_command_prints_in_a_Korean_locale()
    {
        (string[] Arguments, string Output)[] transcript = [.. Transcript()];
        Assert.Equal(
            ["explain", "find-rate", "train", "synthesize", "predict", "explain", "gradient-check"],
            transcript.Select(run => run.Arguments[0])
        );
        foreach ((string[] arguments, string expected) in transcript)
        {
            ProcessOutcome outcome = MnistProcess.RunIn("ko_KR.UTF-8", _work.Folder, arguments);
            Assert.Equal(0, outcome.ExitCode);
            Assert.Equal(Comparable(expected), Comparable(outcome.StandardError + outcome.StandardOutput));
        }
    }

    private static IEnumerable<(string[] Arguments, string Output)> Transcript()
    {
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "first-steps.ko.md")).ReplaceLineEndings("\n");
        foreach (Match block in Block().Matches(guide))
        {
            foreach (string run in block.Groups[1].Value.Split(Prompt).Skip(1))
            {
                int end = run.IndexOf('\n', StringComparison.Ordinal);
                yield return (run[..end].Split(' '), run[(end + 1)..]);
            }
        }
    }

    private static string Comparable(string output)
    {
        string text = Ends().Replace(output.ReplaceLineEndings("\n"), "").TrimEnd();
        text = Seconds().Replace(text, " … s");
        text = Rate().Replace(text, "초당 이미지 …개");
        return Threads().Replace(text, "스레드 …개");
    }

    [GeneratedRegex("(?ms)^```text\n(.*?)^```")]
    private static partial Regex Block();

    [GeneratedRegex(" +$", RegexOptions.Multiline)]
    private static partial Regex Ends();

    [GeneratedRegex(@" +\d+(?:\.\d+)? s\b")]
    private static partial Regex Seconds();

    [GeneratedRegex("초당 이미지 [0-9,]+개")]
    private static partial Regex Rate();

    [GeneratedRegex("스레드 [0-9]+개")]
    private static partial Regex Threads();
}
