using System.Diagnostics;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>What is no table, or no data at all, ends a command with its true name, for people and for programs.</summary>
public sealed class OddTableTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>A program that asked for JSON gets one object, whatever happens.</summary>
    [Theory]
    [InlineData(1, "nothing.csv: expected", "inspect", "nothing.csv")]
    [InlineData(1, "nothing.zip: expected a model", "predict", "--model", "nothing.zip", "--data", "nothing.csv")]
    [InlineData(2, "--json needs stdout for itself: name a file instead of -.", "train", "--log", "-")]
    [InlineData(2, "--epochs: expected a whole number", "train", "--epochs", "many")]
    [InlineData(2, "\"--epoch\" is not an option of mnist train.", "train", "--epoch", "1")]
    public void A_failure_is_an_object_too(int code, string error, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. arguments, "--json"]);
        JsonElement json = outcome.Json();
        Assert.Equal((code, code), (outcome.ExitCode, json.GetProperty("exitCode").GetInt32()));
        Assert.Contains(error, json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(outcome.StandardError.Trim(), json.GetProperty("error").GetString());
    }

    /// <summary>A report of thousands of lines hides what is remarkable.</summary>
    [Fact]
    public void Of_many_columns_the_first_are_shown_and_those_with_a_remark()
    {
        const int Columns = 1_200;
        string header = string.Concat(Enumerable.Range(1, Columns).Select(column => $"x{column}a,"));
        string Row(int row) =>
            string.Concat(Enumerable.Range(1, Columns).Select(column => column == 777 ? "," : $"{row * ((column % 30) + 1) % 31}.5,"));
        _work.Write("wide.csv", $"{header}kind\n" + string.Concat(Enumerable.Range(1, 40).Select(row => $"{Row(row)}k{row % 2}\n")));
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "inspect", "wide.csv", "--label", "kind");
        Assert.Equal(0, outcome.ExitCode);
        string[] names =
        [
            .. outcome.StandardOutput.Split('\n').Where(line => line.StartsWith('│')).Select(line => line.Split('│')[1].Trim()),
        ];
        Assert.Equal(["column", .. Enumerable.Range(1, 100).Select(column => $"x{column}a"), "x777a", "kind"], names);
        Assert.Contains("Columns without a remark, not shown here: 1,099 (--json)", outcome.StandardOutput, StringComparison.Ordinal);
        JsonElement json = MnistProcess.RunJson(_work.Folder, "inspect", "wide.csv", "--label", "kind");
        Assert.Equal(Columns + 1, json.GetProperty("columns").GetArrayLength());
    }

    [Theory]
    [InlineData("find-rate")]
    [InlineData("compare")]
    public void Commands_for_images_reject_a_table_by_its_name(string command)
    {
        // Numbers that could be pixels, but for their names.
        _work.Write(
            "rows.csv",
            "age,kids,rooms,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 50},{i % 4},{i % 6},{i % 2}\n"))
        );
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, command, "--data", "rows.csv", "--label", "kind");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(
            $"rows.csv: expected images with labels, found a table of numbers and categories. mnist {command} reads images alone",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string> Inputs =>
        [
            "train --data @ --epochs 1",
            "train --data @ --label y --task regression",
            "train --data rows.csv --label kind --test @",
            "train --data bars --validation @ --epochs 1",
            "train --data bars --sample-weights @ --epochs 1",
            "train --data bars --without @ --epochs 1",
            "train --data bars --teacher @ --epochs 1",
            "evaluate --model @ --data bars",
            "predict --model @ --data bars",
            "predict --model @ image.png",
            $"predict --model {System.IO.Path.Combine(Repository.Root, "models", "digits.zip")} @",
            "inspect @",
            "doctor --data @",
            "explain --model @ --data bars",
            "find-rate --data @",
            "search --data @",
            "import @ --model o.zip",
            "worker --join 127.0.0.1:9 --secret-file @",
        ];

    /// <summary>A device would be read for ever, and a pipe that no program writes to be waited for.</summary>
    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Files_that_never_end_are_rejected_by_every_option(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Its devices are Linux's.");
        _work.Write(
            "rows.csv",
            "age,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 50},{(i % 2 == 0 ? "a" : "b")}\n"))
        );
        _work.Write(
            "bars",
            "label,p0,p1,p2,p3\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 2},{(i % 2) * 255},0,{i},9\n"))
        );
        string pipe = _work["pipe"];
        using (var made = Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (
            (string path, string name) in ((string, string)[])[("/dev/zero", "a device"), ("pipe", "a pipe that no program writes to")]
        )
        {
            ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments.Replace("@", path, StringComparison.Ordinal).Split(' '));
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains(name, outcome.StandardError, StringComparison.Ordinal);
        }
    }

    /// <summary>Ids, dates, true and false, numbers that accountants and other scripts write: from training to an explanation.</summary>
    [Fact]
    public void A_table_of_odd_cells_is_trained_on_and_explained()
    {
        _work.Write(
            "rows.csv",
            "pr\u00E9nom,profit,day,open,kind\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 80)
                        .Select(i =>
                            $"{(i % 4 < 2 ? "Andr\u00E9" : "Zo\u00EB")},\"{(i % 3 == 0 ? $"(1,{i:000}.50)" : $"2,{i:000}")}\",2024年3月{(i % 28) + 1}日,{(i % 2 == 0 ? "예" : "아니오")},{(i % 3 == 0 ? "loss" : "gain")}\n"
                        )
                )
        );
        JsonElement trained = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "rows.csv",
            "--label",
            "kind",
            "--model",
            "m.zip",
            "--epochs",
            "20"
        );
        Assert.Equal(
            ["category", "number", "ignored", "category", "label"],
            trained.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("kind").GetString())
        );

        // The same name in two characters for é, and digits of full width.
        _work.Write("more.csv", "pre\u0301nom,profit,open\nAndre\u0301,(1002.50),예\nAndre\u0301,１００２,아니오\n");
        JsonElement predicted = MnistProcess.RunJson(_work.Folder, "predict", "--model", "m.zip", "--data", "more.csv");
        Assert.Equal(2, predicted.GetProperty("predictions").GetArrayLength());
        Assert.DoesNotContain("none of", predicted.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "profit",
            MnistProcess
                .RunJson(_work.Folder, "explain", "--model", "m.zip", "--data", "rows.csv", "--repetitions", "2")
                .GetProperty("columns")[0]
                .GetProperty("name")
                .GetString()
        );
    }
}
