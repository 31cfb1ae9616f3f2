using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed class ExplainTests
{
    /// <summary>Tariq Rashid, "Make Your Own Neural Network", part 1: the outputs that the book computes by hand.</summary>
    [Fact]
    public void The_seed_s_network_gives_the_book_s_numbers()
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "explain", "--example", "seed");
        Assert.Equal(0, outcome.ExitCode);
        foreach (string line in new[] { "= 1.05", "y1 = sigmoid(1.05) = 0.7408", "= 0.6", "y2 = sigmoid(0.6) = 0.6457" })
            Assert.Contains(line, outcome.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', outcome.StandardOutput);
    }

    [Fact]
    public void The_mathematics_document_shows_what_is_printed()
    {
        using WorkFolder folder = new();
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "mathematics.md")).ReplaceLineEndings("\n");
        MatchCollection shown = Regex.Matches(document, @"(?ms)^```text\n\$ mnist ([^\n]*)\n(.*?)^```\n");
        Assert.NotEmpty(shown);
        foreach (Match one in shown)
            Assert.Equal(
                one.Groups[2].Value,
                MnistProcess.Run(folder.Folder, one.Groups[1].Value.Split(' ')).StandardOutput.ReplaceLineEndings("\n")
            );
    }

    [Theory]
    [InlineData("exact", -0.01765)]
    [InlineData("book", -0.07324)]
    public void The_rules_differ_as_the_mathematics_document_says(string rule, double delta)
    {
        using WorkFolder folder = new();
        JsonElement json = MnistProcess.RunJson(folder.Folder, "explain", "--example", "two-layers", "--gradient", rule);
        Assert.Equal(delta, json.GetProperty("layers")[0].GetProperty("deltas")[0].GetDouble(), 5e-6);
        Assert.Equal(0.1936, json.GetProperty("loss").GetDouble(), 5e-5);
        Assert.True(json.GetProperty("lossAfter").GetDouble() < json.GetProperty("loss").GetDouble());
    }

    [Fact]
    public void An_image_is_explained_by_sums_that_add_up()
    {
        using WorkFolder folder = new();
        folder.WriteBars("bars.csv", 300);
        MnistProcess.RunJson(folder.Folder, "train", "--data", "bars.csv", "--hidden", "20", "--epochs", "3", "--model", "m.zip");
        byte[] bar = new byte[64];
        for (int row = 0; row < 8; row++)
            bar[(row * 8) + 5] = 230;
        string image = folder.WritePng("five.png", bar, 8);
        JsonElement json = MnistProcess.RunJson(folder.Folder, "explain", "--model", "m.zip", image);
        JsonElement first = json.GetProperty("classes")[0];
        double sum =
            first.GetProperty("bias").GetDouble()
            + first.GetProperty("units").EnumerateArray().Sum(unit => unit.GetProperty("effect").GetDouble());
        Assert.Equal(16, first.GetProperty("units").GetArrayLength());

        // Of 20 units the 16 largest are listed; what is left is less than each of them.
        double smallest = first.GetProperty("units").EnumerateArray().Min(unit => Math.Abs(unit.GetProperty("effect").GetDouble()));
        Assert.InRange(Math.Abs(first.GetProperty("netInput").GetDouble() - sum), 0, (4 * smallest) + 1e-9);
        Assert.Equal(json.GetProperty("label").GetString(), first.GetProperty("label").GetString());
        ProcessOutcome text = MnistProcess.Run(folder.Folder, "explain", "--model", "m.zip", image);
        Assert.Contains("the last layer's net input is", text.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give either an image or --example", "explain")]
    [InlineData("Give either an image or --example", "explain", "a.png", "--example", "seed")]
    [InlineData("go with --example", "explain", "a.png", "--learning-rate", "1")]
    [InlineData("expected one of seed, two-layers", "explain", "--example", "sed")]
    [InlineData("MODEL-OR-ARCHITECTURE", "gradient-check")]
    public void Wrong_usage_is_told(string sentence, params string[] arguments)
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_check_agrees_for_exact_and_differs_for_book()
    {
        using WorkFolder folder = new();
        JsonElement exact = MnistProcess.RunJson(
            folder.Folder,
            "gradient-check",
            "12-7-5-3",
            "--activation",
            "sigmoid",
            "--loss",
            "squared-error"
        );
        Assert.True(exact.GetProperty("passes").GetBoolean());
        Assert.Equal(3, exact.GetProperty("layers").GetArrayLength());
        ProcessOutcome book = MnistProcess.Run(
            folder.Folder,
            "gradient-check",
            "12-7-5-3",
            "--activation",
            "sigmoid",
            "--loss",
            "squared-error",
            "--gradient",
            "book"
        );
        Assert.Equal(1, book.ExitCode);
        Assert.Contains("The gradient of layer 1, 2 differs", book.StandardError, StringComparison.Ordinal);
        ProcessOutcome normalized = MnistProcess.Run(
            folder.Folder,
            "gradient-check",
            "12-7-3",
            "--activation",
            "maxout",
            "--loss",
            "softmax-cross-entropy"
        );
        Assert.Equal(0, normalized.ExitCode);
    }

    [Fact]
    public void Layers_of_an_architecture_can_be_normalized_and_dropped_from()
    {
        using WorkFolder folder = new();
        JsonElement json = MnistProcess.RunJson(
            folder.Folder,
            "gradient-check",
            "30-20-3",
            "--activation",
            "gelu",
            "--batch-normalization",
            "--dropout",
            "0.3",
            "--parameters",
            "40"
        );
        Assert.True(json.GetProperty("passes").GetBoolean());
        Assert.Equal(
            ["dense 30 → 20, identity, no bias", "batch normalization, gelu", "dense 20 → 3, softmax"],
            json.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("description").GetString())
        );
        Assert.All(json.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(40, layer.GetProperty("checked").GetInt32()));
        Assert.Contains(
            "the seed draws a sample",
            MnistProcess.Run(folder.Folder, "gradient-check", "30-20-3").StandardOutput,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such.png")]
    public void An_image_that_is_not_there_is_told(string name)
    {
        using WorkFolder folder = new();
        folder.WriteBars("bars.csv", 60);
        MnistProcess.RunJson(folder.Folder, "train", "--data", "bars.csv", "--hidden", "2", "--epochs", "1", "--model", "m.zip");
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "explain", "--model", "m.zip", name);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("expected an image, found no such file", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_neither_model_nor_architecture_is_rejected()
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "gradient-check", "784-x-10");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("784-x-10: expected a model, or the units of each layer", outcome.StandardError, StringComparison.Ordinal);
    }

    /// <summary>What help tells one to copy works; what names a model needs one first.</summary>
    [Theory]
    [InlineData("explain")]
    [InlineData("gradient-check")]
    public void Examples_in_help_run(string command)
    {
        using WorkFolder folder = new();
        string[] examples =
        [
            .. MnistProcess
                .Run(folder.Folder, command, "--help")
                .StandardOutput.Split('\n')
                .Select(line => line.Trim())
                .Where(line =>
                    line.StartsWith($"mnist {command} ", StringComparison.Ordinal)
                    && !line.Contains(".zip", StringComparison.Ordinal)
                    && !line.Contains('[', StringComparison.Ordinal)
                ),
        ];
        Assert.Equal(2, examples.Length);
        foreach (string example in examples)
        {
            ProcessOutcome outcome = MnistProcess.Run(folder.Folder, example.Split(' ')[1..]);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
        }
    }
}
