using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Monitoring;

/// <summary>Late subscribers receive everything, slow ones the latest state, and all are released in the end.</summary>
public sealed class TrainingFeedTests
{
    internal static readonly TrainingStart Start = new()
    {
        Name = "bars",
        Layers = ["784 → 10"],
        Classes = ["0", "1"],
        Epochs = 3,
        SamplesPerEpoch = 100,
        MeasuredOn = "test",
    };

    private readonly TrainingFeed _feed = new();

    [Fact]
    public async Task Late_subscribers_receive_everything_in_order()
    {
        _feed.Begin(Start);
        _feed.Publish(Epoch(1));
        _feed.Publish(
            new TrainingErrors(
                1,
                0.5,
                [
                    [1, 1],
                    [1, 1],
                ],
                []
            )
        );
        _feed.Publish(Epoch(2));
        _feed.End(new TrainingOutcome(0.75, "bars.zip"));
        _feed.Close();
        List<SseItem<string>> received = await SubscribeAsync().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["start", "epochs", "errors", "outcome", "close"], received.Select(item => item.EventType));
        Assert.Equal(
            [1, 2],
            JsonDocument.Parse(received[1].Data).RootElement.EnumerateArray().Select(epoch => epoch.GetProperty("number").GetInt32())
        );
        Assert.Equal(0.75, JsonDocument.Parse(received[3].Data).RootElement.GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public async Task Slow_subscribers_receive_each_epoch_once()
    {
        _feed.Begin(Start);
        await using IAsyncEnumerator<SseItem<string>> page = SubscribeAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await page.MoveNextAsync();
        List<int> epochs = [];
        for (int number = 1; number <= 9; number++)
        {
            _feed.Publish(Epoch(number));
            if (number % 3 != 0)
                continue;
            await page.MoveNextAsync();
            epochs.AddRange(
                JsonDocument.Parse(page.Current.Data).RootElement.EnumerateArray().Select(epoch => epoch.GetProperty("number").GetInt32())
            );
        }

        Assert.Equal(Enumerable.Range(1, 9), epochs);
    }

    [Fact]
    public async Task A_new_training_resets_the_feed()
    {
        _feed.Begin(Start);
        _feed.Publish(Epoch(1));
        await using IAsyncEnumerator<SseItem<string>> page = SubscribeAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await page.MoveNextAsync();
        await page.MoveNextAsync();
        _feed.Begin(Start with { Name = "again" });
        await page.MoveNextAsync();
        Assert.Equal("again", JsonDocument.Parse(page.Current.Data).RootElement.GetProperty("name").GetString());
        _feed.Publish(Epoch(1));
        await page.MoveNextAsync();
        Assert.Equal("epochs", page.Current.EventType);
        Assert.Equal(1, JsonDocument.Parse(page.Current.Data).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Steps_that_follow_at_once_are_left_out()
    {
        // A machine that is busy elsewhere may take longer between two of them.
        for (int attempt = 0; attempt < 10; attempt++)
        {
            TrainingFeed feed = new();
            feed.Begin(Start);
            feed.Publish(new TrainingStepEvent(1, 10, 0.5, 100));
            feed.Publish(new TrainingStepEvent(1, 20, 0.4, 100));
            feed.Close();
            List<SseItem<string>> received = await feed.SubscribeAsync(TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken);
            SseItem<string> step = received.Single(item => item.EventType == "moment");
            if (JsonDocument.Parse(step.Data).RootElement.GetProperty("samples").GetInt32() == 10)
                return;
        }

        Assert.Fail("Every step was sent.");
    }

    private IAsyncEnumerable<SseItem<string>> SubscribeAsync() => _feed.SubscribeAsync(TestContext.Current.CancellationToken);

    private static MonitoredEpoch Epoch(int number) =>
        new()
        {
            Number = number,
            TrainLoss = 1.0 / number,
            TrainAccuracy = 0.5,
            LearningRate = 0.1,
            Seconds = 1,
        };
}
