using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers.Tests;

public sealed class WorkerFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mnist-worker-folders-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Deletes_the_folder_of_a_worker_that_is_gone_and_no_other()
    {
        // As a killed process leaves it: nobody has the lock any more.
        string gone = Path.Combine(_root.FullName, "mnist-worker-gone");
        Directory.CreateDirectory(Path.Combine(gone, "runs"));
        File.WriteAllText(Path.Combine(gone, "worker.lock"), "");
        File.WriteAllText(Path.Combine(gone, "runs", "seed-1.checkpoint"), "half");
        string mine = Directory.CreateDirectory(Path.Combine(_root.FullName, "mnist-worker-notes")).FullName;

        using WorkerFolder first = WorkerFolder.Create(_root.FullName);
        Assert.False(Directory.Exists(gone));
        Assert.True(Directory.Exists(mine));
        using (WorkerFolder second = WorkerFolder.Create(_root.FullName))
        {
            Assert.True(Directory.Exists(first.Path));
            Assert.NotEqual(first.Path, second.Path);
        }

        Assert.Equal(
            new[] { first.Path, mine }.Order(StringComparer.Ordinal),
            Directory.GetDirectories(_root.FullName).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Another worker deletes it between the release of the lock and the deletion.</summary>
    [Fact]
    public void A_folder_that_is_gone_already_is_no_failure()
    {
        WorkerFolder folder = WorkerFolder.Create(_root.FullName);
        Directory.Delete(folder.Path, recursive: true);
        folder.Dispose();
        Assert.Empty(Directory.GetDirectories(_root.FullName));
    }

    [Fact]
    public void Names_a_folder_that_is_not_there()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => WorkerFolder.Create(Path.Combine(_root.FullName, "none")));
        Assert.Contains("expected a writable folder for temporary files", error.Message, StringComparison.Ordinal);
    }
}
