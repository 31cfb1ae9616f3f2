namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-atomic-").FullName;

    private string Target => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_disk_that_is_full_leaves_the_old_file_whole_and_nothing_else()
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
            $"{Target}: expected a place to write, and room there, found No space left on device. Choose another place, or make room; what was there before is whole.",
            error.Message
        );
        Assert.Equal(("old", 1), (File.ReadAllText(Target), Directory.GetFiles(_folder).Length));
    }

    [Fact]
    public void What_a_killed_process_left_is_replaced()
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
    public void Two_that_write_at_once_do_not_mix()
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
