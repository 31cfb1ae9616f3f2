using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>What is odd about a table is said by every command that reads it, and nothing of its ids is lost.</summary>
public sealed class TableFindingTests : IDisposable
{
    private static readonly string[] Notes =
    [
        "skipped: 1 line above the table",
        "header: repeated in 1 row, skipped",
        "size: 5 cells hold an error of a spreadsheet, such as #DIV/0!, read as missing",
        "region: each of 4 values is followed by empty cells",
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Every_command_reports_the_same_findings_and_keeps_long_ids()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{9_007_199_254_740_993 + row},{(row % 15 == 0 ? $"region {row / 15}" : "")},{(row % 12 == 5 ? "#DIV/0!" : $"{row * 7 % 40}.5")},{(row % 2 == 0 ? "yes" : "no")}"
                    )
                ),
        ];
        const string header = "account,region,size,kind";
        _work.Write("t.csv", $"Report of May\n\n{header}\n{string.Join('\n', rows[..30])}\n{header}\n{string.Join('\n', rows[30..])}\n");
        JsonElement trained = Json("train", "--label", "kind", "--epochs", "2");
        Assert.Equal("id", trained.GetProperty("columns")[0].GetProperty("kind").GetString());
        foreach (string command in (string[])["evaluate", "predict", "explain"])
            Json(command);
        Json("explain", "--row", "9007199254740995");
        JsonElement predicted = Json("predict").GetProperty("predictions");
        Assert.Equal(
            Enumerable.Range(0, 60).Select(row => (9_007_199_254_740_993 + row).ToString(CultureInfo.InvariantCulture)),
            predicted.EnumerateArray().Select(one => one.GetProperty("input").GetString())
        );
    }

    /// <summary>The first network of two, whose epochs have no end, is in the model.</summary>
    [Fact]
    public async Task An_ensemble_that_is_canceled_states_what_is_in_the_model()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill command to send an interrupt with.");
        _work.Write("t.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 31},{(i % 2 == 0 ? "yes" : "no")}\n")));
        string[] train = ["train", "--data", "t.csv", "--label", "b", "--model", "t.zip", "--epochs", "1000000", "--ensemble", "2"];
        for (int milliseconds = 1000; ; milliseconds *= 2)
        {
            using Process process = MnistProcess.Start(_work.Folder, train);
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            ProcessOutcome outcome = MnistProcess.Finish(process);
            // It may not have begun to train.
            if (!outcome.StandardError.Contains("Seed 1", StringComparison.Ordinal) && milliseconds < 20_000)
                continue;
            Assert.Equal(130, outcome.ExitCode);
            Assert.Contains(
                "1 of 2 networks are in the model; the others were not trained to the end.",
                outcome.StandardError,
                StringComparison.Ordinal
            );
            break;
        }
    }

    private JsonElement Json(string command, params string[] further)
    {
        JsonElement json = MnistProcess.RunJson(_work.Folder, [command, "--data", "t.csv", "--model", "t.zip", .. further]);
        string[] notes = [.. json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];
        foreach (string expected in Notes)
            Assert.Single(notes, note => note.StartsWith($"t.csv: {expected}", StringComparison.Ordinal));
        return json;
    }
}
