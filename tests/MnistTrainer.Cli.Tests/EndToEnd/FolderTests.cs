using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Folders of images as sources: names, damaged images and formats that cannot be read.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public FolderTests()
    {
        foreach (int label in (int[])[0, 1])
        {
            for (int i = 1; i <= 20; i++)
                _work.WritePng($"set/data/train/{label}/img_{i}.png", Bar(label), 8);
        }

        for (int i = 1; i <= 12; i++)
            _work.WritePng($"set/data/test/img_{i}.png", Bar(i % 2), 8);
        _work.Write("set/data/train/0/img_21.png", "no image");
        _work.Write("set/data/train/1/photo.HEIC", "no image");
        _work.Write("set/README.txt", "x");
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Names_a_damaged_image_and_the_option_that_leaves_it_out()
    {
        foreach (
            string[] command in (string[][])
                [
                    ["train", "--data", "set"],
                    ["inspect", "set"],
                ]
        )
        {
            ProcessOutcome outcome = MnistProcess.Run(_work.Folder, command);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("0/img_21.png: expected", outcome.StandardError, StringComparison.Ordinal);
            Assert.EndsWith("--skip-damaged leaves out files that cannot be read.", outcome.StandardError.Trim(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Leaves_damaged_images_out_where_asked_and_keeps_the_names_of_others()
    {
        string[] notes = ["left out: 1 HEIC, which cannot be read", "skipped: 1 damaged images (0/img_21.png)"];
        JsonElement trained = MnistProcess.RunJson(
            _work.Folder,
            ["train", "--data", "set", "--model", "m.zip", "--skip-damaged", "--hidden", "8", "--epochs", "20", "--augmentation", "none"]
        );
        Assert.Equal(40, trained.GetProperty("trainCount").GetInt32() + trained.GetProperty("testCount").GetInt32());
        Assert.Equal(
            notes.Select(note => $"set: {note}"),
            Strings(trained.GetProperty("notes")).Intersect(notes.Select(note => $"set: {note}"))
        );

        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--data", "set", "--model", "m.zip", "--skip-damaged");
        Assert.Equal((40, 1.0), (measured.GetProperty("count").GetInt32(), measured.GetProperty("microAccuracy").GetDouble()));
        Assert.Superset(notes.Select(note => $"set: {note}").ToHashSet(), Strings(measured.GetProperty("notes")).ToHashSet());

        JsonElement inspected = MnistProcess.RunJson(_work.Folder, "inspect", "set", "--skip-damaged");
        Assert.Equal((40, 0), (inspected.GetProperty("count").GetInt32(), inspected.GetProperty("testCount").GetInt32()));
        Assert.Superset(notes.ToHashSet(), Strings(inspected.GetProperty("findings")).ToHashSet());

        JsonElement predicted = MnistProcess.RunJson(_work.Folder, "predict", "--data", "set", "--model", "m.zip");
        Assert.Equal(
            Enumerable.Range(1, 12).Select(i => ($"img_{i}.png", $"{i % 2}")),
            predicted
                .GetProperty("predictions")
                .EnumerateArray()
                .Select(one => (one.GetProperty("input").GetString()!, one.GetProperty("label").GetString()!))
        );
    }

    [Fact]
    public void Predicts_the_images_of_a_folder_in_the_order_of_numbers_and_notes_what_it_leaves_out()
    {
        string folder = Path.Combine("set", "data", "train", "1");
        JsonElement predicted = MnistProcess.RunJson(_work.Folder, "predict", folder);
        Assert.Equal(
            Enumerable.Range(1, 20).Select(i => Path.Combine(folder, $"img_{i}.png")),
            predicted.GetProperty("predictions").EnumerateArray().Select(one => one.GetProperty("input").GetString())
        );
        Assert.Equal([$"{folder}: left out: 1 HEIC, which cannot be read."], Strings(predicted.GetProperty("notes")));

        string other = Path.Combine("set", "data", "train", "0");
        Assert.Equal(1, MnistProcess.Run(_work.Folder, "predict", other).ExitCode);
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "predict", other, "--skip-damaged").ExitCode);
    }

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(one => one.GetString()!);

    /// <summary>A light bar on a dark square, upright or lying.</summary>
    private static byte[] Bar(int label) =>
        [
            .. Enumerable
                .Range(0, 64)
                .Select(i => (label == 0 ? i % 8 : i / 8) is 3 or 4 && (label == 0 ? i / 8 : i % 8) is > 0 and < 7 ? (byte)220 : (byte)0),
        ];
}
