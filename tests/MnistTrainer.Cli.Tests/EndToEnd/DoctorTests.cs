using System.Diagnostics;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist doctor</c>, and training without what it found.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string[] Quick = ["--folds", "2", "--count", "2"];

    private readonly WorkFolder _work = new();

    public DoctorTests()
    {
        // 160 bars of 8 classes; row 11 is called 6 instead of 2, and row 12 is a copy of row 4.
        string[] lines = File.ReadAllLines(_work.WriteBars("bars.csv", 160));
        lines[11] = "6" + lines[11][1..];
        lines[12] = lines[4];
        File.WriteAllLines(_work["bars.csv"], lines);
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Names_a_wrong_label_and_a_copy_and_training_goes_without_them()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["doctor", "--data", "bars.csv", .. Quick, "--report", "out"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain('\e', outcome.StandardOutput);
        Assert.Contains("│ labels likely wrong", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Matches("│ train 11 +│ 6 +│ +[<0-9].* │ 2 ", outcome.StandardOutput);
        Assert.Contains("exact duplicate (train 4)", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(
            $"Next: ./mnist train --data bars.csv --without {Path.Combine("out", "suspicious.csv")}",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["suspicious.csv", "suspicious.html", "suspicious.png"],
            Directory.GetFiles(_work["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

        // A tenth is held out of what remains.
        int removed = File.ReadLines(_work["out/suspicious.csv"]).Count(line => line.Contains(",remove,", StringComparison.Ordinal));
        string[] train = ["train", "--data", "bars.csv", "--without", "out/suspicious.csv", "--epochs", "1", "--model", "m.zip"];
        JsonElement json = MnistProcess.RunJson(_work.Folder, train);
        Assert.Equal(160 - removed, json.GetProperty("trainCount").GetInt32() + json.GetProperty("testCount").GetInt32());
        Assert.Contains(
            json.GetProperty("notes").EnumerateArray(),
            note =>
                note.GetString() == $"{removed} training images are left out and 0 get a different label, according to out/suspicious.csv"
        );
        JsonElement measured = MnistProcess.RunJson(
            _work.Folder,
            "evaluate",
            "--model",
            "m.zip",
            "--data",
            "bars.csv",
            "--without",
            "out/suspicious.csv"
        );
        Assert.Equal(160 - removed, measured.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Prints_one_object_of_JSON()
    {
        JsonElement json = MnistProcess.RunJson(_work.Folder, ["doctor", "--data", "bars.csv", .. Quick]);
        JsonElement part = Assert.Single(json.GetProperty("parts").EnumerateArray());
        Assert.Equal(("train", 160), (part.GetProperty("part").GetString(), part.GetProperty("count").GetInt32()));
        Assert.Equal(1, part.GetProperty("exactDuplicates").GetInt32());
        Assert.Equal(8, json.GetProperty("perClass").GetArrayLength());
        JsonElement[] suspicious = [.. json.GetProperty("suspicious").EnumerateArray()];
        JsonElement wrong = suspicious.Single(one => one.GetProperty("row").GetInt32() == 11);
        Assert.Equal(("6", "2", "remove"), (Text("label"), Text("suggested"), Text("action")));
        Assert.Equal("train 4", suspicious.Single(one => one.GetProperty("row").GetInt32() == 12).GetProperty("duplicateOf").GetString());

        string? Text(string name) => wrong.GetProperty(name).GetString();
    }

    [Fact]
    public void A_list_for_other_data_is_rejected()
    {
        MnistProcess.RunJson(_work.Folder, ["doctor", "--data", "bars.csv", .. Quick, "--report", "out"]);
        _work.WriteBars("more.csv", 200);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", "more.csv", "--without", "out/suspicious.csv");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "out/suspicious.csv, line 2: expected a list for the 200 rows of more.csv, train, found one for 160.",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_list_of_somebody_else_is_not_replaced()
    {
        _work.Write("out/suspicious.csv", "name,age\nme,7\n");
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["doctor", "--data", "bars.csv", .. Quick, "--report", "out"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("a name where a list of suspicious samples can be written", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_list_is_replaced_by_force_alone()
    {
        string[] doctor = ["doctor", "--data", "bars.csv", .. Quick, "--report", "out"];
        Assert.Equal(0, MnistProcess.Run(_work.Folder, doctor).ExitCode);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, doctor).ExitCode);
        string written = File.ReadAllText(_work["out/suspicious.csv"]);
        File.WriteAllText(_work["out/suspicious.csv"], written.Replace(",remove,", ",keep,", StringComparison.Ordinal));
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, doctor);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("found one that has been edited since it was written", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("--force replaces it anyway.", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains(",keep,", File.ReadAllText(_work["out/suspicious.csv"]), StringComparison.Ordinal);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, [.. doctor, "--force"]).ExitCode);
        Assert.Equal(written, File.ReadAllText(_work["out/suspicious.csv"]));
    }

    /// <summary>Pasted into a shell, the line reads the same data with the same options.</summary>
    [Fact]
    public void The_next_command_reads_the_data_alike()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sh is Unix's.");
        File.Move(_work["bars.csv"], _work["my bars.csv"]);
        string[] reading = ["--data", "my bars.csv", "--label", "label", "--size", "8x8", "--skip-damaged"];
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["doctor", .. reading, .. Quick, "--report", "my report"]);
        Assert.Equal(0, outcome.ExitCode);
        string line = outcome.StandardError.Split('\n').Single(one => one.StartsWith("Next: ", StringComparison.Ordinal))[
            "Next: ".Length..
        ];
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {line}"]) { RedirectStandardOutput = true })!;
        string[] words = shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shell.WaitForExit();
        Assert.Equal(["./mnist", "train", .. reading, "--without", "my report/suspicious.csv"], words);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, [.. words[1..], "--epochs", "1", "--model", "m.zip"]).ExitCode);
    }

    [Fact]
    public void Tables_of_numbers_and_categories_are_rejected_by_name()
    {
        _work.Write(
            "plants.csv",
            "name,height,kind\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"p{i},{i * 1.37:F2},{"xyz"[i % 3]}\n"))
        );
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "doctor", "--data", "plants.csv", "--label", "kind");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "plants.csv: expected images with labels, found a table of numbers and categories. mnist doctor reads images alone",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--folds: expected a whole number from 2 to 100", "--folds", "1")]
    [InlineData("--similarity: expected a number from 0.9 to below 1", "--similarity", "0.5")]
    [InlineData("--label goes with --data.", "--label", "kind")]
    public void Invalid_options_are_usage_errors(string sentence, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["doctor", .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }
}
