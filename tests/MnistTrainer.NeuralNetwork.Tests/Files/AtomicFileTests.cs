namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-atomic-").FullName;

    private string Target => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_full_disk_leaves_the_old_file_intact_and_no_partial_file()
    {
        File.WriteAllText(Target, "old");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            AtomicFile.Write(
                Target,
                file =>
                {
                    file.Write(new byte[100_000]);
                    throw new IOException("No space left on device.");
                }
            )
        );
        Assert.Equal(
            $"{Target}: expected a writable path with enough disk space, found No space left on device. Choose another path, or free some space; an existing file is unchanged.",
            error.Message
        );
        Assert.Equal(("old", 1), (File.ReadAllText(Target), Directory.GetFiles(_folder).Length));
    }

    [Fact]
    public void Replaces_the_partial_file_of_a_killed_process()
    {
        AtomicFile.Write(
            Target,
            file =>
            {
                Assert.Equal(["file.partial"], Directory.GetFiles(_folder).Select(Path.GetFileName));
                file.WriteByte(1);
            }
        );
        File.WriteAllText(Target + ".partial", "half of someth");
        AtomicFile.Write(Target, file => file.WriteByte(2));
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Single(Directory.GetFiles(_folder));
        AtomicFile.Delete(Target);
        AtomicFile.Delete(Target);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Concurrent_writers_do_not_interleave()
    {
        AtomicFile.Write(
            Target,
            file =>
            {
                Assert.Throws<InvalidInputException>(() => AtomicFile.Write(Target, other => other.WriteByte(2)));
                file.WriteByte(1);
            }
        );
        Assert.Equal([1], File.ReadAllBytes(Target));
    }
}
