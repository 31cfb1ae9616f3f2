using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of failing servers: retries, other mirrors and the error message.</summary>
public sealed class DownloadMirrorTests : DownloadTests
{
    [Fact]
    public async Task Switches_mirrors_if_a_server_never_responds()
    {
        using LocalHttpServer silent = new(_ => new("", default) { ThenStalls = true });
        using LocalHttpServer good = new(_ => LocalAnswer.Whole(Content));
        await DownloadAsync([silent, good], options: Impatient);
        AssertFetched();
        Assert.Equal(3, silent.Requests.Count);
    }

    [Theory]
    [InlineData("503 Service Unavailable")]
    [InlineData("500 Internal Server Error")]
    [InlineData("429 Too Many Requests")]
    public async Task Retries_a_busy_server(string status)
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Status(status),
            _ => LocalAnswer.Status(status),
            _ => LocalAnswer.Whole(Content)
        );
        await DownloadAsync([server]);
        AssertFetched();
    }

    [Fact]
    public async Task Doubles_the_delay_after_each_failure()
    {
        using LocalHttpServer server = new(
            _ => LocalAnswer.Status("503 Busy"),
            _ => LocalAnswer.Status("503 Busy"),
            _ => LocalAnswer.Whole(Content)
        );
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        await DownloadAsync([server], options: Options with { BackOff = TimeSpan.FromMilliseconds(200) });
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds, 550, 10_000);
    }

    [Fact]
    public async Task Switches_mirrors_at_once_if_the_file_is_missing()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer good = new(_ => LocalAnswer.Whole(Content));
        await DownloadAsync([missing, good]);
        AssertFetched();
        Assert.Single(missing.Requests);
    }

    [Fact]
    public async Task Rejects_wrong_content_and_switches_mirrors()
    {
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(OtherContent));
        using LocalHttpServer good = new(request => LocalAnswer.Ranged(request, Content));
        await DownloadAsync([wrong, good]);
        AssertFetched();
        Assert.Single(wrong.Requests);
        Assert.Null(Assert.Single(good.Requests).Range);
    }

    [Fact]
    public async Task Rejects_a_wrong_length_before_reading_the_body()
    {
        using LocalHttpServer longer = new(_ => LocalAnswer.Whole(Noise(1, 400_001)));
        using LocalHttpServer shorter = new(_ => LocalAnswer.Whole("version https://git-lfs.github.com/spec/v1"u8.ToArray()));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([longer, shorter]));
        Assert.Contains("offers 400,001 bytes instead of 400,000", error.Message, StringComparison.Ordinal);
        Assert.Contains("offers 42 bytes instead of 400,000", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Stops_reading_a_body_without_length_at_the_file_length()
    {
        using LocalHttpServer endless = new(_ => LocalAnswer.Unmeasured(Noise(1, 600_000)));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([endless]));
        Assert.Contains("sends more than the file's 400,000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_after_a_bounded_number_of_truncated_responses()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(Content).CutAfter(150_000));
        await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([server]));
        // One attempt with progress, and as many without as are allowed.
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Follows_redirects()
    {
        using LocalHttpServer target = new(
            request => LocalAnswer.Ranged(request, Content).CutAfter(150_000),
            request => LocalAnswer.Ranged(request, Content)
        );
        using LocalHttpServer server = new(_ => LocalAnswer.Redirect(target.Address("elsewhere")));
        await DownloadAsync([server]);
        AssertFetched();
        Assert.Equal(["/elsewhere", "/elsewhere"], target.Requests.Select(request => request.Path));
        Assert.Equal([null, "bytes=150000-"], target.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task Names_file_mirrors_reasons_and_remedy_if_every_mirror_fails()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(OtherContent));
        LocalHttpServer closed = new();
        closed.Dispose();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([missing, wrong, closed]));
        Assert.StartsWith(
            $"{Name} could not be downloaded. Tried {missing.Address(Name)}: 404 Not Found; "
                + $"{wrong.Address(Name)}: delivers a different file than was published (SHA-256 differs); http://",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith($"to resume, or save the file to {Folder} by other means.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }
}
