using System.Text.Json;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Networks as images: <c>inspect --weights</c>, <c>explain --layers</c> and <c>explain --backquery</c>.</summary>
public sealed class NetworkImageTests : IDisposable
{
    private static readonly string[] Sigmoids =
    [
        "--output-activation",
        "sigmoid",
        "--activation",
        "sigmoid",
        "--loss",
        "sigmoid-cross-entropy",
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Inspect_writes_each_filter_and_a_sheet()
    {
        Network network = Save("m.zip", Shape.Image(8, 8), "convolution(5,3,relu), max-pooling(2), dense(4)");
        JsonElement weights = MnistProcess.RunJson(_work.Folder, "inspect", "m.zip", "--weights", "w").GetProperty("weights");
        Assert.Equal(["filter-001.png", "filter-002.png", "filter-003.png", "filter-004.png", "filter-005.png", "sheet.png"], Files("w"));
        Assert.Equal((1, 5, 5), (Number("layer"), Number("count"), Number("total")));
        Assert.Equal("filter-005.png", weights.GetProperty("last").GetString());

        // A pixel of 28x28 shows a weight: 128 is 0, and 127 more the largest.
        ReadOnlySpan<float> values = network.LayerParameters(0)[..45];
        float largest = weights.GetProperty("largest").GetSingle();
        Assert.Equal(values.ToArray().Max(MathF.Abs), largest);
        GrayImage third = ImageFile.Read(_work[Path.Combine("w", "filter-003.png")]);
        Assert.Equal((84, 84), (third.Width, third.Height));
        for (int i = 0; i < 9; i++)
            Assert.Equal(128 + MathF.Round(127 * values[(i * 5) + 2] / largest), third[(i % 3 * 28) + 14, (i / 3 * 28) + 14]);

        ProcessOutcome again = MnistProcess.Run(_work.Folder, "inspect", "m.zip", "--weights", "w");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("sheet.png has 5 filters of layer 1; gray is 0, white ", again.StandardError, StringComparison.Ordinal);

        int Number(string name) => weights.GetProperty(name).GetInt32();
    }

    [Fact]
    public void No_image_replaces_a_model_or_another_file()
    {
        Save(Path.Combine("w", "sheet.png"), Shape.Image(4, 4), "dense(4)");
        byte[] model = File.ReadAllBytes(_work[Path.Combine("w", "sheet.png")]);
        string[] command = ["inspect", Path.Combine("w", "sheet.png"), "--weights", "w"];
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, command);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("found the file that is read", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(model, File.ReadAllBytes(_work[Path.Combine("w", "sheet.png")]));

        Save("m.zip", Shape.Image(4, 4), "dense(4)");
        _work.Write(Path.Combine("v", "unit-002.png"), "notes");
        string[] other = ["inspect", "m.zip", "--weights", "v"];
        Assert.Equal(1, MnistProcess.Run(_work.Folder, other).ExitCode);
        Assert.Equal("notes", File.ReadAllText(_work[Path.Combine("v", "unit-002.png")]));
        Assert.Equal(0, MnistProcess.Run(_work.Folder, [.. other, "--force"]).ExitCode);
        Assert.Equal(["sheet.png", "unit-001.png", "unit-002.png", "unit-003.png", "unit-004.png"], Files("v"));
    }

    [Fact]
    public void A_model_of_a_table_has_no_weights_to_draw()
    {
        Save("table.zip", Shape.Vector(5), "dense(4)");
        foreach (
            string[] command in (string[][])
                [
                    ["inspect", "table.zip", "--weights", "w"],
                    ["explain", "--backquery", "1", "--model", "table.zip"],
                ]
        )
        {
            ProcessOutcome outcome = MnistProcess.Run(_work.Folder, command);
            Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
            Assert.Contains("one that takes 5 values without rows and columns", outcome.StandardError, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_work["w"]));
    }

    [Fact]
    public void Explain_writes_what_each_layer_makes_of_an_image()
    {
        Save("m.zip", Shape.Image(8, 8), "convolution(5,3,relu), max-pooling(2), dense(4)");
        byte[] pixels = new byte[64];
        pixels.AsSpan(24, 16).Fill(200);
        string image = _work.WritePng("bar.png", pixels, 8);
        string[] command = ["explain", "--model", "m.zip", image, "--layers", "l"];
        JsonElement[] layers = [.. MnistProcess.RunJson(_work.Folder, command).GetProperty("layers").EnumerateArray()];
        string[] names = ["layer-01-convolution.png", "layer-02-max-pooling.png", "layer-03-dense.png"];
        Assert.Equal(names, Files("l"));
        Assert.Equal(names.Select(name => Path.Combine("l", name)), layers.Select(layer => layer.GetProperty("file").GetString()));
        Assert.Equal(["5x6x6", "5x3x3", "4"], layers.Select(layer => layer.GetProperty("shape").GetString()));
        Assert.All(layers, layer => Assert.InRange(layer.GetProperty("active").GetDouble(), 0, 1));
        ProcessOutcome text = MnistProcess.Run(_work.Folder, command);
        Assert.Contains("convolution 3x3: 8x8 → 5x6x6, relu", text.StandardOutput, StringComparison.Ordinal);
        Assert.False(MnistProcess.RunJson(_work.Folder, command[..4]).TryGetProperty("layers", out _));
    }

    [Fact]
    public void Backquery_draws_images_that_the_network_recognizes()
    {
        _work.WriteBars("bars.csv", 300);
        string[] training = ["train", "--data", "bars.csv", "--hidden", "20", "--epochs", "20", "--batch-size", "10", "--model", "m.zip"];
        MnistProcess.RunJson(_work.Folder, training);
        string[] command = ["explain", "--backquery", "all", "--model", "m.zip", "--output", "all.png"];
        JsonElement json = MnistProcess.RunJson(_work.Folder, command);
        JsonElement[] classes = [.. json.GetProperty("classes").EnumerateArray()];
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], classes.Select(one => one.GetProperty("label").GetString()));
        Assert.All(classes, one => Assert.InRange(one.GetProperty("probability").GetDouble(), 0.9, 1));
        Assert.Equal(("ascent", "all.png"), (json.GetProperty("method").GetString(), json.GetProperty("output").GetString()));

