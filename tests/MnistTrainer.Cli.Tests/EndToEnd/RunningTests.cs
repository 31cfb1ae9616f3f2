using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist train</c> with several runs, from a model, with weights, and with logs.</summary>
public sealed class RunningTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Several_seeds_give_mean_and_interval_and_the_first_is_saved()
    {
        _work.WriteBars("bars.csv", 120);
        string[] recipe = ["train", "--data", "bars.csv", "--hidden", "5", "--epochs", "2", "--seed", "4"];
        JsonElement several = MnistProcess.RunJson(_work.Folder, [.. recipe, "--seeds", "3", "--model", "several.zip"]);
        double[] accuracies = [.. several.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("testAccuracy").GetDouble())];
        Assert.Equal([4, 5, 6], several.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("seed").GetInt32()));

        // Student's t for 95 % and two degrees of freedom is 4.30265, by any table.
        double mean = accuracies.Average();
        double deviation = Math.Sqrt(accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / 2);
        JsonElement spread = several.GetProperty("testAccuracySpread");
        Assert.Equal(mean, spread.GetProperty("mean").GetDouble(), 1e-12);
        Assert.Equal(deviation, spread.GetProperty("standardDeviation").GetDouble(), 1e-12);
        Assert.Equal(mean + (4.30265 * deviation / Math.Sqrt(3)), spread.GetProperty("upper").GetDouble(), 1e-5);

        MnistProcess.RunJson(_work.Folder, [.. recipe, "--model", "one.zip"]);
        Assert.Equal(ModelFile.Load(_work["one.zip"]).Parameters.ToArray(), ModelFile.Load(_work["several.zip"]).Parameters.ToArray());
    }

    [Fact]
    public void Of_several_starting_points_the_one_with_the_lowest_loss_is_saved()
    {
        _work.WriteBars("bars.csv", 120);
        JsonElement all = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--hidden",
            "5",
            "--epochs",
            "2",
            "--restarts",
            "4",
            "--model",
            "best.zip"
        );
        JsonElement[] runs = [.. all.GetProperty("runs").EnumerateArray()];
        Assert.Equal(4, runs.Length);
        JsonElement best = runs.MinBy(run => run.GetProperty("trainLoss").GetDouble());
        Assert.True(best.GetProperty("saved").GetBoolean());
        Assert.Single(runs, run => run.GetProperty("saved").GetBoolean());
        Assert.Equal(best.GetProperty("seed").GetInt32(), all.GetProperty("seed").GetInt32());
    }

    [Fact]
    public void Cross_validation_measures_every_row_once_and_saves_nothing()
    {
        _work.WriteBars("bars.csv", 117);
        JsonElement json = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--test",
            "bars.csv",
            "--epochs",
            "2",
            "--folds",
            "4",
            "--model",
            "none.zip"
        );
        Assert.Equal(117, json.GetProperty("folds").EnumerateArray().Sum(fold => fold.GetProperty("count").GetInt32()));
        Assert.Equal(
            json.GetProperty("folds").EnumerateArray().Average(fold => fold.GetProperty("accuracy").GetDouble()),
            json.GetProperty("accuracySpread").GetProperty("mean").GetDouble(),
            1e-12
        );
        Assert.Equal(["bars.csv"], Directory.GetFiles(_work.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_log_has_a_line_for_every_epoch_with_the_figures_of_the_model_s_history()
    {
        _work.WriteBars("bars.csv", 160);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--validation",
            "0.25",
            "--epochs",
            "3",
            "--model",
            "out.zip",
            "--log",
            "log.csv",
            "--log",
            "log.jsonl"
        );
        string[] table = File.ReadAllLines(_work["log.csv"]);
        Assert.Equal("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,learningRate,gradientNorm,seconds", table[0]);
        Assert.Equal(4, table.Length);
        JsonElement[] lines = [.. File.ReadLines(_work["log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] history = [.. MnistProcess.RunJson(_work.Folder, "inspect", "out.zip").GetProperty("history").EnumerateArray()];
        Assert.Equal(3, lines.Length);
        foreach ((string name, int column) in table[0].Split(',').SkipLast(1).Select((name, i) => (name, i)))
        {
            Assert.All(
                Enumerable.Range(0, 3),
                i =>
                {
                    double value = lines[i].GetProperty(name).GetDouble();
                    Assert.Equal(value, double.Parse(table[i + 1].Split(',')[column], CultureInfo.InvariantCulture));
                    Assert.Equal(value, history[i].GetProperty(name).GetDouble());
                }
            );
        }
    }

    [Fact]
    public void Training_from_a_model_begins_where_it_ended()
    {
        _work.WriteBars("bars.csv", 400);
        JsonElement first = MnistProcess.RunJson(_work.Folder, "train", "--data", "bars.csv", "--epochs", "3", "--model", "first.zip");
        JsonElement more = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--epochs",
            "1",
            "--from",
            "first.zip",
            "--model",
            "more.zip"
        );
        Assert.True(LossOf(more, 0) < LossOf(first, 2));

        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--hidden",
            "7",
            "--from",
            "first.zip",
            "--model",
            "more.zip"
        );
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains("300", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_all_alike_never_part()
    {
        _work.WriteBars("bars.csv", 160);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--hidden",
            "4",
            "--activation",
            "sigmoid",
            "--initializer",
            "constant(0.1)",
            "--epochs",
            "3",
            "--model",
            "out.zip"
        );
        ReadOnlySpan<float> parameters = ModelFile.Load(_work["out.zip"]).Parameters;
        for (int input = 0; input < 64; input++)
            Assert.Single(parameters.Slice(input * 4, 4).ToArray().Distinct());
        Assert.NotEqual(0.1f, parameters[0]);
    }

    /// <summary>Rows of weight 0 have no effect: where all rows of a class have it, the network never predicts that class.</summary>
    [Fact]
    public void Samples_count_according_to_their_weights()
    {
        _work.WriteBars("bars.csv", 200);
        string[] rows = File.ReadAllLines(_work["bars.csv"]);
        string[] labels = [.. rows.TakeLast(200).Select(row => row.Split(',')[0])];
        File.WriteAllLines(_work["weights.txt"], labels.Select(label => label == labels[0] ? "0" : "1.5"));
        string[] recipe =
        [
            "train",
            "--data",
            "bars.csv",
            "--test",
            "bars.csv",
            "--epochs",
            "20",
            "--sample-weights",
            "weights.txt",
            "--model",
            "out.zip",
        ];
        MnistProcess.RunJson(_work.Folder, recipe);
        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "out.zip", "--data", "bars.csv");
        foreach (JsonElement one in measured.GetProperty("perClass").EnumerateArray())
            Assert.Equal(one.GetProperty("label").GetString() == labels[0] ? 0 : 1, one.GetProperty("recall").GetDouble(), 0.2);

        foreach (
            (string text, string expected) in new[]
            {
                ("1\n2\n", "expected 200 lines"),
                (string.Join('\n', Enumerable.Repeat("-1", 200)), "weights.txt, line 1: expected a number of at least 0"),
            }
        )
        {
            File.WriteAllText(_work["weights.txt"], text);
            ProcessOutcome outcome = MnistProcess.Run(_work.Folder, recipe);
            Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
            Assert.Contains(expected, outcome.StandardError, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_last_layer_and_biases_follow_the_options()
    {
        _work.WriteBars("bars.csv", 120);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--hidden",
            "5",
            "--epochs",
            "1",
            "--loss",
            "squared-error",
            "--output-activation",
            "tanh",
            "--no-bias",
            "--optimizer",
            "momentum(0.5)",
            "--model",
            "out.zip"
        );
        Network network = ModelFile.Load(_work["out.zip"]);
        Assert.Equal([false, false], network.Definition.Layers.Cast<Dense>().Select(layer => layer.UseBias));
        Assert.Equal(Activation.Tanh, network.Definition.Layers[^1].Activation);
        Assert.Equal("momentum(0.5)", network.Definition.Metadata["optimizer"]);
    }

    /// <summary>No epoch is better by as much as that, so the first is the best.</summary>
    [Fact]
    public void Early_stopping_monitors_the_value_selected()
    {
        _work.WriteBars("bars.csv", 160);
        JsonElement json = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--validation",
            "0.25",
            "--epochs",
            "50",
            "--early-stopping",
            "3",
            "--monitor",
            "accuracy",
            "--minimum-delta",
            "1",
            "--model",
            "out.zip"
        );
        Assert.Equal((1, 4), (json.GetProperty("bestEpoch").GetInt32(), json.GetProperty("epochs").GetArrayLength()));
    }

    [Fact]
    public void Early_stopping_keeps_the_epoch_with_the_lowest_validation_loss()
    {
        _work.WriteBars("bars.csv", 160);
        JsonElement json = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--validation",
            "0.25",
            "--epochs",
            "500",
            "--learning-rate",
            "0.05",
            "--early-stopping",
            "2",
            "--model",
            "out.zip"
        );
        double[] losses = [.. json.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("validationLoss").GetDouble())];
        Assert.Equal("stopped-early", json.GetProperty("end").GetString());
        Assert.Equal(Array.IndexOf(losses, losses.Min()) + 1, json.GetProperty("bestEpoch").GetInt32());
        Assert.Equal(losses.Length, json.GetProperty("bestEpoch").GetInt32() + 2);
    }

    private static double LossOf(JsonElement trained, int epoch) =>
        trained.GetProperty("epochs")[epoch].GetProperty("trainLoss").GetDouble();
}
