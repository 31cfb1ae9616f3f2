using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Tables in odd forms, from training to predictions.</summary>
public sealed class TableReadingTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>What decides between images and a table is the same for a file and for what comes through a pipe.</summary>
    [Fact]
    public void A_table_through_a_pipe_gives_the_model_of_its_file()
    {
        string text = "age,kids,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 50},{i % 4},{i % 2}\n"));
        _work.Write("rows.csv", text);
        JsonElement file = Json("train", "--data", "rows.csv", "--label", "kind", "--model", "file.zip", "--epochs", "2");
        JsonElement pipe = Piped(text, "train", "--data", "-", "--label", "kind", "--model", "pipe.zip", "--epochs", "2", "--json").Json();
        Assert.Equal(file.GetProperty("columns").ToString(), pipe.GetProperty("columns").ToString());
        Assert.Equal(file.GetProperty("test").ToString(), pipe.GetProperty("test").ToString());
        Assert.StartsWith("-: a table of 60 rows", Piped(text, "inspect", "-", "--label", "kind").StandardOutput, StringComparison.Ordinal);

        // A shell's <(…) has such a name. Windows has none.
        if (!OperatingSystem.IsWindows())
            Assert.StartsWith(
                "0: a table of 60 rows",
                Piped(text, "inspect", "/dev/fd/0", "--label", "kind").StandardOutput,
                StringComparison.Ordinal
            );
    }

    /// <summary>A number is estimated or not; no share of estimates is correct.</summary>
    [Fact]
    public void A_network_of_numbers_has_no_accuracy()
    {
        _work.Write("rows.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * i % 37},{i}.5\n")));
        JsonElement trained = Json("train", "--data", "rows.csv", "--label", "b", "--model", "b.zip", "--epochs", "2");
        foreach (JsonElement report in (JsonElement[])[trained.GetProperty("epochs"), Json("inspect", "b.zip").GetProperty("history")])
            Assert.All(report.EnumerateArray(), epoch => Assert.Equal(JsonValueKind.Null, epoch.GetProperty("trainAccuracy").ValueKind));
        string text = Run("inspect", "b.zip").StandardOutput;
        Assert.Matches("numbers +1: b", text);
        Assert.DoesNotContain("100.00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_in_json_gives_the_model_of_the_same_table_in_csv()
    {
        (string Color, int Size, bool IsOld, string Label)[] rows =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(row =>
                    ((string[])["red", "green", "blue"])[row % 3] is var color
                        ? (color, row * 7 % 50, row % 4 == 0, color == "red" ? "a" : "b")
                        : default
                ),
        ];
        _work.Write(
            "rows.csv",
            "color,size,isOld,kind\n"
                + string.Concat(rows.Select(row => $"{row.Color},{row.Size},{(row.IsOld ? "true" : "false")},{row.Label}\n"))
        );
        _work.Write(
            "rows.jsonl",
            string.Concat(
                rows.Select(row =>
                    JsonSerializer.Serialize(
                        new
                        {
                            color = row.Color,
                            size = row.Size,
                            isOld = row.IsOld,
                            kind = row.Label,
                        }
                    ) + "\n"
                )
            )
        );
        foreach (string form in (string[])["csv", "jsonl"])
        {
            Json("train", "--data", $"rows.{form}", "--label", "kind", "--model", $"{form}.zip", "--epochs", "2");
            Run("predict", "--model", $"{form}.zip", "--data", "rows.jsonl", "--output", $"{form}.txt");
        }

        string expected = File.ReadAllText(_work["csv.txt"]);
        Assert.Equal(201, expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(expected, File.ReadAllText(_work["jsonl.txt"]));
        _work.Write("one.json", """{"color": "red", "size": 3, "isOld": false}""");
        Assert.StartsWith(
            "row,kind,probability\n1,a,",
            Run("predict", "--model", "csv.zip", "--data", "one.json").StandardOutput,
            StringComparison.Ordinal
        );
        _work.Write("nested.json", """[{"color": {"name": "red"}, "size": 3, "kind": "a"}]""");
        ProcessOutcome nested = Run("train", "--data", "nested.json", "--label", "kind", "--model", "m.zip");
        Assert.Equal(1, nested.ExitCode);
        Assert.Contains(
            "value 1: expected a number, a text, true, false or null in each cell, found an object in \"color\"",
            nested.StandardError,
            StringComparison.Ordinal
        );
    }

    /// <summary>As 32-bit numbers, all these seconds are one of 1,700,000,000 and its neighbors at a distance of 128.</summary>
    [Fact]
    public void Seconds_since_1970_are_learned_from_and_shown_as_they_are()
    {
        string rows = string.Concat(
            Enumerable.Range(0, 400).Select(row => $"{1_700_000_000 + (row * 37 % 100)},{(row * 37 % 100 < 50 ? "early" : "late")}\n")
        );
        _work.Write("seconds.csv", $"second,part\n{rows}");
        JsonElement trained = Json("train", "--data", "seconds.csv", "--label", "part", "--model", "seconds.zip");
        Assert.InRange(trained.GetProperty("test").GetProperty("microAccuracy").GetDouble(), 0.9, 1);
        JsonElement row = Json("explain", "--model", "seconds.zip", "--data", "seconds.csv", "--row", "2");
        Assert.Equal("1700000037", row.GetProperty("contributions")[0].GetProperty("value").GetString());
        JsonElement model = Json("inspect", "seconds.zip");
        Assert.InRange(model.GetProperty("columns")[0].GetProperty("origin").GetDouble(), 1_700_000_000, 1_700_000_100);
    }

    /// <summary>As 32-bit numbers, all labels are one of nine.</summary>
    [Fact]
    public void Seconds_since_1970_are_predicted_with_all_digits()
    {
        string rows = string.Concat(Enumerable.Range(0, 400).Select(row => $"{row * 37 % 1000},{1_600_000_000 + (row * 37 % 1000)}\n"));
        _work.Write("seconds.csv", $"a,second\n{rows}");
        JsonElement trained = Json("train", "--data", "seconds.csv", "--label", "second", "--model", "seconds.zip");
        Assert.InRange(trained.GetProperty("test").GetProperty("rSquared").GetDouble(), 0.98, 1);
        Assert.InRange(trained.GetProperty("test").GetProperty("baselineError").GetDouble(), 200, 400);
        JsonElement predictions = Json("predict", "--model", "seconds.zip", "--data", "seconds.csv", "--output", "out.csv")
            .GetProperty("predictions");
        string[] lines = File.ReadAllLines(_work["out.csv"]);
        Assert.Equal("row,second", lines[0]);
        for (int row = 0; row < 400; row++)
        {
            double expected = 1_600_000_000 + (row * 37 % 1000),
                value = predictions[row].GetProperty("value").GetDouble();
            Assert.Equal(expected, value, 100.0);
            Assert.Equal(value, double.Parse(lines[row + 1].Split(',')[1], CultureInfo.InvariantCulture), 1e-4);
        }

        Assert.True(lines[1..].Distinct().Count() > 300);
        JsonElement explained = Json("explain", "--model", "seconds.zip", "--data", "seconds.csv", "--row", "1");
        Assert.InRange(explained.GetProperty("baseline").GetDouble(), 1_600_000_300, 1_600_000_700);
        Assert.Equal(predictions[0].GetProperty("value").GetDouble(), explained.GetProperty("output").GetDouble(), 0.01);
        ProcessOutcome exported = MnistProcess.Run(_work.Folder, "export", "seconds.zip", "--format", "onnx");
        Assert.Contains("the number less 16000005", exported.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("fact.labelOrigin", File.ReadAllText(_work["seconds.onnx"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_may_be_pixels_are_reported_with_the_option_that_reads_a_table()
    {
        Random random = new(2);
        string names = string.Join(',', Enumerable.Range(1, 64).Select(i => $"s{i}"));
        string rows = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(row => $"{"ab"[row % 2]},{string.Join(',', Enumerable.Range(0, 64).Select(_ => random.Next(200)))}\n")
        );
        _work.Write("sensors.csv", $"state,{names}\n{rows}");
        string[] train = ["train", "--data", "sensors.csv", "--label", "state", "--model", "sensors.zip", "--epochs", "1"];
        const string note =
            "sensors.csv: 64 columns from s1 to s64 are read as pixels; mnist train --task classification or regression reads a table";
        Assert.Contains(note, Json([.. train, "--hidden", "4"]).GetProperty("notes").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(note, Run("inspect", "sensors.csv", "--label", "state").StandardError, StringComparison.Ordinal);
        JsonElement table = Json([.. train, "--task", "classification"]);
        Assert.Equal(65, table.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public void A_header_of_numbers_and_a_name_that_repeats_are_read_by_options()
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row * 13 % 40}.5,{row * 7 % 50},{row % 2}\n"))
        );
        _work.Write("years.csv", $"2019,2020,2021\n{rows}");
        Assert.Contains("header: none (--header)", Run("inspect", "years.csv", "--label", "3").StandardOutput, StringComparison.Ordinal);
        JsonElement years = Json("train", "--data", "years.csv", "--label", "2021", "--header", "--model", "years.zip", "--epochs", "1");
        Assert.Equal((54, 6), (years.GetProperty("trainCount").GetInt32(), years.GetProperty("testCount").GetInt32()));
        Assert.Equal(0, Run("predict", "--model", "years.zip", "--data", "years.csv", "--header").ExitCode);
        _work.Write("twice.csv", $"age,age,kind\n{rows}");
        ProcessOutcome twice = Run("train", "--data", "twice.csv", "--label", "kind", "--model", "twice.zip", "--epochs", "1");
        Assert.Contains("leave them out by their numbers. Options: --ignore COLUMNS.", twice.StandardError, StringComparison.Ordinal);
        Json("train", "--data", "twice.csv", "--label", "kind", "--ignore", "2", "--model", "twice.zip", "--epochs", "1");
        Assert.Equal(0, Run("evaluate", "--model", "twice.zip", "--data", "twice.csv").ExitCode);
    }

    private ProcessOutcome Run(params string[] arguments) => MnistProcess.Run(_work.Folder, arguments);

    private ProcessOutcome Piped(string input, params string[] arguments)
    {
        using Process process = MnistProcess.Start(_work.Folder, arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return MnistProcess.Finish(process);
    }

    private JsonElement Json(params string[] arguments) => MnistProcess.RunJson(_work.Folder, arguments);
}
