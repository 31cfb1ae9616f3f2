using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Digits drawn by <c>mnist synthesize</c>, and a model trained on them.</summary>
public sealed class DigitModel : IDisposable
{
    private readonly WorkFolder _work = new();

    public DigitModel()
    {
        ProcessOutcome drawn = MnistProcess.Run(_work.Folder, "synthesize", "--output", "digits", "--count", "3000");
        Assert.Equal((0, ""), (drawn.ExitCode, drawn.StandardError));
        JsonElement trained = MnistProcess.RunJson(_work.Folder, "train", "--data", Folder, "--epochs", "12", "--model", Path);
        Assert.InRange(trained.GetProperty("testAccuracy").GetDouble(), 0.8, 1);
        Test = DataSource.Open(Folder).Load(DataSplit.Test, cancellation: TestContext.Current.CancellationToken)!.Samples;
    }

    public string Folder => _work["digits"];

    public string Path => _work["digits.zip"];

    public Samples<byte> Test { get; }

    public void Dispose() => _work.Dispose();
}
