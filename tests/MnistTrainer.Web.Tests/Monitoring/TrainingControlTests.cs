using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Monitoring;

/// <summary>The page of a training pauses, resumes and stops it; pages of other sites cannot.</summary>
public sealed class TrainingControlTests : IAsyncLifetime
{
    private readonly TrainingFeed _feed = new();
    private readonly TrainingControl _control;
    private ServedPage _page = null!;

    public TrainingControlTests() => _control = new TrainingControl(_feed);

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync(site: new TrainingSite(_feed, _control));

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        _control.Dispose();
    }

    [Fact]
    public async Task A_paused_training_waits_until_it_is_resumed()
    {
        _feed.Begin(TrainingFeedTests.Start);
        await AskAsync("pause");
        await AskAsync("pause");
        Assert.True(_control.IsPaused);
        Task training = Task.Run(() => _control.WaitWhilePaused(), TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(training.IsCompleted);
        await AskAsync("resume");
        await training.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(_control.StopRequested.IsCancellationRequested);
    }

    [Fact]
    public async Task Stopping_ends_a_pause_for_good()
    {
        _feed.Begin(TrainingFeedTests.Start);
        await AskAsync("pause");
        await AskAsync("stop");
        await AskAsync("pause");
        Assert.True(_control.StopRequested.IsCancellationRequested);
        Assert.False(_control.IsPaused);
        _control.WaitWhilePaused(TestContext.Current.CancellationToken);
        _feed.Close();
        SseItem<string> state = await _feed
            .SubscribeAsync(TestContext.Current.CancellationToken)
            .SingleAsync(item => item.EventType == "control", TestContext.Current.CancellationToken);
        Assert.Equal("{\"isPaused\":false,\"isStopping\":true}", state.Data);
    }

    [Fact]
    public void Interrupting_the_training_ends_a_pause()
    {
        _control.Pause();
        _control.WaitWhilePaused(new CancellationToken(canceled: true));
    }

    [Fact]
    public async Task Without_a_training_there_is_nothing_to_pause()
    {
        Assert.Equal("no-training", await PostAsync("pause").ProblemCodeAsync(HttpStatusCode.Conflict));
        _feed.Begin(TrainingFeedTests.Start);
        _feed.End(new TrainingOutcome(1, "m.zip"));
        Assert.Equal("no-training", await PostAsync("stop").ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.False(_control.StopRequested.IsCancellationRequested);
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "null", HttpStatusCode.Forbidden)]
    public async Task Other_sites_change_nothing(string host, string? origin, HttpStatusCode status)
    {
        _feed.Begin(TrainingFeedTests.Start);
        foreach (string what in (string[])["pause", "stop"])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"api/training/{what}");
            request.Headers.Host = $"{host}:{_page.Address.Port}";
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            await _page.Client.SendAsync(request, TestContext.Current.CancellationToken).ProblemAsync(status);
        }

        // A link or an image changes nothing either.
        await _page
            .Client.GetAsync(new Uri("api/training/stop", UriKind.Relative), TestContext.Current.CancellationToken)
            .ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.False(_control.IsPaused || _control.StopRequested.IsCancellationRequested);
    }

    [Fact]
    public async Task A_page_without_control_only_shows()
    {
        TrainingFeed feed = new();
        feed.Begin(TrainingFeedTests.Start);
        await using ServedPage page = await ServedPage.StartAsync(site: new TrainingSite(feed));
        using HttpResponseMessage answer = await page.Client.PostAsync(
            new Uri("api/training/stop", UriKind.Relative),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Cells_have_their_images()
    {
        _feed.Begin(TrainingFeedTests.Start);
        Uri cell = new("api/training/images/1/0", UriKind.Relative);
        await _page.Client.GetAsync(cell, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.NotFound);
        TrainingErrors errors = new(
            3,
            0.5,
            [
                [1, 0],
                [2, 1],
            ],
            []
        );
        _feed.Publish(errors with { ImagesOf = (truth, predicted) => [new MonitoredImage((10 * truth) + predicted, 0.75, "data:,")] });
        JsonElement answer = await _page.Client.GetAsync(cell, TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal("""{"epoch":3,"images":[{"row":10,"probability":0.75,"image":"data:,"}]}""", answer.GetRawText());
        foreach (string other in (string[])["2/0", "0/2", "-1/0", "x/0"])
        {
            await _page
                .Client.GetAsync(new Uri($"api/training/images/{other}", UriKind.Relative), TestContext.Current.CancellationToken)
                .ProblemAsync(HttpStatusCode.NotFound);
        }

        // Rows of tables are no images.
        _feed.Publish(errors);
        await _page.Client.GetAsync(cell, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task AskAsync(string what)
    {
        using HttpResponseMessage answer = await PostAsync(what);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string what) =>
        _page.Client.PostAsync(new Uri($"api/training/{what}", UriKind.Relative), null, TestContext.Current.CancellationToken);
}
