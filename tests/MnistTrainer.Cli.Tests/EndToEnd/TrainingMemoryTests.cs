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

    /// <summary>Texts of a column that is left out are not in memory, however long they are, and those that decide this are few.</summary>
    [Theory]
    [InlineData(1_000, 60_000)]
    [InlineData(100_000, 600)]
    public async Task A_table_with_long_texts_stays_within_its_memory(int letters, int rows)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The largest memory of another process is in /proc.");
        using (StreamWriter writer = new(_work["long.csv"]))
        {
            Random random = new(1);
            writer.WriteLine("a,b,note,label");
            char[] note = new char[letters];
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < letters; i++)
                    note[i] = i % 7 == 6 ? ' ' : (char)('a' + random.Next(26));
                writer.Write($"{random.Next(1_000_000) / 1e6},{random.Next(100)},");
                writer.Write(note);
                writer.WriteLine(row % 3 == 0 ? ",yes" : ",no");
            }
        }

        string[] train = ["train", "--data", "long.csv", "--label", "label", "--memory", "200MB", "--epochs", "1000000"];
        using Process process = MnistProcess.Start(_work.Folder, [.. train, "--model", "m.zip"]);
        string most = (await ReadInSecondEpochAsync(process, "status"))
            .Split('\n')
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        Assert.InRange(int.Parse(most, System.Globalization.CultureInfo.InvariantCulture) * 1024L, 1, 200_000_000);
    }

    /// <summary>The files in the memory of a training in its second epoch.</summary>
    private async Task<string> FilesOf(string data)
    {
        using Process process = MnistProcess.Start(_work.Folder, "train", "--data", data, "--epochs", "1000000", "--model", "m.zip");
        string files = await ReadInSecondEpochAsync(process, "maps");
        Assert.Contains("MnistTrainer.NeuralNetwork.dll", files, StringComparison.Ordinal);
        return files;
    }

    /// <summary>Reads what the system says of a training in its second epoch, and ends it.</summary>
    private static async Task<string> ReadInSecondEpochAsync(Process process, string file)
    {
        try
        {
            process.StandardInput.Close();
            // The epochs are listed there.
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
            {
                if (line.TrimStart().StartsWith("2 ", StringComparison.Ordinal))
                    break;
            }

            return await File.ReadAllTextAsync($"/proc/{process.Id}/{file}", TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill();
        }
    }
}
