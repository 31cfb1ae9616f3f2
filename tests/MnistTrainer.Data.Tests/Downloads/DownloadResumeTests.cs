namespace MnistTrainer.Data.Tests;

/// <summary>Tests of resuming partial transfers without mixing different versions of a file.</summary>
public sealed class DownloadResumeTests : DownloadTests
{
    [Fact]
    public async Task Resumes_an_interrupted_connection()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, Content, "ETag: \"v1\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, Content, "ETag: \"v1\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, Content, "ETag: \"v1\"\r\n")
        );
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, "bytes=150000-", "bytes=300000-"], server.Requests.Select(request => request.Range));
        Assert.Equal([null, "\"v1\"", "\"v1\""], server.Requests.Select(request => request.IfRange));
    }

    [Fact]
    public async Task An_unreliable_connection_succeeds_after_more_attempts_than_may_fail_in_a_row()
    {
        using LocalHttpServer server = new(request =>
            LocalAnswer.Ranged(request, Content).CutAfter(Math.Min(40_000, Content.Length - request.From))
        );
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task Uses_the_modification_date_without_an_entity_tag()
    {
        const string date = "Sun, 06 Nov 1994 08:49:37 GMT";
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, Content, $"Last-Modified: {date}\r\nETag: W/\"weak\"\r\n").CutAfter(1_000),
            request => LocalAnswer.Ranged(request, Content)
        );
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, date], server.Requests.Select(request => request.IfRange));
    }

    [Fact]
    public async Task Restarts_a_file_that_has_changed()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Whole(OtherContent, "ETag: \"old\"\r\n").CutAfter(150_000),
            request => request.IfRange == "\"old\"" ? LocalAnswer.Whole(Content) : LocalAnswer.Status("400 Bad Request")
        );
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Fact]
    public async Task Restarts_a_file_that_has_changed_on_a_server_that_ignores_If_Range()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, OtherContent, "ETag: \"v\"\r\n").CutAfter(150_000),
            request => LocalAnswer.Ranged(request, Content, "ETag: \"v\"\r\n")
        );
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal([null, "bytes=150000-", null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task Restarts_on_a_server_that_ignores_ranges()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Whole(Content).CutAfter(150_000),
            _ => LocalAnswer.Whole(Content).CutAfter(100_000),
            _ => LocalAnswer.Whole(Content)
        );
        Reports reports = new();
        await DownloadAsync([server], reports);
        AssertFetched();
        Assert.Equal([null, "bytes=150000-", "bytes=100000-"], server.Requests.Select(request => request.Range));
        Assert.Equal(3, reports.Count(report => report.Bytes == 0));
    }

    [Fact]
    public async Task Resumes_a_partial_download()
    {
        await File.WriteAllBytesAsync(PartPath, Content[..250_000], TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(request => LocalAnswer.Ranged(request, Content));
        Reports reports = new();
        await DownloadAsync([server], reports);
        AssertFetched();
        Assert.Equal("bytes=250000-", Assert.Single(server.Requests).Range);
        Assert.Equal(250_000, reports[0].Bytes);
    }

    [Fact]
    public async Task Completes_a_full_length_partial_download_without_a_request()
    {
        await File.WriteAllBytesAsync(PartPath, Content, TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => LocalAnswer.Status("404 Not Found"));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(250_000)]
    [InlineData(400_000)]
    [InlineData(500_000)]
    public async Task Recovers_from_a_corrupt_partial_download(int length)
    {
        await File.WriteAllBytesAsync(PartPath, Noise(3, length), TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(request => LocalAnswer.Ranged(request, Content));
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Theory]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-399999/400000\r\nContent-Length: 400000\r\n\r\n")]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 250000-299999/300000\r\nContent-Length: 50000\r\n\r\n")]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Length: 150000\r\n\r\n")]
    [InlineData("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n")]
    public async Task Restarts_after_an_invalid_range_response(string head)
    {
        await File.WriteAllBytesAsync(PartPath, Content[..250_000], TestContext.Current.CancellationToken);
        using LocalHttpServer server = new(_ => new(head, default), _ => LocalAnswer.Whole(Content));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(["bytes=250000-", null], server.Requests.Select(request => request.Range));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Resumes_after_a_stalled_connection(int after)
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, Content).StalledAfter(after),
            request => LocalAnswer.Ranged(request, Content)
        );
        await DownloadAsync([server], options: Impatient);
        AssertFetched();
        Assert.Equal(after, server.Requests.Last().From);
    }

    [Fact]
    public async Task Resumes_from_the_next_mirror()
    {
        using LocalHttpServer cut = new(
            request => LocalAnswer.Ranged(request, Content).CutAfter(150_000),
            _ => LocalAnswer.Status("403 Forbidden")
        );
        using LocalHttpServer good = new(request => LocalAnswer.Ranged(request, Content));
        await DownloadAsync([cut, good]);
        AssertFetched();
        Assert.Equal("bytes=150000-", Assert.Single(good.Requests).Range);
        Assert.Null(good.Requests.Single().IfRange);
    }

    [Fact]
    public async Task Resumes_a_body_without_length_that_ends_early()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Unmeasured(Content).CutAfter(150_000),
            request => LocalAnswer.Ranged(request, Content)
        );
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(150_000, server.Requests.Last().From);
    }

    [Fact]
    public async Task Keeps_received_data_when_canceled()
    {
        using LocalHttpServer server = new(
            request => LocalAnswer.Ranged(request, Content).StalledAfter(200_000),
            request => LocalAnswer.Ranged(request, Content)
        );
        using CancellationTokenSource cancellation = new();
        Reports reports = new(report =>
        {
            if (report.Bytes == 200_000)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync([server], reports, cancellation: cancellation.Token));
        Assert.False(File.Exists(FilePath));
        Assert.Equal(200_000, new FileInfo(PartPath).Length);

        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal("bytes=200000-", server.Requests.Last().Range);
    }
}
