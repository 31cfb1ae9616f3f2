using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>
/// <c>mnist predict</c> and <c>evaluate</c> of data sets, and <c>inspect</c>, with a model trained on digits that the command itself drew.
/// </summary>
public sealed class PredictDataTests(DigitModel digits) : IClassFixture<DigitModel>, IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Writes_a_submission_file()
    {
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "predict",
            "--model",
            digits.Path,
            "--data",
            digits.Folder,
            "--output",
            "submission.csv"
        );
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Accuracy ", outcome.StandardOutput, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(_work["submission.csv"]);
        Assert.Equal("ImageId,Label", lines[0]);
        Assert.Equal(digits.Test.Count, lines.Length - 1);
        int correct = Enumerable.Range(0, digits.Test.Count).Count(row => lines[row + 1] == $"{row + 1},{digits.Test.Labels[row]}");
        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", digits.Path, "--data", digits.Folder);
        Assert.Equal(measured.GetProperty("correct").GetInt32(), correct);
    }

    [Fact]
    public void Predicts_rows_without_labels()
    {
        _work.WriteBars("bars.csv", 160);
        _work.WriteBars("unlabeled.csv", 24, withLabels: false);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--epochs",
            "20",
            "--learning-rate",
            "0.01",
            "--model",
            "bars.zip"
        );
        JsonElement result = MnistProcess.RunJson(
            _work.Folder,
            "predict",
            "--model",
            "bars.zip",
            "--data",
            "unlabeled.csv",
            "--output",
            "out.csv"
        );
        Assert.False(result.TryGetProperty("accuracy", out _));
        string[] expected = ["ImageId,Label", .. Enumerable.Range(0, 24).Select(row => $"{row + 1},{row % 8}")];
        Assert.Equal(expected, File.ReadAllLines(_work["out.csv"]));
    }

    [Fact]
    public void Evaluate_prints_every_figure_and_writes_a_report()
    {
        JsonElement measured = MnistProcess.RunJson(
            _work.Folder,
            "evaluate",
            "--model",
            digits.Path,
            "--data",
            digits.Folder,
            "--report",
            "report"
        );
        int count = measured.GetProperty("count").GetInt32();
        Assert.Equal(digits.Test.Count, count);
        long[][] matrix =
        [
            .. measured
                .GetProperty("confusionMatrix")
                .EnumerateArray()
                .Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray()),
        ];
        Assert.Equal(measured.GetProperty("microAccuracy").GetDouble(), (double)Enumerable.Range(0, 10).Sum(i => matrix[i][i]) / count);
        Assert.Equal(count, matrix.Sum(row => row.Sum()));
        JsonElement[] perClass = [.. measured.GetProperty("perClass").EnumerateArray()];
        Assert.Equal(matrix.Select(row => row.Sum()), perClass.Select(one => one.GetProperty("support").GetInt64()));
        Assert.Equal(measured.GetProperty("macroAccuracy").GetDouble(), perClass.Average(one => one.GetProperty("recall").GetDouble()), 12);
        Assert.InRange(measured.GetProperty("topKAccuracy").GetDouble(), measured.GetProperty("microAccuracy").GetDouble(), 1);
        Assert.True(measured.GetProperty("logLoss").GetDouble() > 0);

        JsonElement written = JsonDocument.Parse(File.ReadAllText(_work[Path.Combine("report", "metrics.json")])).RootElement;
        Assert.Equal(measured.GetProperty("perClass").GetRawText(), written.GetProperty("perClass").GetRawText());
        string[] csv = File.ReadAllLines(_work[Path.Combine("report", "confusion.csv")]);
        Assert.Equal("truth,0,1,2,3,4,5,6,7,8,9", csv[0]);
        Assert.Equal($"3,{string.Join(',', matrix[3])}", csv[4]);
        string page = File.ReadAllText(_work[Path.Combine("report", "report.html")]);
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?:", page);
    }

    [Fact]
    public void Inspect_describes_models_and_sources()
    {
        JsonElement model = MnistProcess.RunJson(_work.Folder, "inspect", digits.Path);
        Assert.Equal("28x28", model.GetProperty("inputShape").GetString());
        Assert.Equal(
            ["dense 784 → 300, relu", "dense 300 → 10, softmax"],
            model.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("description").GetString())
        );
        Assert.Equal("1", model.GetProperty("facts").GetProperty("seed").GetString());

        JsonElement source = MnistProcess.RunJson(_work.Folder, "inspect", digits.Folder);
        Assert.Equal(3000, source.GetProperty("count").GetInt32());
        Assert.Equal(400, source.GetProperty("testCount").GetInt32());
        Assert.All(source.GetProperty("classes").EnumerateArray(), one => Assert.Equal(300, one.GetProperty("count").GetInt32()));

        foreach (string what in (string[])[digits.Path, digits.Folder])
        {
            ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "inspect", what);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
            Assert.DoesNotContain('\e', outcome.StandardOutput);
        }
    }

    [Theory]
    [InlineData("gone.zip", "gone.zip: expected a model, found nothing there. Check the path, or train a model first.")]
    [InlineData("text.zip", "text.zip: expected a model, which is a zip file, found a text file. Use a model that this program saved.")]
    public void Rejects_what_is_not_a_model(string model, string sentence)
    {
        _work.Write("text.zip", "this is not a model");
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "evaluate", "--model", model, "--data", digits.Folder);
        Assert.Equal((1, "", sentence + Environment.NewLine), (outcome.ExitCode, outcome.StandardOutput, outcome.StandardError));
    }
}
