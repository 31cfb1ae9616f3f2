using System.Globalization;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The shipped model on synthetic images: what each stage contributes, files of every kind, and calibration.</summary>
public sealed class MadeImageTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "models", "digits.zip");

    [Fact]
    public void A_stage_contributes_most_where_it_is_needed()
    {
        using WorkFolder folder = new();
        JsonElement json = MnistProcess.RunJson(folder.Folder, "ablate", "--model", Model, "--count", "20");
        Dictionary<string, JsonElement> kinds = json.GetProperty("kinds")
            .EnumerateArray()
            .ToDictionary(kind => kind.GetProperty("kind").GetString()!);
        Assert.Equal(16, kinds.Count);
        Assert.True(kinds.Values.Average(Accuracy) > 0.9);
        foreach (
            (string kind, string stage) in new[]
            {
                ("transparent", "transparency"),
                ("canvas", "polarity"),
                ("pencil", "light"),
                ("squared", "lines"),
                ("neighbors", "pieces"),
            }
        )
            Assert.True(
                kinds[kind].GetProperty("without").GetProperty(stage).GetDouble() <= Accuracy(kinds[kind]) - 0.2,
                $"{kind} without {stage}"
            );

        static double Accuracy(JsonElement kind) => kind.GetProperty("accuracy").GetDouble();
    }

    [Fact]
    public void A_page_on_a_table_is_read_better_when_it_is_cut_out()
    {
        var recognizer = ImageRecognizer.Load(Model);
        ImageComposer composer = new(seed: 2);
        ComposedImage[] pages = [.. Enumerable.Range(0, 60).Select(index => composer.Compose(ImageKind.Page, index))];
        int Correct(ImageStages stages) =>
            pages.Count(page => IsCorrect(recognizer.Recognize(ImageCodec.Decode(page.File, "page"), stages).Best, page));
        (int cut, int whole) = (Correct(ImageStages.All), Correct(ImageStages.All & ~ImageStages.Page));
        Assert.True(cut >= 57 && whole <= cut - 3, $"{cut} and {whole} of {pages.Length}");
    }

    [Fact]
    public void Tries_both_polarities_where_a_shadow_makes_polarity_doubtful()
    {
        var recognizer = ImageRecognizer.Load(Model);
        ImageComposer composer = new(seed: 2);
        ComposedImage[] shadows = [.. Enumerable.Range(0, 60).Select(index => composer.Compose(ImageKind.Shadow, index))];
        GrayImage[] images = [.. shadows.Select(shadow => ImageCodec.Decode(shadow.File, "shadow"))];
        int[] doubtful = [.. Enumerable.Range(0, images.Length).Where(i => DigitNormalizer.Trace(images[i]).OtherPolarity is not null)];
        Assert.InRange(doubtful.Length, 10, 50);
        int bothWays = doubtful.Count(i => IsCorrect(recognizer.Recognize(images[i]).Best, shadows[i]));
        int oneWay = doubtful.Count(i => IsCorrect(recognizer.Rank(DigitNormalizer.Trace(images[i]).Digit!.Pixels)[0], shadows[i]));
        Assert.True(bothWays >= 0.9 * doubtful.Length && bothWays > oneWay, $"{bothWays} and {oneWay} of {doubtful.Length}");
    }

    [Fact]
    public void Images_of_every_kind_are_files_by_their_digits_and_the_same_for_the_same_seed()
    {
        using WorkFolder folder = new();
        foreach (string output in (string[])["one", "other"])
            Assert.Equal(
                0,
                MnistProcess.Run(folder.Folder, "synthesize", "--images", "--count", "3", "--seed", "5", "--output", output).ExitCode
            );
        string[] files = Directory.GetFiles(folder["one"], "*", SearchOption.AllDirectories);
        Assert.Equal(16 * 3, files.Length);
        Assert.All(
            files,
            file =>
                Assert.Equal(
                    File.ReadAllBytes(file),
                    File.ReadAllBytes(Path.Combine(folder["other"], Path.GetRelativePath(folder["one"], file)))
                )
        );
        JsonElement[] read =
        [
            .. MnistProcess.RunJson(folder.Folder, ["predict", "--model", Model, .. files]).GetProperty("predictions").EnumerateArray(),
        ];
        Assert.Equal(files.Length, read.Length);
        int correct = read.Count(answer =>
            answer.GetProperty("label").GetString() == Path.GetFileName(Path.GetDirectoryName(answer.GetProperty("input").GetString()))
        );
        Assert.True(correct > 0.8 * files.Length, $"{correct} of {files.Length}");
    }

    [Fact]
    public void Shapes_are_a_set_of_digits_and_four_kinds_and_the_same_for_the_same_seed()
    {
        using WorkFolder folder = new();
        foreach ((string output, string seed) in (ReadOnlySpan<(string, string)>)[("one", "4"), ("same", "4"), ("other", "5")])
            Assert.Equal(
                0,
                MnistProcess.Run(folder.Folder, "synthesize", "--shapes", "--count", "150", "--seed", seed, "--output", output).ExitCode
            );
        string[] names = [.. Directory.GetFiles(folder["one"]).Select(file => Path.GetFileName(file))];
        Assert.Equal(5, names.Length);
        Assert.All(
            names,
            name =>
                Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], name)), File.ReadAllBytes(Path.Combine(folder["same"], name)))
        );
        Assert.Contains(
            names,
            name =>
                !File.ReadAllBytes(Path.Combine(folder["one"], name)).SequenceEqual(File.ReadAllBytes(Path.Combine(folder["other"], name)))
        );
        JsonElement set = MnistProcess.RunJson(folder.Folder, "inspect", "one");
        Assert.Equal((150, 20), (set.GetProperty("count").GetInt32(), set.GetProperty("testCount").GetInt32()));
        (string Label, int Count)[] classes =
        [
            .. set.GetProperty("classes")
                .EnumerateArray()
                .Select(one => (one.GetProperty("label").GetString()!, one.GetProperty("count").GetInt32())),
        ];
        Assert.Equal(
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "letter", "scribble", "several", "part"],
            classes.Select(one => one.Label)
        );
        Assert.Equal((75, 150), (classes.Take(10).Sum(one => one.Count), classes.Sum(one => one.Count)));
    }

    [Fact]
    public void Calibrates_a_model_in_place()
    {
        using WorkFolder folder = new();
        File.Copy(Model, folder["model.zip"]);
        JsonElement json = MnistProcess.RunJson(folder.Folder, "calibrate", "--model", "model.zip", "--count", "3000");
        Assert.InRange(json.GetProperty("temperature").GetDouble(), 0.5, 2);
        Assert.InRange(json.GetProperty("calibrationError").GetDouble(), 0, 0.05);
        JsonElement rejected = json.GetProperty("refused");
        Assert.InRange(rejected.GetProperty("digits").GetDouble(), 0, 0.01);
        Assert.True(rejected.GetProperty("latin").GetDouble() > 0.5);
    }

    [Fact]
    public void Calibrating_a_model_without_softmax_names_the_loss_to_train_with()
    {
        using WorkFolder folder = new();
        string[] digits = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];
        var definition = NetworkDefinition.Dense(Shape.Image(28, 28), [], digits, Activation.Sigmoid, Activation.Sigmoid);
        ModelStore.Save(Network.Create(definition, seed: 1), folder["model.zip"]);
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "calibrate", "--model", "model.zip", "--count", "100");
        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith("Such a model is trained by: mnist train --loss softmax-cross-entropy", outcome.StandardError.TrimEnd());
    }

    private static bool IsCorrect(RankedClass? read, ComposedImage image) =>
        read?.Label == image.Digit.ToString(CultureInfo.InvariantCulture);
}
