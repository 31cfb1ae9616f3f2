using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Models whose answer is the mean of several: of the networks of an ensemble, or of an image and moved ones.</summary>
public sealed class AveragingTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void An_ensemble_is_one_model_of_the_networks_of_several_seeds()
    {
        _work.WriteBars("bars.csv", 120);
        string[] recipe = ["train", "--data", "bars.csv", "--hidden", "5", "--epochs", "2"];
        JsonElement trained = MnistProcess.RunJson(_work.Folder, [.. recipe, "--ensemble", "2", "--model", "both.zip"]);
        Assert.Equal(2, trained.GetProperty("members").GetInt32());
        Assert.All(trained.GetProperty("runs").EnumerateArray(), run => Assert.True(run.GetProperty("saved").GetBoolean()));
        MnistProcess.RunJson(_work.Folder, [.. recipe, "--model", "first.zip"]);
        Network both = ModelFile.Load(_work["both.zip"]);
        Assert.Equal(ModelFile.Load(_work["first.zip"]).Parameters.ToArray(), both.Member(0).Parameters.ToArray());
        Assert.NotEqual(both.Member(0).Parameters.ToArray(), both.Member(1).Parameters.ToArray());
        Assert.Equal(2, MnistProcess.RunJson(_work.Folder, "inspect", "both.zip").GetProperty("members").GetInt32());

        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. recipe, "--ensemble", "2", "--seeds", "2", "--from", "both.zip"]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains(
            "--seeds, --folds, --restarts and --ensemble each train several networks: use only one of them.",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.Contains("--ensemble need several.", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shift_is_saved_with_the_model_or_tried_in_an_evaluation()
    {
        _work.WriteBars("bars.csv", 120);
        string[] recipe = ["train", "--data", "bars.csv", "--hidden", "5", "--epochs", "2"];
        MnistProcess.RunJson(_work.Folder, [.. recipe, "--model", "plain.zip"]);
        MnistProcess.RunJson(_work.Folder, [.. recipe, "--test-time-shift", "1", "--model", "moved.zip"]);
        Assert.Equal(ModelFile.Load(_work["plain.zip"]).Parameters.ToArray(), ModelFile.Load(_work["moved.zip"]).Parameters.ToArray());
        Assert.Equal(1, MnistProcess.RunJson(_work.Folder, "inspect", "moved.zip").GetProperty("testTimeShift").GetInt32());
        Assert.False(MnistProcess.RunJson(_work.Folder, "inspect", "plain.zip").TryGetProperty("testTimeShift", out _));

        double plain = LogLoss("plain.zip"),
            moved = LogLoss("moved.zip");
        Assert.NotEqual(plain, moved);
        Assert.Equal(moved, LogLoss("plain.zip", "--test-time-shift", "1"));
        Assert.Equal(plain, LogLoss("moved.zip", "--test-time-shift", "0"));

        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "evaluate",
            "--data",
            "bars.csv",
            "--model",
            "plain.zip",
            "--test-time-shift",
            "8"
        );
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains("its test-time shift of 8 requires images larger than", outcome.StandardError, StringComparison.Ordinal);
    }

    private double LogLoss(string model, params string[] options) =>
        MnistProcess
            .RunJson(_work.Folder, ["evaluate", "--data", "bars.csv", "--model", model, .. options])
            .GetProperty("logLoss")
            .GetDouble();
}