        // Five images of 8x8 pixels in a row, each pixel 17 wide: the third is brightest in its third column.
        GrayImage sheet = ImageFile.Read(_work["all.png"]);
        Assert.Equal(((5 * 140) - 4, (2 * 140) - 4), (sheet.Width, sheet.Height));
        int[] columns = [.. Enumerable.Range(0, 8).Select(x => Enumerable.Range(0, 136).Sum(y => sheet[(2 * 140) + (17 * x) + 8, y]))];
        Assert.Equal(2, Array.IndexOf(columns, columns.Max()));

        ProcessOutcome text = MnistProcess.Run(_work.Folder, "explain", "--backquery", "6", "--model", "m.zip");
        Assert.Equal((0, ""), (text.ExitCode, text.StandardError));
        Assert.StartsWith("6  9", text.StandardOutput, StringComparison.Ordinal);
        byte[] first = File.ReadAllBytes(_work["all.png"]);
        MnistProcess.RunJson(_work.Folder, command);
        Assert.Equal(first, File.ReadAllBytes(_work["all.png"]));
    }

    [Fact]
    public void Backquery_inverts_networks_of_sigmoids_and_rejects_others_by_name()
    {
        _work.WriteBars("bars.csv", 300);
        MnistProcess.RunJson(
            _work.Folder,
            ["train", "--data", "bars.csv", "--hidden", "20", "--epochs", "8", "--model", "s.zip", .. Sigmoids]
        );
        string[] command = ["explain", "--method", "inversion", "--backquery", "3", "--output", "three.png", "--model"];
        JsonElement json = MnistProcess.RunJson(_work.Folder, [.. command, "s.zip"]);
        Assert.Equal("inversion", json.GetProperty("method").GetString());
        Assert.Equal(280, ImageFile.Read(_work["three.png"]).Width);

        Save("r.zip", Shape.Image(8, 8), "dense(5,relu), dense(4)");
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. command, "r.zip"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("layer 1, dense 64 → 5, relu", outcome.StandardError, StringComparison.Ordinal);
        ProcessOutcome unknown = MnistProcess.Run(_work.Folder, "explain", "--backquery", "x", "--model", "r.zip");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("expected one of its classes: 0, 1, 2, 3, or all, found x", unknown.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--weights goes with a model", "inspect", "digits", "--weights", "w")]
    [InlineData("--force goes with --weights", "inspect", "m.zip", "--force")]
    [InlineData("--layers goes with an image", "explain", "--backquery", "1", "--layers", "l")]
    [InlineData("--output goes with --backquery", "explain", "a.png", "--output", "b.png")]
    [InlineData("--force goes with --layers or --output", "explain", "a.png", "--force")]
    [InlineData("takes no steps: leave out --steps", "explain", "--backquery", "1", "--method", "inversion", "--steps", "3")]
    [InlineData("--steps: expected", "explain", "--backquery", "1", "--steps", "0")]
    [InlineData("a file that ends in .png", "explain", "--backquery", "1", "--output", "a.jpg")]
    [InlineData("Give either an image, --example, --backquery or --data", "explain", "a.png", "--backquery", "1")]
    public void Reports_usage_errors(string sentence, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    private Network Save(string name, Shape shape, string layers)
    {
        NetworkDefinition definition = new()
        {
            InputShape = shape,
            Layers = Layer.ParseList(layers),
            ClassNames = ["0", "1", "2", "3"],
        };
        var network = Network.Create(definition, seed: 4);
        Directory.CreateDirectory(Path.GetDirectoryName(_work[name])!);
        ModelStore.Save(network, _work[name]);
        return network;
    }

    private string[] Files(string folder) =>
        [.. Directory.GetFiles(_work[folder]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
