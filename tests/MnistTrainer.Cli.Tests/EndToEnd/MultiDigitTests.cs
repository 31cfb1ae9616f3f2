using System.Globalization;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist predict --multiple</c> on composed numbers, with the model that ships.</summary>
public sealed class MultiDigitTests : IDisposable
{
    private static readonly string Model = Path.Combine(Repository.Root, "models", "digits.zip");

    private readonly WorkFolder _work = new();
    private readonly NumberComposer _composer = new(DigitSynthesizer.Synthesize(500, seed: 31, DataSplit.Test), seed: 4);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Prints_numbers_with_the_box_and_the_confidence_of_each_digit()
    {
        ComposedNumber[] numbers =
        [
            .. Enumerable.Range(0, 6).Select(index => _composer.Compose(index, NumberSpacing.Apart, NumberPaper.White)),
        ];
        string[] files =
        [
            .. numbers.Select(
                (number, i) =>
                {
                    _work.Write($"{i}.png", ImageCodec.EncodePng(number.Image));
                    return $"{i}.png";
                }
            ),
        ];
        JsonElement[] predictions =
        [
            .. MnistProcess
                .RunJson(_work.Folder, ["predict", "--model", Model, "--multiple", .. files])
                .GetProperty("predictions")
                .EnumerateArray(),
        ];
        Assert.Equal(files, predictions.Select(prediction => prediction.GetProperty("input").GetString()));
        Assert.InRange(numbers.Zip(predictions).Count(pair => TextOf(pair.First) == pair.Second.GetProperty("text").GetString()), 5, 6);

        // The command prints what the library reads, as JSON and as text.
        ImageRecognizer recognizer = ImageRecognizer.Load(Model);
        foreach ((ComposedNumber number, JsonElement prediction) in numbers.Zip(predictions))
        {
            IReadOnlyList<RecognizedDigit> digits = recognizer.RecognizeMultiple(number.Image);
            Assert.Equal(
                digits.Select(digit => (digit.Box, digit.Confidence, digit.Answer.Best!.Value.Label)),
                prediction
                    .GetProperty("digits")
                    .EnumerateArray()
                    .Select(digit =>
                        (
                            BoxOf(digit.GetProperty("box")),
                            digit.GetProperty("confidence").GetDouble(),
                            digit.GetProperty("label").GetString()!
                        )
                    )
            );
        }

        ProcessOutcome shown = MnistProcess.Run(_work.Folder, "predict", "--model", Model, "--multiple", files[0]);
        Assert.Equal((0, ""), (shown.ExitCode, shown.StandardError));
        Assert.Contains(predictions[0].GetProperty("text").GetString(), shown.StandardOutput.Split('\n', StringSplitOptions.TrimEntries));
        Assert.DoesNotContain('\e', shown.StandardOutput);
    }

    [Fact]
    public void Reads_all_digits_where_one_was_expected_unless_a_single_one_is_insisted_on()
    {
        ComposedNumber number = _composer.Compose(0, NumberSpacing.Apart, NumberPaper.White);
        _work.Write("number.png", ImageCodec.EncodePng(number.Image));
        JsonElement found = MnistProcess.RunJson(_work.Folder, "predict", "--model", Model, "number.png").GetProperty("predictions")[0];
        Assert.Equal(TextOf(number), found.GetProperty("label").GetString());
        Assert.Equal("several-digits", found.GetProperty("refusal").GetProperty("reason").GetString());
        Assert.Equal(number.Digits.Count, found.GetProperty("digits").GetArrayLength());
        string shown = MnistProcess.Run(_work.Folder, "predict", "--model", Model, "number.png").StandardOutput;
        Assert.Contains($"{number.Digits.Count} digits where one was expected", shown, StringComparison.Ordinal);

        JsonElement single = MnistProcess
            .RunJson(_work.Folder, "predict", "--model", Model, "--single", "number.png")
            .GetProperty("predictions")[0];
        Assert.False(single.TryGetProperty("digits", out _));
        Assert.Single(single.GetProperty("label").GetString()!);
        Assert.Equal(2, MnistProcess.Run(_work.Folder, "predict", "--single", "--multiple", "number.png").ExitCode);
    }

