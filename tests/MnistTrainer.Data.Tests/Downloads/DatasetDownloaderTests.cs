using System.IO.Compression;
using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>The real downloader against a real server that misbehaves in every way a server on the internet does.</summary>
public sealed class DatasetDownloaderTests : IDisposable
{
    private const string Name = "train-images-idx3-ubyte.gz";

    // Larger than the sockets' and the downloader's buffers, so that a cut falls into the middle of the transfer.
    private static readonly byte[] s_content = Noise(1, 400_000);
    private static readonly byte[] s_otherContent = Noise(2, 400_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-download-").FullName;

    private string Path => System.IO.Path.Combine(_folder, Name);

    private string PartPath => Path + ".part";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fetches_a_file_and_shows_how_far_it_is()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(s_content));
        Reports reports = new();
        Assert.Equal(1, await DownloadAsync([server], reports));
        AssertFetched();
        Assert.All(reports, report => Assert.Equal((Name, (long)s_content.Length), (report.FileName, report.Length)));
        Assert.Equal(reports.Select(report => report.Bytes).Order(), reports.Select(report => report.Bytes));
        Assert.Equal((0, s_content.Length), (reports[0].Bytes, reports[^1].Bytes));
    }

    [Fact]
    public async Task A_file_that_is_there_and_right_is_not_fetched_again()
    {
        await File.WriteAllBytesAsync(Path, s_content, TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => LocalAnswer.Status("500 Oops"));
        Reports reports = new();
        Assert.Equal(0, await DownloadAsync([server], reports));
        Assert.Empty(server.Requests);
        Assert.Equal([new DownloadProgress(Name, s_content.Length, s_content.Length)], reports);
    }

    [Fact]
    public async Task A_file_that_is_there_and_wrong_is_replaced_once_the_right_one_is_whole()
    {
        await File.WriteAllBytesAsync(Path, s_otherContent, TestContext.Current.CancellationToken);
        using LocalHttpServer bad = new(_ => LocalAnswer.Status("404 Not Found"));
        await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([bad]));
        Assert.Equal(s_otherContent, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));

        using LocalHttpServer good = new(_ => LocalAnswer.Whole(s_content));
        await DownloadAsync([good]);
        AssertFetched();
    }

    [Fact]
    public async Task Goes_on_where_the_connection_was_cut()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, s_content, "ETag: \"v1\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, s_content, "ETag: \"v1\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, s_content, "ETag: \"v1\"\r\n"));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, "bytes=150000-", "bytes=300000-"], server.Requests.Select(request => request.Range));
        Assert.Equal([null, "\"v1\"", "\"v1\""], server.Requests.Select(request => request.IfRange));
    }

    [Fact]
    public async Task A_line_that_keeps_breaking_gets_the_file_in_more_attempts_than_are_allowed_in_vain()
    {
        using LocalHttpServer server = new(request => LocalAnswer.Ranged(request, s_content).CutAfter(Math.Min(40_000, s_content.Length - request.From)));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task Without_an_entity_tag_the_date_is_the_version()
    {
        const string date = "Sun, 06 Nov 1994 08:49:37 GMT";
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, s_content, $"Last-Modified: {date}\r\nETag: W/\"weak\"\r\n").CutAfter(1_000),
            request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, date], server.Requests.Select(request => request.IfRange));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_begun_anew()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Whole(s_otherContent, "ETag: \"old\"\r\n").CutAfter(150_000),
            request => request.IfRange == "\"old\"" ? LocalAnswer.Whole(s_content, "ETag: \"new\"\r\n") : LocalAnswer.Status("400 Bad Request"));
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Fact]
    public async Task A_file_that_changed_behind_an_unheeded_If_Range_is_begun_anew()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, s_otherContent, "ETag: \"v\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, s_content, "ETag: \"v\"\r\n"));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, "bytes=150000-", null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_the_whole_again()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(s_content).CutAfter(150_000), _ => LocalAnswer.Whole(s_content));
        Reports reports = new();
        await DownloadAsync([server], reports);
        AssertFetched();
        Assert.Equal(2, reports.Count(report => report.Bytes == 0));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_gone_on_with()
    {
        await File.WriteAllBytesAsync(PartPath, s_content[..250_000], TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(request => LocalAnswer.Ranged(request, s_content));
        Reports reports = new();
        await DownloadAsync([server], reports);
        AssertFetched();
        Assert.Equal("bytes=250000-", Assert.Single(server.Requests).Range);
        Assert.Equal(250_000, reports[0].Bytes);
    }

    [Fact]
    public async Task What_an_earlier_run_left_whole_needs_no_request()
    {
        await File.WriteAllBytesAsync(PartPath, s_content, TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => LocalAnswer.Status("404 Not Found"));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(250_000)]
    [InlineData(400_000)]
    [InlineData(500_000)]
    public async Task Rubbish_that_an_earlier_run_left_does_no_harm(int length)
    {
        await File.WriteAllBytesAsync(PartPath, Noise(3, length), TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Theory]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-399999/400000\r\nContent-Length: 400000\r\n\r\n")]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 250000-299999/300000\r\nContent-Length: 50000\r\n\r\n")]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Length: 150000\r\n\r\n")]
    [InlineData("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_wrong_answer_to_a_range_makes_it_ask_for_the_whole(string head)
    {
        await File.WriteAllBytesAsync(PartPath, s_content[..250_000], TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => new(head, default), _ => LocalAnswer.Whole(s_content));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(["bytes=250000-", null], server.Requests.Select(request => request.Range));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task A_stalled_connection_is_given_up_and_gone_on_with(int after)
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, s_content).StalledAfter(after), request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([server], options: Impatient);
        AssertFetched();
        Assert.Equal(after, server.Requests.Last().From);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_for_the_next_mirror()
    {
        using LocalHttpServer silent = new(_ => new("", default) { ThenStalls = true });
        using LocalHttpServer good = new(_ => LocalAnswer.Whole(s_content));
        await DownloadAsync([silent, good], options: Impatient);
        AssertFetched();
        Assert.Equal(3, silent.Requests.Count);
    }

    [Theory]
    [InlineData("503 Service Unavailable")]
    [InlineData("500 Internal Server Error")]
    [InlineData("429 Too Many Requests")]
    public async Task A_busy_server_is_asked_again(string status)
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Status(status), _ => LocalAnswer.Status(status), _ => LocalAnswer.Whole(s_content));
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Fact]
    public async Task The_pause_doubles_after_each_failure()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Status("503 Busy"), _ => LocalAnswer.Status("503 Busy"), _ => LocalAnswer.Whole(s_content));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        await DownloadAsync([server], options: Options with { BackOff = TimeSpan.FromMilliseconds(200) });
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds, 550, 10_000);
    }

    [Fact]
    public async Task A_missing_file_is_asked_of_the_next_mirror_at_once()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer good = new(_ => LocalAnswer.Whole(s_content));
        await DownloadAsync([missing, good]);
        AssertFetched();
        Assert.Single(missing.Requests);
    }

    [Fact]
    public async Task The_next_mirror_goes_on_where_the_last_one_failed()
    {
        using LocalHttpServer cut = new(request => LocalAnswer.Ranged(request, s_content).CutAfter(150_000), _ => LocalAnswer.Status("403 Forbidden"));
        using LocalHttpServer good = new(request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([cut, good]);
        AssertFetched();
        Assert.Equal("bytes=150000-", Assert.Single(good.Requests).Range);
        Assert.Null(good.Requests.Single().IfRange);
    }

    [Fact]
    public async Task Wrong_bytes_are_not_taken_and_the_next_mirror_is_asked()
    {
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(s_otherContent));
        using LocalHttpServer good = new(request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([wrong, good]);
        AssertFetched();
        Assert.Single(wrong.Requests);
        Assert.Null(Assert.Single(good.Requests).Range);
    }

    [Fact]
    public async Task A_length_that_cannot_be_right_is_refused_before_the_body()
    {
        using LocalHttpServer longer = new(_ => LocalAnswer.Whole(Noise(1, 400_001)));
        using LocalHttpServer shorter = new(_ => LocalAnswer.Whole("version https://git-lfs.github.com/spec/v1"u8.ToArray()));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([longer, shorter]));
        Assert.Contains("offers 400,001 bytes where the file has 400,000", error.Message, StringComparison.Ordinal);
        Assert.Contains("offers 42 bytes where the file has 400,000", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(PartPath).Length);
    }

    [Fact]
    public async Task An_unmeasured_body_is_read_no_further_than_the_file_is_long()
    {
        using LocalHttpServer endless = new(_ => LocalAnswer.Unmeasured(Noise(1, 600_000)));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([endless]));
        Assert.Contains("sends more than the file's 400,000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unmeasured_body_that_ends_early_is_gone_on_with()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Unmeasured(s_content).CutAfter(150_000), request => LocalAnswer.Ranged(request, s_content));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(150_000, server.Requests.Last().From);
    }

    [Fact]
    public async Task A_body_shorter_than_it_said_every_time_fails_with_a_bounded_number_of_attempts()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(s_content).CutAfter(150_000));
        await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([server]));
        // One that brought something new, and as many in vain as are allowed.
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        using LocalHttpServer target = new(request => LocalAnswer.Ranged(request, s_content).CutAfter(150_000), request => LocalAnswer.Ranged(request, s_content));
        using LocalHttpServer server = new(_ => LocalAnswer.Redirect(target.Address("elsewhere")));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([("/elsewhere", null), ("/elsewhere", "bytes=150000-")], target.Requests.Select(request => (request.Path, request.Range)));
    }

    [Fact]
    public async Task Cancelling_keeps_what_arrived_for_the_next_time()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, s_content).StalledAfter(200_000), request => LocalAnswer.Ranged(request, s_content));
        using CancellationTokenSource cancellation = new();
        Reports reports = new(report =>
        {
            if (report.Bytes == 200_000)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync([server], reports, cancellation: cancellation.Token));
        Assert.False(File.Exists(Path));
        Assert.Equal(200_000, new FileInfo(PartPath).Length);

        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal("bytes=200000-", server.Requests.Last().Range);
    }

    [Fact]
    public async Task When_every_mirror_fails_the_message_names_file_mirrors_reasons_and_remedy()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(s_otherContent));
        LocalHttpServer closed = new();
        closed.Dispose();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([missing, wrong, closed]));
        Assert.StartsWith(
            $"{Name} could not be downloaded. Tried {missing.Address(Name)}: 404 Not Found; "
            + $"{wrong.Address(Name)}: delivers other bytes than were published (SHA-256 differs); http://",
            error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"or fetch the file by other means into {_folder}.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, Name));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_the_users_to_mend()
    {
        await File.WriteAllTextAsync(Path, "a file where a folder should be", TestContext.Current.CancellationToken);
        using DatasetDownloader downloader = new();
        DownloadableDataset none = new("none", "", "", "", new("http://127.0.0.1"), []);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => downloader.DownloadAsync(none, Path, cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith($"{Path}: expected a folder to write to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_no_mirror_has_come_out_of_the_archive_which_is_fetched_once_and_removed()
    {
        byte[] zip = Zip(("gzip/a.gz", s_content), ("gzip/b.gz", s_otherContent), ("gzip/c.gz", Noise(4, 10)));
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer archive = new(request => LocalAnswer.Ranged(request, zip).CutAfter(150_000), request => LocalAnswer.Ranged(request, zip));
        DownloadableDataset dataset = Dataset([Described("a.gz", s_content, missing), Described("b.gz", s_otherContent, missing)]) with
        {
            Archive = new(Described("all.zip", zip, archive), "gzip"),
        };
        using DatasetDownloader downloader = new(Options, Handler());
        Assert.Equal(2, await downloader.DownloadAsync(dataset, _folder, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(["a.gz", "b.gz"], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName).Order());
        Assert.Equal(s_content, await File.ReadAllBytesAsync(System.IO.Path.Combine(_folder, "a.gz"), TestContext.Current.CancellationToken));
        Assert.Equal(s_otherContent, await File.ReadAllBytesAsync(System.IO.Path.Combine(_folder, "b.gz"), TestContext.Current.CancellationToken));
        Assert.Equal(2, archive.Requests.Count);
    }

    [Fact]
    public async Task An_archive_without_the_file_is_told_of()
    {
        byte[] zip = Zip(("gzip/a.gz", s_otherContent));
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer archive = new(_ => LocalAnswer.Whole(zip));
        DownloadableDataset dataset = Dataset([Described("a.gz", s_content, missing)]) with { Archive = new(Described("all.zip", zip, archive), "gzip") };
        using DatasetDownloader downloader = new(Options, Handler());
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => downloader.DownloadAsync(dataset, _folder, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("404 Not Found; all.zip: does not hold this file.", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(System.IO.Path.Combine(_folder, "a.gz")));
    }

    [Fact]
    public async Task An_unknown_name_is_answered_with_the_names_there_are()
    {
        using DatasetDownloader downloader = new();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => downloader.DownloadAsync("imagenet", _folder, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(
            "Data set to download: expected one of mnist, fashion-mnist, kmnist, emnist-digits, found \"imagenet\". Give one of these names.",
            error.Message);
    }

    private static DownloadOptions Options => new()
    {
        Attempts = 3,
        BackOff = TimeSpan.FromMilliseconds(5),
        StallTimeout = TimeSpan.FromSeconds(10),
    };

    // For tests that wait for it; the others must not fail on a busy machine.
    private static DownloadOptions Impatient => Options with { StallTimeout = TimeSpan.FromMilliseconds(400) };

    // A proxy that the environment names must not come between the tests and 127.0.0.1.
    private static SocketsHttpHandler Handler() => new() { UseProxy = false };

    private static DownloadableDataset Dataset(DownloadableFile[] files) => new("test", "", "", "", new("http://127.0.0.1"), files);

    private static DownloadableFile Described(string name, byte[] content, params LocalHttpServer[] mirrors) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), [.. mirrors.Select(mirror => mirror.Address(name))]);

    private static byte[] Noise(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return stream.ToArray();
    }

    private async Task<int> DownloadAsync(
        LocalHttpServer[] mirrors, Reports? reports = null, DownloadOptions? options = null, CancellationToken? cancellation = null)
    {
        using DatasetDownloader downloader = new(options ?? Options, Handler());
        return await downloader.DownloadAsync(
            Dataset([Described(Name, s_content, mirrors)]), _folder, reports, cancellation ?? TestContext.Current.CancellationToken);
    }

    private void AssertFetched()
    {
        Assert.Equal([Name], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName));
        Assert.Equal(s_content, File.ReadAllBytes(Path));
    }

    private sealed class Reports(Action<DownloadProgress>? then = null) : List<DownloadProgress>, IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            Add(value);
            then?.Invoke(value);
        }
    }
}
