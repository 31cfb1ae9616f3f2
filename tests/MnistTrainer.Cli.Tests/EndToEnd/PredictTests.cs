using System.Diagnostics;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist predict</c> of images, with a model trained on digits that the command itself drew.</summary>
public sealed class PredictTests(DigitModel digits) : IClassFixture<DigitModel>, IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Data_in_place_of_an_image_are_told_how_they_are_recognized()
    {
        _work.WriteBars("bars.csv", 20);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "predict", "--model", digits.Path, "bars.csv");
        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith(" If it is data, its rows are recognized by: mnist predict --data bars.csv", outcome.StandardError.TrimEnd());
    }

    [Fact]
    public void An_animation_is_read_with_a_note_of_its_frames()
    {
        byte[] one = TestImages.One;
        File.WriteAllBytes(
            Path.Combine(_work.Folder, "one.png"),
            [.. one[..33], 0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, .. one[33..]]
        );
        const string note = "one.png: the file has 3 frames or pages; only the first is read.";
        foreach (
            string[] options in (string[][])
                [
                    [],
                    ["--multiple"],
                ]
        )
        {
            string[] command = ["predict", "--model", digits.Path, "one.png", .. options];
            JsonElement notes = MnistProcess.RunJson(_work.Folder, command).GetProperty("notes");
            Assert.Equal([note], notes.EnumerateArray().Select(one => one.GetString()));
            Assert.Equal(note, MnistProcess.Run(_work.Folder, command).StandardError.Trim());
        }
    }

    [Fact]
    public void Reads_images_as_it_reads_the_data_set()
    {
        string[] files = [.. Enumerable.Range(0, 10).Select(row => _work.WritePng($"{row}.png", digits.Test.Row(row), 28))];
        JsonElement[] predictions =
        [
            .. MnistProcess
                .RunJson(_work.Folder, ["predict", "--model", digits.Path, .. files])
                .GetProperty("predictions")
                .EnumerateArray(),
        ];
        Assert.Equal(files, predictions.Select(prediction => prediction.GetProperty("input").GetString()));
        Network network = ModelFile.Load(digits.Path);
        using Scorer scorer = new(network);
        float[] probabilities = new float[10];
        for (int row = 0; row < 10; row++)
        {
            scorer.Score(digits.Test.Row(row), probabilities);
            int best = Array.IndexOf(probabilities, probabilities.Max());
            Assert.Equal(network.Definition.ClassNames[best], predictions[row].GetProperty("label").GetString());
            Assert.Equal(probabilities[best], predictions[row].GetProperty("probability").GetSingle());
            Assert.Equal(
                probabilities,
                predictions[row].GetProperty("probabilities").EnumerateObject().Select(member => member.Value.GetSingle())
            );
        }
    }

    [Fact]
    public void Reads_folders_and_patterns()
    {
        for (int row = 0; row < 3; row++)
            _work.WritePng(Path.Combine("in", $"digit-{row}.png"), digits.Test.Row(row), 28);
        _work.Write(Path.Combine("in", "notes.txt"), "no image");
        foreach (string named in (string[])["in", Path.Combine("in", "digit-?.png")])
        {
            string[] lines = MnistProcess
                .Run(_work.Folder, "predict", "--model", digits.Path, named)
                .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(3, lines.Length);
            Assert.StartsWith(Path.Combine("in", "digit-0.png"), lines[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reads_an_image_from_stdin_and_in_any_frame()
    {
        byte[] framed = File.ReadAllBytes(_work.WritePng("framed.png", digits.Test.Row(1), 28));
        using Process process = MnistProcess.Start(_work.Folder, "predict", "--model", digits.Path, "-", "--json");
        process.StandardInput.BaseStream.Write(framed);
        process.StandardInput.Close();
        JsonElement throughStdin = Assert.Single(MnistProcess.Finish(process).Json().GetProperty("predictions").EnumerateArray());
        Assert.Equal("-", throughStdin.GetProperty("input").GetString());

        // The same digit as dark ink on a large white page, off its middle.
        byte[] page = new byte[280 * 280];
        page.AsSpan().Fill(255);
        for (int i = 0; i < 112 * 112; i++)
            page[((i / 112) + 150) * 280 + (i % 112) + 20] = (byte)(255 - digits.Test.Row(1)[(i / 112 / 4 * 28) + (i % 112 / 4)]);
        _work.WritePng("page.png", page, 280);
        JsonElement onPage = Assert.Single(
            MnistProcess.RunJson(_work.Folder, "predict", "--model", digits.Path, "page.png").GetProperty("predictions").EnumerateArray()
        );
        Assert.Equal(throughStdin.GetProperty("label").GetString(), onPage.GetProperty("label").GetString());
    }

    [Fact]
    public void Reads_patterns_and_data_URLs()
    {
        string[] files =
        [
            .. new[] { Path.Combine("a", "x", "1.png"), Path.Combine("b", "2.png") }.Select(
                (file, row) =>
                {
                    _work.WritePng(file, digits.Test.Row(row), 28);
                    return file;
                }
            ),
        ];
        foreach (string pattern in (string[])["**/*.png", "."])
        {
            JsonElement found = MnistProcess.RunJson(_work.Folder, "predict", "--model", digits.Path, pattern).GetProperty("predictions");
            Assert.Equal(files, found.EnumerateArray().Select(one => Path.GetRelativePath(".", one.GetProperty("input").GetString()!)));
        }

        string url = "data:image/png;base64," + Convert.ToBase64String(File.ReadAllBytes(_work[files[0]]));
        JsonElement[] both =
        [
            .. MnistProcess
                .RunJson(_work.Folder, "predict", "--model", digits.Path, url, files[0])
                .GetProperty("predictions")
                .EnumerateArray(),
        ];
        Assert.Equal(both[1].GetProperty("ranked").GetRawText(), both[0].GetProperty("ranked").GetRawText());
        Assert.Equal(
            both[0].GetProperty("probabilities").EnumerateObject().OrderByDescending(one => one.Value.GetSingle()).Select(one => one.Name),
            both[0].GetProperty("ranked").EnumerateArray().Select(one => one.GetProperty("label").GetString())
        );
        byte[] seen = Convert.FromBase64String(both[0].GetProperty("picture").GetString()!.Split(',')[1]);
        Assert.Equal(digits.Test.Row(0).ToArray(), Imaging.ImageCodec.Decode(seen, "image").Pixels.ToArray());
    }

    [Fact]
    public void Writes_the_stages_in_order_the_last_is_what_the_network_saw()
    {
        _work.WritePng("a.png", digits.Test.Row(0), 28);
        _work.WritePng(Path.Combine("b", "a.png"), digits.Test.Row(1), 28);
        JsonElement alone = MnistProcess
            .RunJson(_work.Folder, "predict", "--model", digits.Path, "a.png", "--stages", "alone")
            .GetProperty("predictions")[0];
        string[] written = [.. Directory.GetFiles(_work["alone"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            alone.GetProperty("stages").EnumerateArray().Select((name, i) => $"{i + 1:D2}-{name.GetString()!.Replace(' ', '-')}.png"),
            written
        );
        Assert.Equal(digits.Test.Row(0).ToArray(), Imaging.ImageFile.Read(Path.Combine(_work["alone"], written[^1])).Pixels.ToArray());

        MnistProcess.RunJson(_work.Folder, "predict", "--model", digits.Path, "a.png", Path.Combine("b", "a.png"), "--stages", "both");
        Assert.Equal(
            ["a", "a-2"],
            Directory.GetDirectories(_work["both"]).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void An_invalid_image_does_not_prevent_the_others_from_being_read()
    {
        _work.WritePng("good.png", digits.Test.Row(0), 28);
        _work.Write("bad.png", "this is not an image");
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "predict",
            "--model",
            digits.Path,
            "bad.png",
            "gone.png",
            "good.png",
            "--json"
        );
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            "good.png",
            Assert.Single(outcome.Json().GetProperty("predictions").EnumerateArray()).GetProperty("input").GetString()
        );
        string[] errors = outcome.StandardError.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(errors, outcome.Json().GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.StartsWith("gone.png: expected an image, found no such file.", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("bad.png: expected a PNG", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_blank_images()
    {
        _work.WritePng("blank.png", [.. Enumerable.Repeat((byte)255, 1600)], 40);
        JsonElement blank = MnistProcess.RunJson(_work.Folder, "predict", "--model", digits.Path, "blank.png").GetProperty("predictions")[
            0
        ];
        Assert.Equal(JsonValueKind.Null, blank.GetProperty("label").ValueKind);
        Assert.Equal("blank", blank.GetProperty("refusal").GetProperty("reason").GetString());
        Assert.Contains(
            "not a digit: blank",
            MnistProcess.Run(_work.Folder, "predict", "--model", digits.Path, "blank.png").StandardOutput,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("gone.png", "gone.png: expected an image, found no such file. Check the name.")]
    [InlineData("*.png", "*.png: expected a pattern that matches images, found no file that matches. Check the name.")]
    [InlineData(
        "empty",
        "empty: expected images (.png, .jpg, .jpeg, .bmp, .gif, .webp, .tif, .pbm, .pgm, .ppm, .tga), found no files. Specify a folder that contains images, or one subfolder of images per class."
    )]
    [InlineData(
        "text.png",
        "text.png: expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image, found a text file (it starts with \"this is not an image\"). Save the image again as PNG or JPEG."
    )]
    public void Rejects_what_is_not_an_image(string named, string sentence)
    {
        Directory.CreateDirectory(_work["empty"]);
        if (named == "text.png")
            _work.Write("text.png", "this is not an image");
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "predict", "--model", digits.Path, named);
        Assert.Equal((1, "", sentence + Environment.NewLine), (outcome.ExitCode, outcome.StandardOutput, outcome.StandardError));
    }

    [Theory]
    [InlineData]
    [InlineData("--multiple")]
    public void Prints_one_json_object_also_where_no_image_can_be_read(params string[] options)
    {
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            ["predict", "--model", digits.Path, "a.png", "b.png", "--json", .. options]
        );
        JsonElement failure = outcome.Json();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(1, failure.GetProperty("exitCode").GetInt32());
        Assert.Equal(outcome.StandardError.ReplaceLineEndings("\n").Trim(), failure.GetProperty("error").GetString());
        Assert.Contains("b.png: expected an image", outcome.StandardError, StringComparison.Ordinal);
    }
}
