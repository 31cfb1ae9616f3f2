using System.Diagnostics;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The comparison with LightGBM in docs/mlnet.md, on a few images; on all of MNIST it takes minutes.</summary>
public sealed class LightGbmRaceTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Prints_both_accuracies_and_times()
    {
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "synthesize", "--output", "drawn", "--count", "600").ExitCode);
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "LightGbmRace.dll"), "drawn"])
        {
            WorkingDirectory = _work.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal("", outcome.StandardError);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"NeuralNetwork +\d+\.\d\d % after \d+\.\d s\s+LightGbm +\d+\.\d\d % after \d+\.\d s", outcome.StandardOutput);
    }
}
