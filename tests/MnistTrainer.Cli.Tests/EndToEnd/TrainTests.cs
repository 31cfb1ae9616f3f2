using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist train</c> on tables that any network learns.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Trains_measures_and_saves_and_evaluate_agrees_to_the_last_digit()
    {
        _work.WriteBars("bars.csv", 320);
        _work.WriteBars("more.csv", 161);
        JsonElement trained = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--test",
            "more.csv",
            "--validation",
            "0.25",
            "--epochs",
            "3",
            "--learning-rate",
            "0.01",
            "--seed",
            "5",
            "--model",
            "bars.zip"
        );
        Assert.Equal("bars.csv", trained.GetProperty("dataset").GetString());
        Assert.Equal(240, trained.GetProperty("trainCount").GetInt32());
        Assert.Equal(161, trained.GetProperty("testCount").GetInt32());
        Assert.Equal((64 * 300) + 300 + (300 * 8) + 8, trained.GetProperty("parameters").GetInt32());
        Assert.Equal(5, trained.GetProperty("seed").GetInt32());
        Assert.True(trained.GetProperty("threads").GetInt32() >= 1);
        Assert.True(trained.GetProperty("seconds").GetDouble() > 0);
        Assert.True(trained.GetProperty("samplesPerSecond").GetDouble() > 0);
        Assert.Equal("bars.zip", trained.GetProperty("model").GetString());
        JsonElement[] epochs = [.. trained.GetProperty("epochs").EnumerateArray()];
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.True(epochs[2].GetProperty("trainLoss").GetDouble() < epochs[0].GetProperty("trainLoss").GetDouble());
        Assert.All(epochs, epoch => Assert.InRange(epoch.GetProperty("validationAccuracy").GetDouble(), 0, 1));
        Assert.InRange(trained.GetProperty("testAccuracy").GetDouble(), 0.9, 1);

        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "bars.zip", "--data", "more.csv");
        Assert.Equal(trained.GetProperty("testAccuracy").GetRawText(), measured.GetProperty("microAccuracy").GetRawText());
        Assert.Equal(
            trained.GetProperty("testAccuracy").GetDouble().ToString(System.Globalization.CultureInfo.InvariantCulture),
            Metadata("bars.zip")["testAccuracy"]
        );
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads()
    {
        _work.WriteBars("bars.csv", 333);
        byte[][] models = [.. Enumerable.Range(1, 3).Select(threads => TrainBytes($"threads-{threads}.zip", "--threads", $"{threads}"))];
        Assert.Equal(models[0], models[1]);
        Assert.Equal(models[0], models[2]);
        Assert.NotEqual(models[0], TrainBytes("seed-2.zip", "--seed", "2"));
    }

    [Fact]
    public void Prints_lines_to_stderr_and_tables_to_stdout_without_escape_sequences()
    {
        _work.WriteBars("bars.csv", 200);
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--epochs",
            "2",
            "--model",
            Path.Combine("new", "bars.zip")
        );
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain('\e', outcome.StandardOutput + outcome.StandardError);
        Assert.Contains("bars.csv has no test part: 16 of its images", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("    2 ", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("Test accuracy ", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains($"./mnist predict --model {Path.Combine("new", "bars.zip")}", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.True(File.Exists(_work[Path.Combine("new", "bars.zip")]));
    }

    [Fact]
    public void Rejects_a_path_that_cannot_be_written_before_loading_anything()
    {
        Directory.CreateDirectory(_work["folder"]);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", "gone.csv", "--model", "folder");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Equal(
            "folder: expected a file for the model, found a folder. Specify a file name, such as model.zip." + Environment.NewLine,
            outcome.StandardError
        );

        _work.Write("file", "");
        outcome = MnistProcess.Run(_work.Folder, "train", "--data", "gone.csv", "--model", Path.Combine("file", "model.zip"));
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(
            $"{Path.Combine("file", "model.zip")}: expected a path where a model can be written, found ",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_training_that_diverges_at_once_does_not_replace_a_model()
    {
        _work.WriteBars("bars.csv", 200);
        string[] command = ["train", "--data", "bars.csv", "--optimizer", "sgd", "--learning-rate", "1e30", "--model", "out.zip"];
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, command);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(
            @"Training diverged in epoch 1, batch 2: the loss is .+\. It started in layer [12] of 2 \(.+\)\. Lower the learning rate, for example to .+\. The initial weights were restored",
            outcome.StandardError
        );
        Assert.All(ModelFile.Load(_work["out.zip"]).Parameters.ToArray(), weight => Assert.True(float.IsFinite(weight)));

        byte[] older = File.ReadAllBytes(_work["out.zip"]);
        outcome = MnistProcess.Run(_work.Folder, command);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is unchanged", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(older, File.ReadAllBytes(_work["out.zip"]));
    }

    [Fact]
    public void A_training_that_diverges_later_saves_the_last_good_weights()
    {
        _work.WriteBars("bars.csv", 2000);
        // A learning rate that starts tiny and rises a thousandfold: training goes well, and then diverges.
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--optimizer",
            "sgd",
            "--learning-rate",
            "10000",
            "--label-smoothing",
            "0.1",
            "--schedule",
            "one-cycle(0.9,1e9,1)",
            "--epochs",
            "200",
            "--model",
            "out.zip",
            "--json"
        );
        Assert.Equal(1, outcome.ExitCode);
        JsonElement divergence = outcome.Json().GetProperty("divergence");
        Assert.True(divergence.GetProperty("goodSteps").GetInt64() > 0);
        Assert.InRange(outcome.Json().GetProperty("testAccuracy").GetDouble(), 0.9, 1);
        Assert.StartsWith("Training diverged in epoch ", outcome.StandardError, StringComparison.Ordinal);
        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "out.zip", "--data", "bars.csv");
        Assert.InRange(measured.GetProperty("microAccuracy").GetDouble(), 0.9, 1);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ctrl_C_saves_and_measures_what_was_reached(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill command to send an interrupt with.");
        Assert.SkipWhen(
            signal == "INT" && MnistProcess.IgnoresInterrupts(),
            "The tests run in the background, where the shell has SIGINT ignored."
        );
        _work.WriteBars("bars.csv", 2000);
        using Process process = MnistProcess.Start(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--epochs",
            "1000000",
            "--model",
            "out.zip"
        );
        // Once an epoch is reported, training is under way.
        while (
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line
            && !line.StartsWith("    2 ", StringComparison.Ordinal)
        ) { }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains(
            "of 1,000,000 epochs; the network trained so far is measured and saved.",
            outcome.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Contains(" of 1000000 epochs", Metadata("out.zip")["cancelled"], StringComparison.Ordinal);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "evaluate", "--model", "out.zip", "--data", "bars.csv").ExitCode);
    }

    private byte[] TrainBytes(string model, params string[] options)
    {
        MnistProcess.RunJson(_work.Folder, ["train", "--data", "bars.csv", "--epochs", "3", "--model", model, .. options]);
        return File.ReadAllBytes(_work[model]);
    }

    private ImmutableSortedDictionary<string, string> Metadata(string model) => ModelFile.Load(_work[model]).Definition.Metadata;
}
