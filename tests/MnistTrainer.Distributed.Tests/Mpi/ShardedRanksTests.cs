using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests.Mpi;

/// <summary>Processes that Open MPI's launcher starts, each with trainings of its own.</summary>
public sealed class ShardedRanksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-shards-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_trains_its_own_seeds_and_all_are_collected_to_the_same_file()
    {
        Mpirun.Require();
        string data = Path.Combine(_folder, "digits.csv");
        Samples<byte> images = RankProblems.Images(200);
        IEnumerable<string> rows = Enumerable
            .Range(0, images.Count)
            .Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{images.Labels[row]},{string.Join(',', images.Row(row).ToArray())}")
            );
        await File.WriteAllLinesAsync(data, rows, TestContext.Current.CancellationToken);
        string[] training = ["train", "--data", data, "--hidden", "20", "--epochs", "2", "--seeds", "3"];
        string whole = Path.Combine(_folder, "whole.zip"),
            divided = Path.Combine(_folder, "divided.zip");
        Mpirun.Run alone = await Mpirun.RunAsync(1, [.. training, "--model", whole]),
            shards = await Mpirun.RunAsync(2, [.. training, "--model", divided, "--shard", "auto"]);
        Assert.True(alone.ExitCode == 0, alone.All);
        Assert.True(shards.ExitCode == 0, shards.All);

        // Both print, and neither saves a model.
        Assert.Contains("Shard 1/2: 2 networks trained", shards.All, StringComparison.Ordinal);
        Assert.Contains("Shard 2/2: 1 network trained", shards.All, StringComparison.Ordinal);
        Assert.False(File.Exists(divided));
        Assert.Equal(
            ["seed-1.trained", "seed-2.trained", "seed-3.trained"],
            Directory.GetFiles($"{divided}.runs").Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Mpirun.Run collected = await Mpirun.RunAsync(1, [.. training, "--model", divided]);
        Assert.True(collected.ExitCode == 0, collected.All);
        Assert.Equal(
            await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(divided, TestContext.Current.CancellationToken)
        );
    }
}
