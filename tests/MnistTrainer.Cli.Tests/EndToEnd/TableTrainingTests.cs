using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Tables of numbers and categories, from training to explanation, as a user types it.</summary>
public sealed class TableTrainingTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Trains_evaluates_predicts_and_explains_classes()
    {
        _work.Write("plants.csv", Plants(600, withLabel: true));
        _work.Write("new.csv", "thorns,petal,leaf\nyes,90,a\nno,90,b\nmaybe,5,c\n");
        JsonElement trained = Json("train", "--data", "plants.csv", "--label", "plant", "--model", "plants.zip");
        Assert.Equal(("classification", 540, 60), (Text(trained, "task"), Int(trained, "trainCount"), Int(trained, "testCount")));
        Assert.InRange(trained.GetProperty("test").GetProperty("microAccuracy").GetDouble(), 0.9, 1);
        Assert.Equal(
            ["id", "number", "category", "ignored", "label"],
            trained.GetProperty("columns").EnumerateArray().Select(column => Text(column, "kind"))
        );

        JsonElement evaluated = Json("evaluate", "--model", "plants.zip", "--data", "plants.csv");
        Assert.Equal(600, Int(evaluated, "count"));
        Assert.InRange(evaluated.GetProperty("microAccuracy").GetDouble(), 0.9, 1);

        JsonElement predicted = Json("predict", "--model", "plants.zip", "--data", "new.csv");
        Assert.Equal(["rose", "lily", "tulip"], predicted.GetProperty("predictions").EnumerateArray().Select(one => Text(one, "label")));
        string notes = predicted.GetProperty("notes").ToString();
        Assert.Contains("not used, since the model does not know it: leaf", notes, StringComparison.Ordinal);
        Assert.Contains("thorns: 1 cell is none of the 2 categories", notes, StringComparison.Ordinal);

        JsonElement important = Json("explain", "--model", "plants.zip", "--data", "plants.csv", "--repetitions", "3");
        Assert.Equal(["petal", "thorns"], important.GetProperty("columns").EnumerateArray().Select(column => Text(column, "name")).Order());
        Assert.All(important.GetProperty("columns").EnumerateArray(), column => Assert.True(column.GetProperty("loss").GetDouble() > 0.1));

        JsonElement row = Json("explain", "--model", "plants.zip", "--data", "new.csv", "--row", "2");
        double sum = row.GetProperty("contributions").EnumerateArray().Sum(cell => cell.GetProperty("contribution").GetDouble());
        Assert.Equal(row.GetProperty("output").GetDouble() - row.GetProperty("baseline").GetDouble(), sum, 0.01);
        Assert.Equal(
            "90",
            row.GetProperty("contributions")
                .EnumerateArray()
                .Single(cell => Text(cell, "column") == "petal")
                .GetProperty("value")
                .GetString()
        );
    }

    /// <summary>Two rows of words may be a header and a row.</summary>
    [Fact]
    public void Explains_a_table_by_the_options_that_it_was_trained_with()
    {
        string[] rows = ["red,round,low", "blue,square,high", "green,round,low", "red,square,high"];
        _work.Write("rows.csv", string.Concat(Enumerable.Repeat(string.Join('\n', rows) + "\n", 25)));
        _work.Write("new.csv", "green,square,low\nred,round,high\n");
        Json("train", "--data", "rows.csv", "--label", "3", "--no-header", "--model", "rows.zip", "--epochs", "1");
        string[] explain = ["explain", "--model", "rows.zip", "--data", "new.csv", "--row", "1"];
        ProcessOutcome outcome = Run(explain);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Options: --no-header or --header.", outcome.StandardError, StringComparison.Ordinal);
        JsonElement row = Json([.. explain, "--no-header"]);
        string?[] values = [.. row.GetProperty("contributions").EnumerateArray().Select(cell => cell.GetProperty("value").GetString())];
        Assert.Equal(["green", "square"], values.Order());
        Json("explain", "--model", "rows.zip", "--data", "rows.csv", "--no-header", "--encoding", "utf-8", "--repetitions", "2");
    }

    [Theory]
    [InlineData("clamp(0,290)")]
    [InlineData("identity", "--loss", "squared-error", "--output-activation", "identity")]
    public void A_number_has_the_bounds_of_the_label_unless_it_is_to_have_none(string activation, params string[] options)
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 30},{10 * (i % 30)}\n"));
        _work.Write("line.csv", "place,height\n" + rows);
        Json(["train", "--data", "line.csv", "--label", "height", "--test", "line.csv", "--model", "line.zip", .. options]);
        Assert.Equal(
            $"dense 64 → 1, {activation}",
            Text(Json("inspect", "line.zip").GetProperty("layers").EnumerateArray().Last(), "description")
        );
        _work.Write("new.csv", "place\n1000\n");
        JsonElement beyond = Json("predict", "--model", "line.zip", "--data", "new.csv").GetProperty("predictions")[0];
        Assert.Equal(options.Length == 0, beyond.GetProperty("value").GetSingle() == 290);
    }

    [Fact]
    public void Predictions_keep_the_ids_in_a_file_and_on_stdout()
    {
        _work.Write("plants.csv", Plants(300, withLabel: true));
        _work.Write("test.csv", Plants(3, withLabel: false));
        Assert.Equal(0, Run("train", "--data", "plants.csv", "--label", "plant", "--model", "plants.zip", "--epochs", "3").ExitCode);
        ProcessOutcome printed = Run("predict", "--model", "plants.zip", "--data", "test.csv");
        string[] lines = printed.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,plant,probability", lines[0]);
        Assert.Equal(["p0", "p1", "p2"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(0, Run("predict", "--model", "plants.zip", "--data", "test.csv", "--output", "answers.csv").ExitCode);
        Assert.Equal(printed.StandardOutput, File.ReadAllText(_work["answers.csv"]));
    }

    [Fact]
    public void Trains_a_regression_in_the_unit_of_the_label_and_inspects_it()
    {
        StringBuilder text = new("rooms;area;price\n");
        for (int row = 0; row < 300; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row % 7};{row % 50},5;{1 + (row % 7)}.{(row % 50) + 100},00 €\n");
        _work.Write("houses.csv", text.ToString());
        ProcessOutcome outcome = Run("train", "--data", "houses.csv", "--label", "price", "--model", "houses.zip");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("in €, with a decimal comma, with thousands separated by .", outcome.StandardError, StringComparison.Ordinal);
        Assert.Matches("Test R² +0\\.9", outcome.StandardOutput);
        JsonElement model = Json("inspect", "houses.zip");
        Assert.Equal(["rooms", "area"], model.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!));
        Assert.Equal("€", Text(model.GetProperty("columns")[2], "unit"));
        Assert.Contains("label, number", Run("inspect", "houses.zip").StandardOutput, StringComparison.Ordinal);
        ProcessOutcome export = Run("export", "houses.zip", "--format", "onnx", "--output", "houses.onnx");
        Assert.Contains("the encoded columns of a table", export.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspects_a_table_without_a_label()
    {
        _work.Write("plants.csv", Plants(50, withLabel: true));
        JsonElement table = Json("inspect", "plants.csv");
        Assert.Equal(
            ["id", "number", "category", "ignored", "category"],
            table.GetProperty("columns").EnumerateArray().Select(column => Text(column, "kind"))
        );
        ProcessOutcome outcome = Run("train", "--data", "plants.csv");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "If it is a table of numbers and categories, name the column to predict: --label COLUMN.",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_table_of_pixels_stays_one_of_images()
    {
        _work.WriteBars("bars.csv", 80);
        JsonElement trained = Json(
            "train",
            "--data",
            "bars.csv",
            "--label",
            "label",
            "--model",
            "bars.zip",
            "--epochs",
            "1",
            "--hidden",
            "8"
        );
        Assert.Equal("fast", Text(trained, "preset"));
        ProcessOutcome outcome = Run("predict", "--model", "bars.zip", "--data", "bars.csv", "--json");
        Assert.Equal(0, outcome.ExitCode);
    }

    [Theory]
    [InlineData("train --data plants.csv --label plant --model m.zip --preset book", 1, "leave out --preset.")]
    [InlineData("train --data plants.csv --label tint --model m.zip", 1, "\"tint\" and the names id, petal, thorns")]
    [InlineData("train --data plants.csv --label plant --task regression --model m.zip", 1, "expected a number")]
    [InlineData(
        "train --data plants.csv --label plant --task guess --model m.zip",
        2,
        "--task: expected one of classification, regression"
    )]
    [InlineData("train --label plant", 2, "--label goes with --data")]
    [InlineData("explain --data plants.csv --row 2 --repetitions 5", 2, "leave out --repetitions.")]
    [InlineData("explain --example seed --no-header", 2, "--no-header goes with --data")]
    [InlineData("explain --row 2", 2, "Give either an image, --example, --backquery or --data.")]
    public void Reports_what_does_not_go_together(string line, int code, string expected)
    {
        _work.Write("plants.csv", Plants(50, withLabel: true));
        ProcessOutcome outcome = Run(line.Split(' '));
        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(expected, outcome.StandardError, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["m.zip"]));
    }

    [Fact]
    public void A_model_of_a_table_reads_no_images_and_no_other_tables()
    {
        _work.Write("plants.csv", Plants(100, withLabel: true));
        Run("train", "--data", "plants.csv", "--label", "plant", "--model", "plants.zip", "--epochs", "1");
        _work.Write("other.csv", "petal,leaf\n1,2\n");
        ProcessOutcome other = Run("predict", "--model", "plants.zip", "--data", "other.csv");
        Assert.Equal((1, true), (other.ExitCode, other.StandardError.Contains("found none of the name thorns", StringComparison.Ordinal)));
        ProcessOutcome image = Run("predict", "--model", "plants.zip", "seven.png");
        Assert.Equal(
            (1, true),
            (image.ExitCode, image.StandardError.Contains("expected a model of images, found one of a table", StringComparison.Ordinal))
        );
        ProcessOutcome known = Run("evaluate", "--model", "plants.zip", "--data", "plants.csv", "--label", "plant");
        Assert.Equal(
            (1, true),
            (known.ExitCode, known.StandardError.Contains("has its own columns: leave out --label.", StringComparison.Ordinal))
        );
    }

    private ProcessOutcome Run(params string[] arguments) => MnistProcess.Run(_work.Folder, arguments);

    private JsonElement Json(params string[] arguments) => MnistProcess.RunJson(_work.Folder, arguments);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Plants(int rows, bool withLabel)
    {
        Random random = new(3);
        StringBuilder text = new($"id,petal,thorns,note{(withLabel ? ",plant" : "")}\n");
        for (int row = 0; row < rows; row++)
        {
            int petal = random.Next(1, 101);
            bool hasThorns = random.Next(2) == 0;
            string plant =
                petal < 40 ? "tulip"
                : hasThorns ? "rose"
                : "lily";
            text.Append(
                CultureInfo.InvariantCulture,
                $"p{row},{petal},{(hasThorns ? "yes" : "no")},found it {row}{(withLabel ? $",{plant}" : "")}\n"
            );
        }

        return text.ToString();
    }
}
