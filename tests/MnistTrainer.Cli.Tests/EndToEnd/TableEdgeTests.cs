using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Tables that a user did not mean so: labels that are no classes, models of the other kind, files that would be lost. Each remedy is followed.</summary>
public sealed class TableEdgeTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("2024-01-0{0}", 3, "found dates or times, which are not read: \"2024-01-00\"")]
    [InlineData("k{0}", 37, "found 37 different labels in 60 rows, as ids and names have")]
    [InlineData("as it was on day {0}", 37, "found 37 different labels in 60 rows, as free text has")]
    [InlineData("0{0}", 37, "found 37 different labels in 60 rows")]
    public void Labels_that_are_hardly_classes_are_trained_on_where_that_is_stated(string format, int different, string found)
    {
        _work.Write("t.csv", Table(60, row => string.Format(CultureInfo.InvariantCulture, format, row % different)));
        string[] train = ["train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1"];
        ProcessOutcome outcome = Run(1, train);
        Assert.Contains("t.csv, column 4 (kind): expected classes", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains(found, outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("Options: --task NAME and --label COLUMN.", outcome.StandardError, StringComparison.Ordinal);
        Run(0, [.. train, "--task", "classification"]);
    }

    [Fact]
    public void Few_rows_of_a_class_are_reported_by_train_and_inspect()
    {
        _work.Write("t.csv", Table(60, row => row == 7 ? "rare" : $"k{row % 2}"));
        const string note = "kind: 1 of 3 classes has a single row, which is trained on and never tested: rare";
        string[] train = ["train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1"];
        Assert.Contains(note, Run(0, train).StandardError, StringComparison.Ordinal);
        Assert.Contains(note, Run(0, "inspect", "t.csv", "--label", "kind").StandardError, StringComparison.Ordinal);
        JsonElement inspected = MnistProcess.RunJson(_work.Folder, "inspect", "t.csv", "--label", "kind");
        Assert.Contains(note, inspected.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size,kind\n", "expected a table with rows, found only a header")]
    [InlineData("", "expected a table with rows, found no rows")]
    [InlineData("\n \n\n", "expected a table with rows, found no rows")]
    [InlineData("size,kind\n1.5,a\n", "expected at least two classes, found a single row. Add rows.")]
    [InlineData("size,kind\n1.5,a\n2.5,b\n", "found a different label in each of 2 rows. Add rows")]
    [InlineData("kind\na\nb\na\nb\n", "expected columns beside the label, found none. Add columns to predict it from.")]
    public void Tables_without_anything_to_learn_are_named(string text, string message)
    {
        _work.Write("t.csv", text);
        ProcessOutcome outcome = Run(1, "train", "--data", "t.csv", "--label", "kind", "--model", "t.zip");
        Assert.Contains(message, outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("image", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_label_is_belongs_to_its_task()
    {
        _work.Write("t.csv", Table(60, row => $"k{row % 2}"));
        string[] train = ["train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1"];
        Assert.Contains(
            "whether it is a number or a class is its task. Options: --task NAME",
            Run(1, [.. train, "--categories", "kind"]).StandardError,
            StringComparison.Ordinal
        );
        Run(0, [.. train, "--task", "classification"]);
    }

    [Fact]
    public void A_model_of_a_table_is_none_of_images_and_the_other_way_round()
    {
        _work.Write("t.csv", Table(60, row => $"k{row % 2}"));
        Run(0, "train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1");
        foreach (
            string line in (string[])
                [
                    "serve --model t.zip --port 0",
                    "explain --model t.zip seven.png",
                    "explain --model t.zip --backquery k0",
                    "predict --model t.zip seven.png",
                    "predict --model t.zip --multiple seven.png",
                    "train --data digits --from t.zip --model n.zip",
                    "train --data digits --teacher t.zip --model n.zip",
                    "inspect t.zip --weights weights",
                    "calibrate --model t.zip",
                    "ablate --model t.zip",
                    "learn --model t.zip .",
                ]
        )
        {
            string message = Run(1, line.Split(' ')).StandardError;
            Assert.Contains(
                "t.zip: expected a model of images, found one of a table, which predicts kind.",
                message,
                StringComparison.Ordinal
            );
        }

        Run(0, "predict", "--model", "t.zip", "--data", "t.csv");
        Assert.Contains(
            "digits: expected a table of numbers and categories, which is a file, found a data set of images.",
            Run(1, "evaluate", "--model", "t.zip", "--data", "digits").StandardError,
            StringComparison.Ordinal
        );
        _work.WriteBars("bars.csv", 80);
        Run(0, "train", "--data", "bars.csv", "--hidden", "4", "--epochs", "1", "--model", "bars.zip");
        foreach (string command in (string[])["predict", "evaluate"])
        {
            string message = Run(1, command, "--model", "bars.zip", "--data", "t.csv").StandardError;
            Assert.Contains(
                "If t.csv is a table of numbers and categories: bars.zip reads images alone",
                message,
                StringComparison.Ordinal
            );
            Assert.Contains("mnist train --data t.csv --label COLUMN.", message, StringComparison.Ordinal);
        }

        foreach (string command in (string[])["find-rate", "compare"])
            Assert.Contains(
                $"mnist {command} reads images alone",
                Run(1, command, "--data", "t.csv").StandardError,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Predictions_replace_predictions_and_nothing_else()
    {
        _work.Write("t.csv", Table(60, row => $"k{row % 2}"));
        Run(0, "train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1");
        Run(0, "train", "--data", "t.csv", "--label", "size", "--model", "size.zip", "--epochs", "1");
        string mine = _work.Write("people.csv", "name,city\nAnn,Oslo\n");
        string copy = _work.Write("copy.csv", Table(60, row => $"k{row % 2}"));
        foreach (string name in (string[])["people.csv", "copy.csv", "t.csv", "./../" + Path.GetFileName(_work.Folder) + "/t.csv"])
        {
            string message = Run(1, "predict", "--model", "t.zip", "--data", "t.csv", "--output", name).StandardError;
            Assert.Contains("--force replaces it anyway", message, StringComparison.Ordinal);
        }

        Assert.Equal("name,city\nAnn,Oslo\n", File.ReadAllText(mine));
        Assert.Equal(File.ReadAllText(_work["t.csv"]), File.ReadAllText(copy));
        foreach (string model in (string[])["t.zip", "t.zip", "size.zip", "size.zip", "t.zip"])
            Run(0, "predict", "--model", model, "--data", "t.csv", "--output", "p.csv");
        Assert.StartsWith("row,kind,probability\n1,", File.ReadAllText(_work["p.csv"]), StringComparison.Ordinal);
        _work.Write("older.csv", "id,color,probability\n7,red,0.9749\n");
        Run(0, "predict", "--model", "t.zip", "--data", "t.csv", "--output", "older.csv");
        Run(0, "predict", "--model", "t.zip", "--data", "t.csv", "--output", "people.csv", "--force");
    }

    [Fact]
    public void A_row_is_explained_by_its_number_or_its_id()
    {
        string[] lines = Table(60, row => $"k{row % 2}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _work.Write("t.csv", string.Concat(lines.Select((line, row) => $"{(row == 0 ? "id" : $"{row + 1000}")},{line}\n")));
        Run(0, "train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1");
        string[] explain = ["explain", "--model", "t.zip", "--data", "t.csv", "--row"];
        Assert.Contains("Row 5 (id 1005): kind k", Run(0, [.. explain, "1005"]).StandardOutput, StringComparison.Ordinal);
        Assert.Equal(5, MnistProcess.RunJson(_work.Folder, [.. explain, "5"]).GetProperty("row").GetInt32());
        Assert.Contains(
            "expected the number of a row, from 1 to 60, or its id, such as 1001, found \"999\"",
            Run(1, [.. explain, "999"]).StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Folds_and_seeds_give_means()
    {
        _work.Write("t.csv", Table(90, row => $"k{row % 2}"));
        string[] train = ["train", "--data", "t.csv", "--label", "kind", "--model", "t.zip", "--epochs", "1"];
        JsonElement folds = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "t.csv",
            "--label",
            "kind",
            "--folds",
            "3",
            "--epochs",
            "1"
        );
        Assert.Equal(
            [30, 30, 30],
            folds.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("test").GetProperty("count").GetInt32())
        );
        double[] accuracies =
        [
            .. folds
                .GetProperty("folds")
                .EnumerateArray()
                .Select(fold => fold.GetProperty("test").GetProperty("microAccuracy").GetDouble()),
        ];
        Assert.Equal(accuracies.Average(), folds.GetProperty("accuracySpread").GetProperty("mean").GetDouble(), 1e-12);
        JsonElement regression = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "t.csv",
            "--label",
            "size",
            "--folds",
            "2",
            "--epochs",
            "1"
        );
        Assert.Equal(2, regression.GetProperty("rSquaredSpread").GetProperty("count").GetInt32());
        Assert.False(File.Exists(_work["t.zip"]));
        ProcessOutcome seeds = Run(0, [.. train, "--seeds", "2"]);
        Assert.Contains("Mean accuracy", seeds.StandardOutput, StringComparison.Ordinal);
        byte[] first = File.ReadAllBytes(_work["t.zip"]);
        JsonElement runs = MnistProcess.RunJson(_work.Folder, [.. train, "--seeds", "2"]).GetProperty("runs");
        Assert.Equal([1, 2], runs.EnumerateArray().Select(run => run.GetProperty("seed").GetInt32()));
        Assert.Equal(first, File.ReadAllBytes(_work["t.zip"]));
        _work.Write("other.csv", Table(30, row => $"k{row % 2}"));
        Assert.Contains(
            "leave out --test",
            Run(1, [.. train, "--folds", "3", "--test", "other.csv"]).StandardError,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "leave out --from.",
            Run(1, [.. train[..5], "--model", "n.zip", "--from", "t.zip"]).StandardError,
            StringComparison.Ordinal
        );
    }

    private ProcessOutcome Run(int code, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.True(code == outcome.ExitCode, $"{string.Join(' ', arguments)}: {outcome.StandardError}");
        return outcome;
    }

    private static string Table(int rows, Func<int, string> label)
    {
        Random random = new(3);
        StringBuilder text = new("size,count,color,kind\n");
        for (int row = 0; row < rows; row++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(10 * random.NextDouble()) - 5:F3},{random.Next(10)},{(random.Next(2) == 0 ? "red" : "blue")},{label(row)}\n"
            );
        return text.ToString();
    }
}
