using System.Text.RegularExpressions;

namespace MnistTrainer.Data.Tests;

public sealed class DatasetCatalogTests
{
    // Published in IDX files, by several hosts.
    public static TheoryData<string> Names =>
        [.. DatasetCatalog.All.Where(dataset => dataset.Files.Count == 4).Select(dataset => dataset.Name)];

    public static TheoryData<string> HandwritingNames => ["pendigits", "optdigits"];

    [Fact]
    public void Contains_these_data_sets() =>
        Assert.Equal(
            ["mnist", "fashion-mnist", "kmnist", "emnist-digits", "pendigits", "semeion", "optdigits"],
            DatasetCatalog.All.Select(dataset => dataset.Name)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_file_has_two_sources_on_different_hosts_and_a_checksum(string name)
    {
        DownloadableDataset dataset = DatasetCatalog.Find(name.ToUpperInvariant());
        Assert.Equal(4, dataset.Files.Count);
        foreach (DownloadableFile file in dataset.Files)
        {
            Uri[] sources = [.. file.Mirrors, .. dataset.Archive?.File.Mirrors ?? []];
            Assert.True(sources.Select(source => source.Host).Distinct().Count() >= 2);
            Assert.All(file.Mirrors, mirror => Assert.EndsWith("/" + file.Name, mirror.AbsolutePath, StringComparison.Ordinal));
            Assert.Matches(new Regex("^[0-9a-f]{64}$"), file.Sha256);
        }

        Assert.Equal(4, dataset.Files.Select(file => file.Sha256).Distinct().Count());
        Assert.All([dataset.Description, dataset.Credit, dataset.License], text => Assert.NotEmpty(text));
    }

    [Theory]
    [InlineData("pendigits", 2)]
    [InlineData("semeion", 1)]
    [InlineData("optdigits", 3)]
    public void Every_file_of_handwriting_has_a_source_and_a_checksum(string name, int files)
    {
        DownloadableDataset dataset = DatasetCatalog.Find(name);

        Assert.Equal(files, dataset.Files.Select(file => file.Sha256).Distinct().Count());
        Assert.All(dataset.Files, file => Assert.Matches(new Regex("^[0-9a-f]{64}$"), file.Sha256));
        Assert.All(dataset.Files, file => Assert.NotEmpty(file.Mirrors));
        Assert.StartsWith("CC BY 4.0", dataset.License, StringComparison.Ordinal);
        Assert.Equal("archive.ics.uci.edu", dataset.HomePage.Host);
    }

    /// <summary>
    /// Compares lengths and checksums with the published files, if available. (Of semeion there are copies that write 1 instead of 1.0000.)
    /// </summary>
    [Theory]
    [MemberData(nameof(HandwritingNames))]
    public async Task Describes_the_published_files_of_handwriting(string name)
    {
        if (DataLocations.Current.Find(name) is not string folder)
        {
            Assert.Skip($"needs {name}, in the folder that MNIST_TRAINER_DATA names or downloaded");
            return;
        }

        foreach (DownloadableFile file in DatasetCatalog.Find(name).Files)
        {
            string path = Path.Combine(folder, file.Name);
            Assert.True(await FileChecksum.MatchesAsync(path, file, TestContext.Current.CancellationToken), path);
        }
    }

    /// <summary>Compares lengths and checksums with the published files, if available.</summary>
    [Fact]
    public async Task Describes_the_published_files_of_Fashion_MNIST()
    {
        string? folder = Environment.GetEnvironmentVariable("MNIST_TRAINER_DATA");
        if (folder is null || !Directory.Exists(folder = Path.Combine(folder, "fashion-mnist")))
            Assert.Skip("needs fashion-mnist's four files in the folder that MNIST_TRAINER_DATA names");
        foreach (DownloadableFile file in DatasetCatalog.Find("fashion-mnist").Files)
        {
            string path = Path.Combine(folder, file.Name);
            Assert.True(await FileChecksum.MatchesAsync(path, file, TestContext.Current.CancellationToken), path);
        }
    }
}
