using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed class ExplainTests
{
    /// <summary>Tariq Rashid, "Make Your Own Neural Network", part 1: the outputs that the book computes by hand.</summary>
    [Fact]
    public void Prints_the_numbers_of_the_book()
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "explain", "--example", "seed");
        Assert.Equal(0, outcome.ExitCode);
        foreach (string line in new[] { "= 1.05", "y1 = sigmoid(1.05) = 0.7408", "= 0.6", "y2 = sigmoid(0.6) = 0.6457" })
            Assert.Contains(line, outcome.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', outcome.StandardOutput);
    }

    [Fact]
    public void Computes_with_the_numbers_that_are_given()
    {
        using WorkFolder folder = new();
        string[] arguments =
        [
            "explain",
            "--example",
            "seed",
            "--inputs",
            "2,1",
            "--weights=-0.5,1",
            "--targets",
            "1",
            "--learning-rate",
            "1",
        ];
        JsonElement layer = MnistProcess.RunJson(folder.Folder, arguments).GetProperty("layers")[0];
        Assert.Equal(0.5, layer.GetProperty("outputs")[0].GetDouble(), 1e-12);
        Assert.Equal([-0.25, 1.125], layer.GetProperty("newWeights").EnumerateArray().Select(weight => weight.GetDouble()));
    }

    [Theory]
    [InlineData("seed", "The book's rule makes no difference here", false)]
    [InlineData("two-layers", "The book's rule makes a difference in layer 1. In layer 2 the exact gradient gives the same step", true)]
    public void Tells_where_the_rule_of_the_book_makes_a_difference(string example, string sentence, bool matters)
    {
        using WorkFolder folder = new();
        string[] arguments = ["explain", "--example", example, "--gradient", "book"];
        Assert.Contains(sentence, MnistProcess.Run(folder.Folder, arguments).StandardOutput, StringComparison.Ordinal);
        Assert.Equal(matters, MnistProcess.RunJson(folder.Folder, arguments).GetProperty("ruleMatters").GetBoolean());
    }

    [Fact]
    public void The_mathematics_document_shows_actual_output()
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

    [Fact]
    public void Explains_an_image_by_sums_that_add_up()
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

        // Of 20 units the 16 largest are listed; each of the others is smaller.
        double smallest = first.GetProperty("units").EnumerateArray().Min(unit => Math.Abs(unit.GetProperty("effect").GetDouble()));
        Assert.InRange(Math.Abs(first.GetProperty("netInput").GetDouble() - sum), 0, (4 * smallest) + 1e-9);
        Assert.Equal(json.GetProperty("label").GetString(), first.GetProperty("label").GetString());
        ProcessOutcome text = MnistProcess.Run(folder.Folder, "explain", "--model", "m.zip", image);
        Assert.Contains("the last layer's net input is", text.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give either an image, --example, --backquery or --data", "explain")]
    [InlineData("Give either an image, --example, --backquery or --data", "explain", "a.png", "--example", "seed")]
    [InlineData("goes with --example", "explain", "a.png", "--learning-rate", "1")]
    [InlineData("--inputs goes with --example", "explain", "a.png", "--inputs", "1")]
    [InlineData(
        "--inputs: expected 1 to 9 numbers with commas between them, such as 1,0.5, found \"a\"",
        "explain",
        "--example",
        "seed",
        "--inputs",
        "a"
    )]
    [InlineData("--weights: expected 6 for 3 inputs and 2 targets, found 4", "explain", "--example", "seed", "--inputs", "1,2,3")]
    [InlineData("--targets: expected 1 to 9 numbers from 0 to 1", "explain", "--example", "seed", "--targets", "2,0")]
    [InlineData("expected one of seed, two-layers", "explain", "--example", "sed")]
    [InlineData("MODEL-OR-ARCHITECTURE", "gradient-check")]
    public void Reports_usage_errors(string sentence, params string[] arguments)
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_of_the_book_fails_the_gradient_check()
    {
        using WorkFolder folder = new();
        string[] arguments = ["gradient-check", "12-7-5-3", "--activation", "sigmoid", "--loss", "squared-error", "--gradient", "book"];
        ProcessOutcome book = MnistProcess.Run(folder.Folder, arguments);
        Assert.Equal(1, book.ExitCode);
        Assert.Contains("The gradient of layer 1, 2 differs", book.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_check_describes_every_layer_of_an_architecture()
    {
        using WorkFolder folder = new();
        string[] options = ["--activation", "gelu", "--batch-normalization", "--dropout", "0.3", "--parameters", "40"];
        JsonElement json = MnistProcess.RunJson(folder.Folder, ["gradient-check", "30-20-3", .. options]);
        Assert.True(json.GetProperty("passes").GetBoolean());
        Assert.Equal(
            ["dense 30 → 20, identity, no bias", "batch normalization, gelu", "dense 20 → 3, softmax"],
            json.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("description").GetString())
        );
        Assert.All(json.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(40, layer.GetProperty("checked").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such.png")]
    public void Reports_missing_images(string name)
    {
        using WorkFolder folder = new();
        folder.WriteBars("bars.csv", 60);
        MnistProcess.RunJson(folder.Folder, "train", "--data", "bars.csv", "--hidden", "2", "--epochs", "1", "--model", "m.zip");
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "explain", "--model", "m.zip", name);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("expected an image, found no such file", outcome.StandardError, StringComparison.Ordinal);
    }

    /// <summary>The examples in help work; those that name a model need one first.</summary>
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
                    && !line.Contains('"', StringComparison.Ordinal)
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
