using System.Reflection;

namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// What the packages offer is written down, a file for each in <c>PublicApi</c>, so that a change to it shows in a review and never happens by accident. After a change
/// that is meant, <c>MNIST_TRAINER_WRITE_API=1</c> has this test write the files anew.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "MnistTrainer.Architecture.Tests", "PublicApi");

    public static TheoryData<string> Libraries =>
        [
            .. Directory
                .GetDirectories(Path.Combine(Repository.Root, "src"))
                .Select(folder => Path.GetFileName(folder))
                .Where(name => name != "MnistTrainer.Cli")
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_offers_what_is_written_down(string library)
    {
        string file = Path.Combine(Folder, $"{library}.txt");
        string[] offered = [.. PublicApi.Of(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")))];
        if (Environment.GetEnvironmentVariable("MNIST_TRAINER_WRITE_API") == "1")
            File.WriteAllText(file, string.Join('\n', offered) + '\n');
        string[] written = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] added = [.. offered.Except(written)],
            removed = [.. written.Except(offered)];
        Assert.True(
            added.Length + removed.Length == 0,
            $"The public API of {library} has changed. Where that is meant, run this test with MNIST_TRAINER_WRITE_API=1.\nNew:\n{string.Join('\n', added)}\nGone:\n{string.Join('\n', removed)}"
        );
    }

    [Fact]
    public void Every_file_is_that_of_a_package() =>
        Assert.Equal(
            Libraries.Select(row => $"{row.Data}.txt"),
            Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
}
