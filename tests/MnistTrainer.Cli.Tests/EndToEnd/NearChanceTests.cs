using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed class NearChanceTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void A_training_near_chance_names_the_option_to_change()
    {
        _work.WriteBars("bars.csv", 300);
        string[] arguments =
        [
            "train",
            "--data",
            "bars.csv",
            "--initializer",
            "zero",
            "--hidden",
            "20",
            "--epochs",
            "2",
            "--model",
            "m.zip",
        ];
        JsonElement weakness = MnistProcess.RunJson(_work.Folder, arguments).GetProperty("nearChance");
        Assert.Equal("equal-weights", weakness.GetProperty("causes")[0].GetString());
        Assert.InRange(weakness.GetProperty("accuracy").GetDouble(), 0, 0.3);
        Assert.Contains("--initializer", weakness.GetProperty("advice").GetString(), StringComparison.Ordinal);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Hardly better than chance", outcome.StandardError + outcome.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_learned_does_not_mention_chance()
    {
        _work.WriteBars("bars.csv", 300);
        string[] arguments = ["train", "--data", "bars.csv", "--hidden", "20", "--batch-size", "10", "--epochs", "4", "--model", "m.zip"];
        Assert.False(MnistProcess.RunJson(_work.Folder, arguments).TryGetProperty("nearChance", out _));
    }

    [Fact]
    public void Folds_measure_every_image_of_a_source_without_a_test_part()
    {
        _work.WriteBars("bars.csv", 97);
        string[] arguments = ["train", "--data", "bars.csv", "--hidden", "10", "--epochs", "2", "--early-stopping", "1", "--folds", "3"];
        JsonElement json = MnistProcess.RunJson(_work.Folder, arguments);
        Assert.Equal(97, json.GetProperty("folds").EnumerateArray().Sum(fold => fold.GetProperty("count").GetInt32()));
        Assert.Equal(97, json.GetProperty("trainCount").GetInt32());
    }
}
