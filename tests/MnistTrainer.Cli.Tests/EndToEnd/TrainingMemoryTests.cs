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
        string files = await FilesOf("bars.csv");
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

    /// <summary>A program beside the user may have the name of a set, as the one that starts this has: it is not examined as a table.</summary>
    [Fact]
    public async Task A_program_of_the_name_of_a_set_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files in the memory of another process are listed in /proc.");
        _work.Write("digits", "#!/bin/sh\necho 1,2,3\n");
        Assert.DoesNotContain("CsvHelper.dll", await FilesOf("digits"), StringComparison.Ordinal);
    }

    /// <summary>The files in the memory of a training in its second epoch.</summary>
    private async Task<string> FilesOf(string data)
    {
        using Process process = MnistProcess.Start(_work.Folder, "train", "--data", data, "--epochs", "1000000", "--model", "m.zip");
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
        return files;
    }
}
