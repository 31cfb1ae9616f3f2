using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The accuracy on well-known data sets, where they are on this machine.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("mnist", "fast", 0.975)]
    [InlineData("mnist", "book", 0.965)]
    [InlineData("fashion-mnist", "fast", 0.87)]
    public void Reaches_the_accuracy_promised_and_evaluate_agrees(string dataset, string preset, double promised)
    {
        Require(dataset);
        JsonElement trained = MnistProcess.RunJson(_work.Folder, "train", "--data", dataset, "--preset", preset, "--model", "model.zip");
        Assert.Equal(60_000, trained.GetProperty("trainCount").GetInt32());
        Assert.InRange(trained.GetProperty("testAccuracy").GetDouble(), promised, 1);
        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "model.zip", "--data", dataset);
        Assert.Equal(trained.GetProperty("testAccuracy").GetRawText(), measured.GetProperty("microAccuracy").GetRawText());
        if (dataset == "mnist" && preset == "fast")
            ReadsImagesOfIts(dataset);
    }

    [Fact]
    public void A_network_trained_on_synthetic_digits_recognizes_handwriting()
    {
        Require("mnist");
        Require("digits");
        MnistProcess.RunJson(_work.Folder, "train", "--data", "digits", "--model", "model.zip");
        JsonElement measured = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "model.zip", "--data", "mnist");
        Assert.InRange(measured.GetProperty("microAccuracy").GetDouble(), 0.985, 1);
    }

    private void ReadsImagesOfIts(string dataset)
    {
        Samples<byte> test = DataSource.Open(dataset).Load(DataSplit.Test, cancellation: TestContext.Current.CancellationToken)!.Samples;
        int[] rows = [.. Enumerable.Range(0, 10).Select(i => i * 977)];
        string[] files = [.. rows.Select(row => _work.WritePng($"{row}.png", test.Row(row), 28))];
        JsonElement[] predictions =
        [
            .. MnistProcess
                .RunJson(_work.Folder, ["predict", "--model", "model.zip", .. files])
                .GetProperty("predictions")
                .EnumerateArray(),
        ];
        Assert.InRange(rows.Where((row, i) => predictions[i].GetProperty("label").GetString() == $"{test.Labels[row]}").Count(), 9, 10);
    }

    private static void Require(string dataset) =>
        Assert.SkipWhen(
            DataLocations.Current.Find(dataset) is null,
            $"{dataset} is not on this machine; {DataLocations.Variable} can name a folder that holds it."
        );
}
