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
    public void Learns_measures_and_saves_and_evaluate_agrees_to_the_last_digit()
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
    public void People_get_lines_on_stderr_and_tables_on_stdout_without_escape_sequences()
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
    public void A_place_that_cannot_be_written_is_rejected_before_anything_is_loaded()
    {
        Directory.CreateDirectory(_work["folder"]);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", "gone.csv", "--model", "folder");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Equal(
            "folder: expected a file for the model, found a folder. Give a file name, such as model.zip." + Environment.NewLine,
            outcome.StandardError
        );

        _work.Write("file", "");
        outcome = MnistProcess.Run(_work.Folder, "train", "--data", "gone.csv", "--model", Path.Combine("file", "model.zip"));
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(
            $"{Path.Combine("file", "model.zip")}: expected a place where a model can be written, found ",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Steps_that_are_too_large_from_the_start_leave_the_weights_of_the_start_but_replace_no_model()
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

        _work.Write("out.zip", "an older model");
        outcome = MnistProcess.Run(_work.Folder, command);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is left as it was", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal("an older model", File.ReadAllText(_work["out.zip"]));
    }

    [Fact]
    public void A_training_that_runs_away_saves_the_last_weights_that_did_well()
    {
        _work.WriteBars("bars.csv", 2000);
        // A rate that starts tiny and rises a thousandfold: it does well, and then does not.
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

    [Fact]
    public void A_test_set_with_other_classes_or_another_size_is_rejected()
    {
        _work.WriteBars("eight.csv", 80);
        _work.WriteBars("nine.csv", 81, side: 9);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", "eight.csv", "--test", "nine.csv", "--model", "out.zip");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.EndsWith(
            "nine.csv: expected images of 8x8, as the network takes, found images of 9x9. Use data of that size, or train a network on this one."
                + Environment.NewLine,
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("book", "squared-error", "sgd", "1")]
    [InlineData("fast", "softmax-cross-entropy", "adam", "128")]
    public void A_preset_is_what_its_facts_say(string preset, string loss, string optimizer, string batchSize)
    {
        _work.WriteBars("bars.csv", 100);
        MnistProcess.RunJson(_work.Folder, "train", "--data", "bars.csv", "--preset", preset, "--epochs", "1", "--model", "out.zip");
        ImmutableSortedDictionary<string, string> facts = Metadata("out.zip");
        Assert.Equal((preset, loss, optimizer, batchSize), (facts["preset"], facts["loss"], facts["optimizer"], facts["batchSize"]));
    }

    [Theory]
    [InlineData("fast", null, "elastic (rotation 10, scaling 0.1, slant 0.1, shift 0.02, displacement 0.025)")]
    [InlineData("accurate", null, "elastic (rotation 15, scaling 0.15, slant 0.15, shift 0.02, displacement 0.035)")]
    [InlineData("book", null, "none")]
    [InlineData("fast", "none", "none")]
    [InlineData(
        "fast",
        "drawing",
        "drawing (elastic (rotation 15, scaling 0.15, slant 0.2, shift 0.02, displacement 0.035), thickness 0.6, breaks 0.15, blur 0.7, contrast 0.7, noise 0.15)"
    )]
    [InlineData("book", "elastic", "elastic (rotation 10, scaling 0.1, slant 0.1, shift 0.02, displacement 0.025)")]
    public void Lines_on_blank_paper_are_augmented_unless_told(string preset, string? asked, string fact)
    {
        IEnumerable<string> lines = Enumerable
            .Range(0, 40)
            .Select(row =>
                (row % 2 == 0 ? "left," : "right,")
                + string.Join(',', Enumerable.Range(0, 64).Select(i => i % 8 == (row % 2 == 0 ? 2 : 5) ? "255" : "0"))
            );
        File.WriteAllLines(_work["lines.csv"], lines);
        string[] augmentation = asked is null ? [] : ["--augmentation", asked];
        MnistProcess.RunJson(
            _work.Folder,
            ["train", "--data", "lines.csv", "--preset", preset, "--epochs", "1", "--model", "out.zip", .. augmentation]
        );
        Assert.Equal(fact, Metadata("out.zip")["augmentation"]);
    }

    [Fact]
    public void Images_that_fill_their_frame_are_left_as_they_are()
    {
        _work.WriteBars("bars.csv", 100);
        MnistProcess.RunJson(_work.Folder, "train", "--data", "bars.csv", "--epochs", "1", "--model", "out.zip");
        Assert.Equal("none", Metadata("out.zip")["augmentation"]);
    }

    [Fact]
    public void Options_go_before_the_preset_and_the_output_follows_the_loss()
    {
        _work.WriteBars("bars.csv", 100);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--preset",
            "book",
            "--hidden",
            "12,7",
            "--activation",
            "tanh",
            "--loss",
            "softmax-cross-entropy",
            "--epochs",
            "1",
            "--model",
            "out.zip"
        );
        Network network = ModelFile.Load(_work["out.zip"]);
        Assert.Equal(["dense 64 → 12, tanh, no bias", "dense 12 → 7, tanh, no bias", "dense 7 → 8, softmax, no bias"], Describe(network));
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
        // Once an epoch is told, training is under way.
        while (
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line
            && !line.StartsWith("    2 ", StringComparison.Ordinal)
        ) { }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("of 1,000,000 epochs; what was reached is measured and saved.", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(" of 1000000 epochs", Metadata("out.zip")["cancelled"], StringComparison.Ordinal);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "evaluate", "--model", "out.zip", "--data", "bars.csv").ExitCode);
    }

    private byte[] TrainBytes(string model, params string[] options)
    {
        MnistProcess.RunJson(_work.Folder, ["train", "--data", "bars.csv", "--epochs", "3", "--model", model, .. options]);
        return File.ReadAllBytes(_work[model]);
    }

    private ImmutableSortedDictionary<string, string> Metadata(string model) => ModelFile.Load(_work[model]).Definition.Metadata;

    private static IEnumerable<string> Describe(Network network)
    {
        Shape shape = network.Definition.InputShape;
        foreach (Layer layer in network.Definition.Layers)
        {
            yield return layer.Describe(shape);
            shape = layer.OutputShape(shape);
        }
    }
}
