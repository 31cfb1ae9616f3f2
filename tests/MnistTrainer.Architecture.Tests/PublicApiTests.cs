using System.Reflection;

namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// Compares the public API of each package with its file in <c>PublicApi</c>, so that changes are deliberate and visible in reviews. After
/// an intended change, set <c>MNIST_TRAINER_WRITE_API=1</c> to have this test rewrite the files.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "MnistTrainer.Architecture.Tests", "PublicApi");

    public static TheoryData<string> Libraries =>
        [
            .. Directory
                .GetDirectories(Path.Combine(Repository.Root, "src"))
                .Select(folder => Path.GetFileName(folder))
                .Where(name => name is not ("MnistTrainer" or "MnistTrainer.Cli"))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_API_of_a_package_matches_its_file(string library)
    {
        string file = Path.Combine(Folder, $"{library}.txt");
        string[] current = [.. PublicApi.Of(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")))];
        if (Environment.GetEnvironmentVariable("MNIST_TRAINER_WRITE_API") == "1")
            File.WriteAllText(file, string.Join('\n', current) + '\n');
        string[] written = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] added = [.. current.Except(written)],
            removed = [.. written.Except(current)];
        Assert.True(
            added.Length + removed.Length == 0,
            $"The public API of {library} has changed. If that is intended, run this test with MNIST_TRAINER_WRITE_API=1.\nAdded:\n{string.Join('\n', added)}\nRemoved:\n{string.Join('\n', removed)}"
        );
    }

    [Fact]
    public void Every_file_belongs_to_a_package() =>
        Assert.Equal(
            Libraries.Select(row => $"{row.Data}.txt").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
}
