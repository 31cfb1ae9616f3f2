namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist train --memory</c>: data is converted to a file beside it, from which it is trained on.</summary>
public sealed class LargeDataTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Converts_once_and_gives_the_same_bytes()
    {
        _work.WriteBars("bars.csv", 400);
        string[] train = ["train", "--data", "bars.csv", "--memory", "300MB", "--validation", "0.1", "--epochs", "3"];
        double accuracy = MnistProcess.RunJson(_work.Folder, [.. train, "--model", "one.zip"]).GetProperty("testAccuracy").GetDouble();
        Assert.True(accuracy > 0.8, $"{accuracy}");
        DateTime converted = File.GetLastWriteTimeUtc(_work["bars.csv.rows"]);
        ProcessOutcome again = MnistProcess.Run(_work.Folder, [.. train, "--model", "two.zip", "--threads", "2"]);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Training reads", again.StandardError + again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(converted, File.GetLastWriteTimeUtc(_work["bars.csv.rows"]));
        Assert.Equal(File.ReadAllBytes(_work["one.zip"]), File.ReadAllBytes(_work["two.zip"]));
    }

    [Theory]
    [InlineData(
        "--memory 100MB",
        "--memory: expected a size of at least 200MB, in KB, MB, GB, KiB, MiB or GiB, such as 500MB, found \"100MB\"."
    )]
    [InlineData("--memory 500MB --folds 3", "--memory trains on data from a file: leave out --folds.")]
    [InlineData("--memory 500MB --add more", "--memory trains on data from a file: leave out --add.")]
    public void Rejects_options(string options, string message)
    {
        _work.WriteBars("bars.csv", 16);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, ["train", "--data", "bars.csv", .. options.Split(' ')]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.StandardError, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["bars.csv.rows"]));
    }

    /// <summary>Who works for the state earns little: a table in memory and one from a file hold out the same rows, and report the same columns.</summary>
    [Fact]
    public void Trains_on_a_table_of_numbers_and_categories()
    {
        _work.Write(
            "income.csv",
            "age,work,income\n"
                + string.Concat(Enumerable.Range(0, 400).Select(i => $"{20 + (i % 50)},{(i % 3 == 0 ? "state,low" : "own,high")}\n"))
        );
        string[] train = ["train", "--data", "income.csv", "--label", "income", "--epochs", "5"];
        System.Text.Json.JsonElement usual = MnistProcess.RunJson(_work.Folder, [.. train, "--model", "usual.zip"]);
        System.Text.Json.JsonElement stored = MnistProcess.RunJson(_work.Folder, [.. train, "--memory", "300MB", "--model", "one.zip"]);
        Assert.True(File.Exists(_work["income.csv.rows"]));
        Assert.Equal(usual.GetProperty("columns").GetRawText(), stored.GetProperty("columns").GetRawText());
        foreach (string count in new[] { "trainCount", "testCount" })
            Assert.Equal(usual.GetProperty(count).GetInt32(), stored.GetProperty(count).GetInt32());
        ProcessOutcome again = MnistProcess.Run(_work.Folder, [.. train, "--memory", "300MB", "--model", "two.zip", "--threads", "2"]);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("rows at a time", again.StandardError + again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_work["one.zip"]), File.ReadAllBytes(_work["two.zip"]));
    }
}
