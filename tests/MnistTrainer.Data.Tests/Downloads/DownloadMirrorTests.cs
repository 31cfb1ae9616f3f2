using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Servers that fail in every way servers on the internet do: asked again, given up for the next, and told of.</summary>
public sealed class DownloadMirrorTests : DownloadTests
{
    [Fact]
    public async Task A_server_that_never_answers_is_given_up_for_the_next_mirror()
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
    public async Task A_busy_server_is_asked_again(string status)
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
    public async Task The_pause_doubles_after_each_failure()
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
    public async Task A_missing_file_is_asked_of_the_next_mirror_at_once()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer good = new(_ => LocalAnswer.Whole(Content));
        await DownloadAsync([missing, good]);
        AssertFetched();
        Assert.Single(missing.Requests);
    }

    [Fact]
    public async Task Wrong_bytes_are_not_taken_and_the_next_mirror_is_asked()
    {
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(OtherContent));
        using LocalHttpServer good = new(request => LocalAnswer.Ranged(request, Content));
        await DownloadAsync([wrong, good]);
        AssertFetched();
        Assert.Single(wrong.Requests);
        Assert.Null(Assert.Single(good.Requests).Range);
    }

    [Fact]
    public async Task A_length_that_cannot_be_right_is_rejected_before_the_body()
    {
        using LocalHttpServer longer = new(_ => LocalAnswer.Whole(Noise(1, 400_001)));
        using LocalHttpServer shorter = new(_ => LocalAnswer.Whole("version https://git-lfs.github.com/spec/v1"u8.ToArray()));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([longer, shorter]));
        Assert.Contains("offers 400,001 bytes where the file has 400,000", error.Message, StringComparison.Ordinal);
        Assert.Contains("offers 42 bytes where the file has 400,000", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task An_unmeasured_body_is_read_no_further_than_the_file_is_long()
    {
        using LocalHttpServer endless = new(_ => LocalAnswer.Unmeasured(Noise(1, 600_000)));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([endless]));
        Assert.Contains("sends more than the file's 400,000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_shorter_than_it_said_every_time_fails_with_a_bounded_number_of_attempts()
    {
        using LocalHttpServer server = new(_ => LocalAnswer.Whole(Content).CutAfter(150_000));
        await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([server]));
        // One that brought something new, and as many in vain as are allowed.
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Redirects_are_followed()
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
    public async Task When_every_mirror_fails_the_message_names_file_mirrors_reasons_and_remedy()
    {
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer wrong = new(_ => LocalAnswer.Whole(OtherContent));
        LocalHttpServer closed = new();
        closed.Dispose();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync([missing, wrong, closed]));
        Assert.StartsWith(
            $"{Name} could not be downloaded. Tried {missing.Address(Name)}: 404 Not Found; "
                + $"{wrong.Address(Name)}: delivers other bytes than were published (SHA-256 differs); http://",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith($"or fetch the file by other means into {Folder}.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }
}