    [Fact]
    public void Draws_boxes_around_digits_without_changing_them()
    {
        GrayImage image = _composer.Compose(1, NumberSpacing.Apart, NumberPaper.White).Image;
        _work.Write("number.png", ImageCodec.EncodePng(image));
        JsonElement prediction = MnistProcess
            .RunJson(_work.Folder, "predict", "--model", Model, "--multiple", "number.png", "--boxes", "boxes.png")
            .GetProperty("predictions")[0];
        ImageBox[] boxes = [.. prediction.GetProperty("digits").EnumerateArray().Select(digit => BoxOf(digit.GetProperty("box")))];
        Assert.NotEmpty(boxes);
        GrayImage drawn = ImageFile.Read(_work["boxes.png"]);
        Assert.Equal((image.Width, image.Height), (drawn.Width, drawn.Height));
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                bool isInside = boxes.Any(box => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom);
                bool isBeside = boxes.Any(box => x >= box.Left - 1 && x <= box.Right && y >= box.Top - 1 && y <= box.Bottom);
                Assert.Equal(isBeside && !isInside ? drawn[boxes[0].Left - 1, boxes[0].Top] : image[x, y], drawn[x, y]);
            }
        }
    }

    [Fact]
    public void Blank_paper_has_no_digits_and_boxes_need_a_single_image()
    {
        _work.WritePng("blank.png", [.. Enumerable.Repeat((byte)250, 3600)], 60);
        JsonElement blank = MnistProcess
            .RunJson(_work.Folder, "predict", "--model", Model, "--multiple", "blank.png")
            .GetProperty("predictions")[0];
        Assert.Equal(("", 0), (blank.GetProperty("text").GetString(), blank.GetProperty("digits").GetArrayLength()));
        Assert.Contains(
            "no digits",
            MnistProcess.Run(_work.Folder, "predict", "--model", Model, "--multiple", "blank.png").StandardOutput,
            StringComparison.Ordinal
        );

        ProcessOutcome two = MnistProcess.Run(
            _work.Folder,
            "predict",
            "--model",
            Model,
            "--multiple",
            "blank.png",
            "blank.png",
            "--boxes",
            "boxes.png"
        );
        Assert.Equal(
            (1, "", "--boxes: expected one image, found 2. Give one image, or leave --boxes out." + Environment.NewLine),
            (two.ExitCode, two.StandardOutput, two.StandardError)
        );
    }

    /// <summary>Digits apart are read better than touching ones.</summary>
    [Fact]
    public void Evaluate_reads_numbers_of_a_data_set_on_every_paper()
    {
        JsonElement measured = MnistProcess.RunJson(
            _work.Folder,
            "evaluate",
            "--model",
            Model,
            "--data",
            "digits",
            "--multiple",
            "--count",
            "10"
        );
        Assert.Equal(("digits", 10), (measured.GetProperty("dataset").GetString(), measured.GetProperty("count").GetInt32()));
        ILookup<string, double> shares = measured
            .GetProperty("numbers")
            .EnumerateArray()
            .ToLookup(one => one.GetProperty("spacing").GetString()!, one => one.GetProperty("accuracy").GetDouble());
        Assert.Equal((5, 4), (shares["apart"].Count(), shares["touching"].Count()));
        Assert.InRange(shares["apart"].Average(), 0.75, 1);
        Assert.InRange(shares["touching"].Average(), 0.25, shares["apart"].Average());

        ProcessOutcome report = MnistProcess.Run(_work.Folder, "evaluate", "--data", "digits", "--multiple", "--report", "r");
        Assert.Equal(2, report.ExitCode);
        Assert.Contains("--report goes with single digits, not with --multiple.", report.StandardError, StringComparison.Ordinal);
    }

    private static string TextOf(ComposedNumber number) =>
        string.Concat(number.Digits.Select(digit => digit.ToString(CultureInfo.InvariantCulture)));

    private static ImageBox BoxOf(JsonElement box) =>
        new(
            box.GetProperty("left").GetInt32(),
            box.GetProperty("top").GetInt32(),
            box.GetProperty("width").GetInt32(),
            box.GetProperty("height").GetInt32()
        );
}
