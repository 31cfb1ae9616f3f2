using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of fetching, of existing files and of progress.</summary>
public sealed class DatasetDownloaderTests : DownloadTests
{
    [Fact]
    public async Task Fetches_a_file_and_reports_progress()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(Content));
        Reports reports = new();
        Assert.Equal(1, await DownloadAsync([server], reports));
        AssertFetched();
        Assert.All(reports, report => Assert.Equal((Name, (long)Content.Length), (report.FileName, report.Length)));
        Assert.Equal(reports.Select(report => report.Bytes).Order(), reports.Select(report => report.Bytes));
        Assert.Equal((0, Content.Length), (reports[0].Bytes, reports[^1].Bytes));
    }

    [Fact]
    public async Task Does_not_fetch_a_valid_file_again()
    {
        await File.WriteAllBytesAsync(FilePath, Content, TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => LocalAnswer.Status("500 Oops"));
        Reports reports = new();
        Assert.Equal(0, await DownloadAsync([server], reports));
        Assert.Empty(server.Requests);
        Assert.Equal([new DownloadProgress(Name, Content.Length, Content.Length)], reports);
    }

    [Fact]
    public async Task Replaces_an_invalid_file_when_the_download_is_complete()
    {
        await File.WriteAllBytesAsync(FilePath, OtherContent, TestContext.Current.CancellationToken);
        using LocalHttpServer bad = new(_ => LocalAnswer.Status("404 Not Found"));
        await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([bad]));
        Assert.Equal(OtherContent, await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken));

        using LocalHttpServer good = new(_ => LocalAnswer.Whole(Content));
        await DownloadAsync([good]);
        AssertFetched();
    }

    [Fact]
    public async Task Does_not_replace_a_file_of_another_data_set()
    {
        await File.WriteAllBytesAsync(FilePath, OtherContent, TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(Content));
        using DatasetDownloader downloader = new(Options, new SocketsHttpHandler { UseProxy = false })
        {
            Known = [Dataset(Described(Name, OtherContent)) with { Name = "older" }],
        };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            downloader.DownloadAsync(Dataset(Described(Name, Content, server)), Folder, null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("a file of older, which would be lost", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Equal(OtherContent, await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Does_not_write_through_a_planted_link()
    {
        string target = Path.Combine(Folder, "target");
        await File.WriteAllTextAsync(target, "mine", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(PartPath, target);
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(Content));
        await DownloadAsync([server]);
        Assert.Equal("mine", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        Assert.Equal(Content, await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken));
        File.Delete(target);
    }

    [Fact]
    public async Task Reports_an_unwritable_folder_as_invalid_input()
    {
        await File.WriteAllTextAsync(FilePath, "a file where a folder should be", TestContext.Current.CancellationToken);
        using DatasetDownloader downloader = new();
        DownloadableDataset none = new("none", "", "", "", new("http://127.0.0.1"), []);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            downloader.DownloadAsync(none, FilePath, cancellation: TestContext.Current.CancellationToken)
        );
        Assert.StartsWith($"{FilePath}: expected a writable folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_available_names_for_an_unknown_one()
    {
        using DatasetDownloader downloader = new();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            downloader.DownloadAsync("imagenet", Folder, cancellation: TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            "Data set to download: expected one of mnist, fashion-mnist, kmnist, emnist-digits, pendigits, semeion, optdigits, found \"imagenet\". "
                + "Specify one of these names.",
            error.Message
        );
    }
}
