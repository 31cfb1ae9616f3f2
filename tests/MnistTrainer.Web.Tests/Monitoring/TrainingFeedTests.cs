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

    /// <summary>A page that connects later receives the points that one that was there at the start has received in parts.</summary>
    [Fact]
    public async Task Every_page_has_the_same_points_by_step()
    {
        _feed.Begin(Start with { Epochs = 300 });
        await using IAsyncEnumerator<SseItem<string>> page = SubscribeAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        List<JsonElement> early = [];
        for (int epoch = 1; epoch <= 300; epoch++)
        {
            for (int samples = 10; samples <= 100; samples += 10)
                _feed.Publish(
                    new TrainingStepEvent(epoch, samples, 1.0 / epoch, 100) { Step = new MonitoredStep(10, samples, 0.1, epoch) }
                );
            _feed.Publish(Epoch(epoch));
            if (epoch % 7 == 0)
                await ReadAsync(page, early);
        }

        _feed.Close();
        while (await page.MoveNextAsync())
            Add(page.Current, early);
        List<JsonElement> late = [];
        await foreach (SseItem<string> item in SubscribeAsync())
            Add(item, late);
        Assert.InRange(late.Count, StepCurve.MaximumPoints / 2, StepCurve.MaximumPoints);
        Assert.Equal(late.Select(point => point.GetRawText()), early.Select(point => point.GetRawText()));
    }

    // All events that are there: the epochs come first and the points of their steps behind them.
    private static async Task ReadAsync(IAsyncEnumerator<SseItem<string>> page, List<JsonElement> points)
    {
        do
        {
            await page.MoveNextAsync();
            Add(page.Current, points);
        } while (page.Current.EventType != "moment" && page.Current.EventType != "steps");
    }

    private static void Add(SseItem<string> item, List<JsonElement> points)
    {
        if (item.EventType != "steps")
            return;
        JsonElement content = JsonDocument.Parse(item.Data).RootElement;
        int from = content.GetProperty("from").GetInt32();
        points.RemoveRange(from, points.Count - from);
        points.AddRange(content.GetProperty("points").EnumerateArray());
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
            GradientNorm = 2,
            Seconds = 1,
        };
}
