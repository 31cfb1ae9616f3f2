using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed class CompareTests
{
    [Fact]
    public void Prints_a_row_for_each_network_and_writes_the_same_as_Markdown()
    {
        using WorkFolder folder = new();
        string[] arguments =
        [
            "compare",
            "--data",
            "digits",
            "--optimizers",
            "sgd,adam",
            "--activations",
            "maxout(3)",
            "--hidden",
            "8",
            "--epochs",
            "1",
            "--batch-size",
            "512",
            "--seeds",
            "2",
        ];
        JsonElement json = MnistProcess.RunJson(folder.Folder, [.. arguments, "--markdown", "table.md"]);
        Assert.Equal(
            ["sgd at 0.1", "adam at 0.001"],
            json.GetProperty("optimizers").EnumerateArray().Select(row => row.GetProperty("name").GetString())
        );
        JsonElement maxout = Assert.Single(json.GetProperty("activations").EnumerateArray());

        // Three pieces: 784 x 8 x 3 weights and 24 biases, then 8 x 10 and 10.
        Assert.Equal((784 * 24) + 24 + 90, maxout.GetProperty("parameters").GetInt32());
        double accuracy = maxout.GetProperty("accuracyMean").GetDouble();
        Assert.InRange(accuracy, 0.3, 1);
        Assert.True(maxout.GetProperty("accuracyStandardDeviation").GetDouble() > 0);
        string table = File.ReadAllText(folder["table.md"]);
        Assert.Contains("| maxout(3) | 18,930 |", table, StringComparison.Ordinal);
        Assert.Contains("2 seeds", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--seeds: expected a whole number from 2", "compare", "--seeds", "1")]
    [InlineData(2, "--optimizers: expected some of gradient-descent, sgd", "compare", "--optimizers", "adamm")]
    public void Reports_invalid_options(int exitCode, string sentence, params string[] arguments)
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, arguments);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }
}
