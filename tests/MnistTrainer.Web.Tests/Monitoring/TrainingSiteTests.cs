using System.Net;

namespace MnistTrainer.Web.Tests.Monitoring;

public sealed class TrainingSiteTests
{
    [Fact]
    public async Task HEAD_of_the_stream_is_answered_at_once()
    {
        TrainingFeed feed = new();
        feed.Begin(TrainingFeedTests.Start);
        await using ServedPage page = await ServedPage.StartAsync(site: new TrainingSite(feed));
        using HttpRequestMessage request = new(HttpMethod.Head, "api/training");
        using HttpResponseMessage answer = await page
            .Client.SendAsync(request, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // A stream would keep its connection, and its type.
        Assert.NotEqual("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
    }
}
