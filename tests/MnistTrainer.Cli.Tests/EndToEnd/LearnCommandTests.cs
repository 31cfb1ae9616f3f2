using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist learn</c> and <c>mnist train --add</c> with digits that lie on their side, which no network was trained on before.</summary>
public sealed class LearnCommandTests(DigitModel digits) : IClassFixture<DigitModel>, IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Learns_what_it_misclassified_forgets_little_and_can_be_undone()
    {
        int count = LieDown("corrections");
        File.Copy(digits.Path, _work["model.zip"]);
        byte[] before = File.ReadAllBytes(_work["model.zip"]);

        JsonElement learned = MnistProcess.RunJson(
            _work.Folder,
            "learn",
            "corrections",
            "--model",
            "model.zip",
            "--data",
            digits.Folder,
            "--epochs",
            "6",
            "--learning-rate",
            "0.002"
        );
        Assert.Equal(count, learned.GetProperty("added").GetInt32());
        Assert.InRange(learned.GetProperty("addedRightBefore").GetInt32(), 0, count / 2);
        Assert.InRange(learned.GetProperty("addedRight").GetInt32(), count * 9 / 10, count);
        Assert.InRange(learned.GetProperty("testAccuracy").GetDouble(), learned.GetProperty("testAccuracyBefore").GetDouble() - 0.03, 1);

        // The figures are those of the saved file.
        Assert.Equal(
            learned.GetProperty("testAccuracy").GetDouble(),
            MnistProcess
                .RunJson(_work.Folder, "evaluate", "--model", "model.zip", "--data", digits.Folder)
                .GetProperty("microAccuracy")
                .GetDouble()
        );
        Assert.NotEqual(before, File.ReadAllBytes(_work["model.zip"]));

        MnistProcess.RunJson(_work.Folder, "learn", "--undo", "--model", "model.zip");
        Assert.Equal(before, File.ReadAllBytes(_work["model.zip"]));
        ProcessOutcome again = MnistProcess.Run(_work.Folder, "learn", "--undo", "--model", "model.zip");
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(
            "model.zip.before: expected the model as it was before fine-tuning, found none. There is nothing to undo."
                + Environment.NewLine,
            again.StandardError
        );
    }

    [Fact]
    public void Trains_on_additional_images()
    {
        int count = LieDown("corrections");
        JsonElement alone = MnistProcess.RunJson(_work.Folder, "train", "--data", digits.Folder, "--epochs", "4", "--model", "alone.zip");
        JsonElement together = MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            digits.Folder,
            "--add",
            "corrections",
            "--epochs",
            "4",
            "--model",
            "together.zip"
        );
        int more = together.GetProperty("trainCount").GetInt32() - alone.GetProperty("trainCount").GetInt32();
        Assert.InRange(more, count, alone.GetProperty("trainCount").GetInt32() / 10);
        Assert.Equal(0, more % count);
        Assert.InRange(RightOf("together.zip"), RightOf("alone.zip") + (count / 3), count);

        int RightOf(string model) =>
            MnistProcess.RunJson(_work.Folder, "evaluate", "--model", model, "--data", "corrections").GetProperty("correct").GetInt32();
    }

    [Theory]
    [InlineData(
        "gone",
        "gone: expected a folder with a subfolder of images for each class, or another source, found no such thing. Check the path, or collect drawings by correcting answers on the web page."
    )]
    [InlineData("letters", "letters: expected only classes of the network")]
    public void Rejects_unusable_images_and_leaves_the_model_unchanged(string folder, string sentence)
    {
        _work.WritePng(Path.Combine("letters", "A", "1.png"), digits.Test.Row(0), 28);
        File.Copy(digits.Path, _work["model.zip"]);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "learn", folder, "--model", "model.zip", "--data", digits.Folder);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(digits.Path), File.ReadAllBytes(_work["model.zip"]));
        Assert.False(File.Exists(_work["model.zip.before"]));
    }

    /// <summary>Writes two dozen digits turned by a quarter.</summary>
    private int LieDown(string folder)
    {
        const int count = 24;
        for (int row = 0; row < count; row++)
        {
            byte[] upright = digits.Test.Row(row).ToArray();
            byte[] turned = [.. Enumerable.Range(0, upright.Length).Select(i => upright[((27 - (i % 28)) * 28) + (i / 28)])];
            _work.WritePng(Path.Combine(folder, digits.Test.ClassNames[digits.Test.Labels[row]], $"{row}.png"), turned, 28);
        }

        return count;
    }
}
