using System.Diagnostics;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>What is no file is rejected by what it is, and soon.</summary>
public sealed class ReadableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-readable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "text");
        using StreamReader reader = new(ReadableFile.Open(path));
        Assert.Equal("text", reader.ReadToEnd());
        File.WriteAllText(path, "");
        using FileStream empty = ReadableFile.Open(path);
        Assert.Equal(-1, empty.ReadByte());
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/urandom")]
    [InlineData("/dev/full")]
    public void A_device_is_rejected(string path)
    {
        Assert.SkipUnless(File.Exists(path), "There is no such device here.");
        Assert.Equal("a device, not a file", Assert.Throws<IOException>(() => ReadableFile.Open(path)).Message);
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, path);
        Assert.Equal("a device, not a file", Assert.Throws<IOException>(() => ReadableFile.Open(link)).Message);
        Assert.Contains(
            "a device, not a file",
            Assert.Throws<InvalidInputException>(() => ModelFile.Load(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_pipe_waits_for_a_writer_and_not_for_ever()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is Unix's.");
        string pipe = Path.Combine(_folder, "pipe");
        using (var made = Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        long started = Stopwatch.GetTimestamp();
        Assert.Equal("a pipe that no program writes to", Assert.Throws<IOException>(() => ReadableFile.Open(pipe)).Message);
        Assert.True(Stopwatch.GetElapsedTime(started) > ReadableFile.Patience * 0.9);
        string other = Path.Combine(_folder, "other");
        using (var made = Process.Start("mkfifo", [other]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var writing = Task.Run(() => File.WriteAllText(other, "text"), TestContext.Current.CancellationToken);
        using StreamReader reader = new(ReadableFile.Open(other));
        Assert.Equal("text", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        await writing;
    }
}
