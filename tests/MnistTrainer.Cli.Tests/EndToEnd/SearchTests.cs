using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed partial class SearchTests : IDisposable
{
    private static readonly string[] Small =
    [
        "search",
        "--data",
        "bars.csv",
        "--learning-rate",
        "1e-4..1e-1",
        "--optimizer",
        "adam,momentum(0.95)",
        "--hidden",
        "8..32",
        "--label-smoothing",
        "0.05",
        "--trials",
        "5",
        "--epochs",
        "3",
        "--seed",
        "4",
    ];

    private readonly WorkFolder _work = new();

    public SearchTests() => _work.WriteBars("bars.csv", 240);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void The_command_line_that_it_prints_trains_the_same_model_byte_for_byte()
    {
        JsonElement json = MnistProcess.RunJson(_work.Folder, [.. Small, "--model", "best.zip"]);
        Assert.Equal(5, json.GetProperty("trials").GetArrayLength());
        Assert.Equal([1, 3], json.GetProperty("rungs").EnumerateArray().Select(rung => rung.GetInt32()));
        string command = json.GetProperty("command").GetString()!;
        string[] arguments = [.. Argument().Matches(command).Select(match => match.Value.Trim('"'))];
        Assert.Equal(["mnist", "train", "--data", "bars.csv", "--validation", "0.1", "--preset", "fast"], arguments[..8]);
        Assert.Equal(["--epochs", "3", "--seed", "4", "--model", "best.zip"], arguments[^6..]);
        JsonElement trained = MnistProcess.RunJson(_work.Folder, [.. arguments[1..^1], "again.zip"]);
        Assert.Equal(File.ReadAllBytes(_work["best.zip"]), File.ReadAllBytes(_work["again.zip"]));
        Assert.Equal(trained.GetProperty("testAccuracy").GetDouble(), json.GetProperty("testAccuracy").GetDouble());
    }

    [Fact]
    public void A_search_that_was_killed_is_continued_by_the_same_command()
    {
        string[] longer = [.. Small[..11], "--trials", "5", "--epochs", "27", "--workers", "2"];
        using (Process process = MnistProcess.Start(_work.Folder, [.. longer, "--model", "killed.zip"]))
        {
            string journal = _work["killed.zip.study/journal.jsonl"];
            var waited = Stopwatch.StartNew();
            while (!process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1) && Lines(journal) < 4)
                Thread.Sleep(10);
            process.Kill();
            process.WaitForExit();
        }

        JsonElement killed = MnistProcess.RunJson(_work.Folder, [.. longer, "--model", "killed.zip"]);
        JsonElement whole = MnistProcess.RunJson(_work.Folder, [.. longer, "--model", "whole.zip"]);
        Assert.Equal(whole.GetProperty("trials").GetRawText(), killed.GetProperty("trials").GetRawText());
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["killed.zip"]));
    }

    [Fact]
    public async Task Ctrl_C_keeps_the_best_trial()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill command to send an interrupt with.");
        using Process process = MnistProcess.Start(_work.Folder, [.. Small[..11], "--trials", "1000", "--model", "m.zip"]);
        string journal = _work["m.zip.study/journal.jsonl"];
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1) && Lines(journal) < 3)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("Test accuracy", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("The same command continues the search.", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "inspect", "m.zip").ExitCode);
    }

    [Fact]
    public void Shows_rungs_trials_and_the_command()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. Small, "--model", "m.zip"]);
        Assert.Equal(0, outcome.ExitCode);
        foreach (
            string part in (string[])
                [
                    "best validation accuracy",
                    "the unchanged recipe",
                    "Test accuracy",
                    "Saved to m.zip",
                    "To train the same model, byte for byte:",
                    "mnist train --data bars.csv",
                ]
        )
            Assert.Contains(part, outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(
            "Space: hidden 8..32, logarithmic; optimizer adam, momentum(0.95); learning-rate 0.0001..0.1, logarithmic; label-smoothing 0.05 (fixed)",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.Contains("Trial 0: ", outcome.StandardError, StringComparison.Ordinal);

        // Another space beside the same model is another study.
        ProcessOutcome other = MnistProcess.Run(
            _work.Folder,
            "search",
            "--data",
            "bars.csv",
            "--dropout",
            "0..0.5",
            "--epochs",
            "3",
            "--model",
            "m.zip"
        );
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("is the journal of another study. Differences: ", other.StandardError, StringComparison.Ordinal);
        Assert.Contains("seed (4 there, 1 here); space (", other.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age,town,income\n30,Seoul,low\n41,Busan,high\n35,Seoul,low\n52,Daegu,high\n")]
    [InlineData("age,town,hours,years,income\n30,Seoul,40,3,low\n41,Busan,52,12,high\n35,Seoul,38,7,low\n52,Daegu,45,20,high\n")]
    public void A_table_of_numbers_and_categories_is_rejected_by_name(string table)
    {
        _work.Write("people.csv", table);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "search", "--data", "people.csv", "--label", "income", "--model", "m.zip");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "people.csv: expected images with labels, found a table of numbers and categories. mnist search reads images alone",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(_work["m.zip.study"]));
    }

    [Fact]
    public void Columns_that_may_be_pixels_are_reported()
    {
        Random random = new(2);
        string names = string.Join(',', Enumerable.Range(1, 64).Select(i => $"s{i}"));
        string rows = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(row => $"{"ab"[row % 2]},{string.Join(',', Enumerable.Range(0, 64).Select(_ => random.Next(200)))}\n")
        );
        _work.Write("sensors.csv", $"state,{names}\n{rows}");
        string[] search = ["search", "--data", "sensors.csv", "--label", "state", "--trials", "1", "--epochs", "1"];
        Assert.Contains(
            "sensors.csv: 64 columns from s1 to s64 are read as pixels; mnist train --task classification or regression reads a table",
            MnistProcess
                .RunJson(_work.Folder, [.. search, "--model", "m.zip"])
                .GetProperty("notes")
                .EnumerateArray()
                .Select(one => one.GetString())
        );
    }

    [Theory]
    [InlineData("--learning-rate: expected numbers above 0", "--learning-rate", "0..1")]
    [InlineData("--optimizer: expected some of gradient-descent, sgd", "--optimizer", "adamm,sgd")]
    [InlineData("--trials: expected a whole number from 1 to 1000", "--trials", "0")]
    [InlineData("--hours: expected a number above 0", "--hours", "0")]
    [InlineData("--validation: expected a source, or a fraction above 0 and below 1", "--validation", "1.5")]
    [InlineData("--model: a study needs a file", "--model", "-")]
    public void Reports_invalid_options(string sentence, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["search", "--data", "bars.csv", .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    // The journal is locked by the process that writes it, but not on every system.
    private static int Lines(string journal)
    {
        try
        {
            using FileStream file = new(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(file);
            return reader.ReadToEnd().Count(letter => letter == '\n');
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
