namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-atomic-").FullName;

    private string Target => Path.Combine(_folder, "file");

    private string[] Partials => Directory.GetFiles(_folder, ".mnist-*.partial");

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
    public void Deletes_what_killed_processes_left_but_not_what_others_write()
    {
        string abandoned = Path.Combine(_folder, ".mnist-0123456789abcdef.partial"),
            young = Path.Combine(_folder, ".mnist-fedcba9876543210.partial"),
            others = Path.Combine(_folder, "file.partial");
        foreach (string path in (string[])[abandoned, others])
        {
            File.WriteAllText(path, "half of someth");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
        }

        File.WriteAllText(young, "just begun");
        string written = Path.Combine(_folder, ".mnist-00000000ffffffff.partial");
        using (FileStream living = new(written, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            living.WriteByte(1);
            living.Flush();
            File.SetLastWriteTimeUtc(living.SafeFileHandle, DateTime.UtcNow.AddMinutes(-1));
            AtomicFile.Write(Target, file => file.WriteByte(2));
        }

        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal([written, young], Partials.Order(StringComparer.Ordinal));
        Assert.Equal("half of someth", File.ReadAllText(others));
    }

    [Fact]
    public void Deletes_a_file_and_what_killed_processes_left_beside_it()
    {
        File.WriteAllText(Target, "whole");
        string abandoned = Path.Combine(_folder, ".mnist-0123456789abcdef.partial");
        File.WriteAllText(abandoned, "half");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddMinutes(-1));
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
                file.WriteByte(1);
                AtomicFile.Write(Target, other => other.WriteByte(2));
                Assert.Equal([2], File.ReadAllBytes(Target));
                file.WriteByte(1);
            }
        );
        Assert.Equal([1, 1], File.ReadAllBytes(Target));
        Assert.Empty(Partials);
    }

    [Fact]
    public void Temporary_names_cannot_be_foreseen()
    {
        HashSet<string> names = [];
        for (int i = 0; i < 20; i++)
            AtomicFile.Write(Target, _ => names.Add(Assert.Single(Partials)));
        Assert.Equal(20, names.Count);
    }

    [Fact]
    public void A_replaced_file_keeps_its_permissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (OperatingSystem.IsWindows())
            return;
        foreach (int mode in (int[])[0x180, 0x1FF, 0x1B6])
        {
            File.WriteAllText(Target, "old");
            File.SetUnixFileMode(Target, (UnixFileMode)mode);
            AtomicFile.Write(Target, file => file.WriteByte(1));
            Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(Target));
        }
    }

    [Fact]
    public void A_write_protected_file_is_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(Target, "precious");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead);
        foreach (
            Action act in (Action[])[() => AtomicFile.Write(Target, file => file.WriteByte(1)), () => AtomicFile.CheckWritable(Target)]
        )
            Assert.Contains("found a write-protected file", Assert.Throws<InvalidInputException>(act).Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Target));
    }

    [Fact]
    public void Of_a_link_the_file_it_leads_to_is_replaced()
    {
        string real = Path.Combine(_folder, "elsewhere", "real"),
            between = Path.Combine(_folder, "between");
        Directory.CreateDirectory(Path.GetDirectoryName(real)!);
        File.WriteAllText(real, "old");
        File.CreateSymbolicLink(between, Path.Combine("elsewhere", "real"));
        File.CreateSymbolicLink(Target, between);
        AtomicFile.Write(Target, file => file.Write("new"u8));
        Assert.Equal((between, "new"), (new FileInfo(Target).LinkTarget, File.ReadAllText(real)));

        string loop = Path.Combine(_folder, "loop");
        File.CreateSymbolicLink(loop, "loop");
        Assert.Throws<InvalidInputException>(() => AtomicFile.Write(loop, file => file.WriteByte(1)));
    }

    [Fact]
    public void Devices_and_pipes_are_written_into()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "These devices are Linux's.");
        AtomicFile.Write("/dev/null", file => file.WriteByte(1));
        File.CreateSymbolicLink(Target, "/dev/full");
        foreach (string full in (string[])["/dev/full", Target])
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
                AtomicFile.Write(full, file => file.Write(new byte[10_000]))
            );
            Assert.Contains("found a full disk", error.Message, StringComparison.Ordinal);
        }

        Assert.False(File.GetAttributes("/dev/null").HasFlag(FileAttributes.Archive) && new FileInfo("/dev/null").Length > 0);
        Assert.Equal(("/dev/full", true), (new FileInfo(Target).LinkTarget, AtomicFile.IsDevice(Target)));
        Assert.Equal([false, false], [AtomicFile.IsDevice("/dev/shm/file"), AtomicFile.IsDevice(_folder)]);
    }

    [Fact]
    public async Task A_named_pipe_passes_on_what_is_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is Unix's.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Target]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task<string> reading = Task.Run(() => File.ReadAllText(Target), TestContext.Current.CancellationToken);
        AtomicFile.Write(Target, file => file.Write("through"u8));
        Assert.Equal("through", await reading);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Says_in_own_words_why_a_path_cannot_be_written()
    {
        File.WriteAllText(Target, "a file");
        (string, string)[] cases =
        [
            (_folder, "a folder"),
            (Path.Combine(Target, "in a file"), "a file where a folder is needed"),
            (Path.Combine(_folder, new string('x', 300)), "a name that is too long"),
        ];
        foreach ((string path, string found) in cases)
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => AtomicFile.Write(path, file => file.WriteByte(1)));
            Assert.Contains($"found {found}. ", error.Message, StringComparison.Ordinal);
        }
    }
}
