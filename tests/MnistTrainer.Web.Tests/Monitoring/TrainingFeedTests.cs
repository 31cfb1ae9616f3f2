using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Monitoring;

/// <summary>A page that comes late is told all, one that is slow the latest, and all are let go at the end.</summary>
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
    public async Task Who_comes_late_is_told_everything_in_order_and_then_let_go()
    {
        _feed.Begin(Start);
        _feed.Tell(Epoch(1));
        _feed.Tell(
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
        _feed.Tell(Epoch(2));
        _feed.End(new TrainingOutcome(0.75, "bars.zip"));
        _feed.Close();
        List<SseItem<string>> told = await FollowAsync().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["start", "epochs", "errors", "outcome", "close"], told.Select(item => item.EventType));
        Assert.Equal(
            [1, 2],
            JsonDocument.Parse(told[1].Data).RootElement.EnumerateArray().Select(epoch => epoch.GetProperty("number").GetInt32())
        );
        Assert.Equal(0.75, JsonDocument.Parse(told[3].Data).RootElement.GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public async Task Each_epoch_is_told_once_however_slowly_one_follows()
    {
        _feed.Begin(Start);
        await using IAsyncEnumerator<SseItem<string>> page = FollowAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await page.MoveNextAsync();
        List<int> epochs = [];
        for (int number = 1; number <= 9; number++)
        {
            _feed.Tell(Epoch(number));
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
    public async Task Another_training_begins_anew()
    {
        _feed.Begin(Start);
        _feed.Tell(Epoch(1));
        await using IAsyncEnumerator<SseItem<string>> page = FollowAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await page.MoveNextAsync();
        await page.MoveNextAsync();
        _feed.Begin(Start with { Name = "again" });
        await page.MoveNextAsync();
        Assert.Equal("again", JsonDocument.Parse(page.Current.Data).RootElement.GetProperty("name").GetString());
        _feed.Tell(Epoch(1));
        await page.MoveNextAsync();
        Assert.Equal("epochs", page.Current.EventType);
    }

    private IAsyncEnumerable<SseItem<string>> FollowAsync() => _feed.FollowAsync(TestContext.Current.CancellationToken);

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
