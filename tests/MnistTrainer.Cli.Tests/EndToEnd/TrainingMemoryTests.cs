using System.Diagnostics;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The memory of a training is that of its samples and its network: what is used before or after it, or not at all, is not in memory beside them.</summary>
public sealed class TrainingMemoryTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Large_libraries_are_not_loaded_while_it_trains()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files in the memory of another process are listed in /proc.");
        _work.WriteBars("bars.csv", 400);
        using Process process = MnistProcess.Start(_work.Folder, "train", "--data", "bars.csv", "--epochs", "1000000", "--model", "m.zip");
        process.StandardInput.Close();
        // The epochs are listed there.
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            if (line.TrimStart().StartsWith("2 ", StringComparison.Ordinal))
                break;
        }

        string files = await File.ReadAllTextAsync($"/proc/{process.Id}/maps", TestContext.Current.CancellationToken);
        process.Kill();
        Assert.Contains("MnistTrainer.NeuralNetwork.dll", files, StringComparison.Ordinal);
        string[] large =
        [
            "Microsoft.AspNetCore.",
            "Microsoft.ML.",
            "MnistTrainer.MLNet.dll",
            "MnistTrainer.Web.dll",
            "SixLabors.ImageSharp.dll",
            "System.Linq.Expressions.dll",
            "System.Security.Cryptography.dll",
            "libcrypto",
        ];
        Assert.DoesNotContain(large, name => files.Contains(name, StringComparison.Ordinal));
    }
}
