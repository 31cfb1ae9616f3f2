using System.Text.Json;
using MnistTrainer.Imaging;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Classes that differ in hue alone, from training to every command that takes the model.</summary>
public sealed class ColorTests : IDisposable
{
    private static readonly (string Name, byte[] Hue)[] Classes = [("green", [60, 131, 60]), ("red", [200, 60, 60])];

    private readonly WorkFolder _work = new();

    public ColorTests()
    {
        foreach ((string name, byte[] hue) in Classes)
        {
            for (int i = 0; i < 20; i++)
            {
                _work.Write($"hues/train/{name}/{i}.png", Png(hue, i % 4));
                _work.Write($"hues/test/{name}/{i}.png", Png(hue, i % 4));
            }
        }
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Colors_are_learned_where_asked_for_and_read_by_every_command_after_that()
    {
        string[] train = ["train", "--data", "hues", "--hidden", "8", "--epochs", "40", "--batch-size", "8", "--augmentation", "none"];
        JsonElement gray = MnistProcess.RunJson(_work.Folder, [.. train, "--model", "gray.zip"]),
            colors = MnistProcess.RunJson(_work.Folder, [.. train, "--model", "m.zip", "--color"]);
        Assert.Equal((0.5, 1.0), (AccuracyOf(gray), AccuracyOf(colors)));
        Assert.Equal(
            1,
            MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "m.zip", "--data", "hues").GetProperty("microAccuracy").GetDouble()
        );
        Assert.Equal(
            1,
            MnistProcess.RunJson(_work.Folder, "predict", "--model", "m.zip", "--data", "hues").GetProperty("accuracy").GetDouble()
        );

        foreach ((string name, byte[] hue) in Classes)
        {
            string file = $"hues/test/{name}/3.png";
            JsonElement one = MnistProcess
                .RunJson(_work.Folder, "predict", "--model", "m.zip", file, "--stages", name)
                .GetProperty("predictions")[0];
            Assert.Equal(name, one.GetProperty("label").GetString());
            byte[] seen = ImageCodec.DecodeColors(File.ReadAllBytes(_work[$"{name}/02-fitted.png"]), "fitted").ToChannels();
            Assert.Equal(ImageCodec.DecodeColors(File.ReadAllBytes(_work[file]), file).ToChannels(), seen);
            Assert.Equal(DataUrl.Encode(ChannelImage.Of(8, 8, 3, seen)), one.GetProperty("picture").GetString());
            Assert.Equal(name, MnistProcess.RunJson(_work.Folder, "explain", "--model", "m.zip", file).GetProperty("label").GetString());
        }

        // The filters, or here the weights into units, are images in color.
        MnistProcess.RunJson(_work.Folder, "inspect", "m.zip", "--weights", "w");
        ColorImage weights = ImageCodec.DecodeColors(File.ReadAllBytes(_work["w/unit-001.png"]), "unit");
        Assert.Contains(weights.Pixels.ToArray().Chunk(4), pixel => pixel[0] != pixel[1]);
    }

    [Theory]
    [InlineData("one that reads digits", "predict", "--multiple", "hues/test/red/1.png")]
    [InlineData("one that reads digits", "calibrate")]
    [InlineData("one that reads digits", "ablate")]
    [InlineData("one that takes gray images, found one that takes images in color, of 8x8", "serve", "--port", "0")]
    public void What_is_about_digits_is_rejected_by_name(string message, params string[] command)
    {
        MnistProcess.RunJson(
            _work.Folder,
            ["train", "--data", "hues", "--hidden", "8", "--epochs", "40", "--batch-size", "8", "--color", "--model", "m.zip"]
        );
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. command, "--model", "m.zip"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"the model: expected {message}", outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
    }

    private static double AccuracyOf(JsonElement trained) => trained.GetProperty("testAccuracy").GetDouble();

    /// <summary>A block at one of four heights. Red and green are equally bright: 102 by ITU-R BT.601.</summary>
    private static byte[] Png(byte[] hue, int top)
    {
        byte[] values = new byte[8 * 8 * 3];
        for (int i = 0; i < 12; i++)
            hue.CopyTo(values, (((top + 1 + (i / 4)) * 8) + 2 + (i % 4)) * 3);
        return ImageCodec.EncodePng(ChannelImage.Of(8, 8, 3, values));
    }
}
