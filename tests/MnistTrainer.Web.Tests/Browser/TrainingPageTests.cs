using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The training page shows the events of the feed live.</summary>
[Collection("browser")]
public sealed class TrainingPageTests(Chromium chromium)
{
    [Fact]
    public async Task Shows_curves_confusion_and_mistakes_during_and_after_training()
    {
        TrainingFeed feed = new();
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address);
        await Expect(open.Page.Locator("#state")).ToHaveTextAsync("Waiting for training to start");
        SampleTraining.Publish(feed, epochs: 1);
        await Expect(open.Page.Locator("#state")).ToHaveTextAsync("Training in progress");
        for (int epochs = 1; epochs <= 4; epochs++)
        {
            if (epochs > 1)
                SampleTraining.Publish(feed, SampleTraining.Epoch(epochs));
            foreach (string curve in (string[])["#loss .train", "#loss .validation", "#accuracy .train", "#accuracy .validation"])
                await ExpectPointsAsync(open.Page.Locator($"{curve}").First, epochs);
            await Expect(open.Page.Locator("#loss .legend .validation"))
                .ToContainTextAsync(
                    SampleTraining.Epoch(epochs).ValidationLoss!.Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)
                );
        }

        Assert.Equal(11, await open.Page.Locator("#confusion tr").CountAsync());
        Assert.Equal("952", await open.Page.Locator("#confusion tr:nth-child(11) td.right").TextContentAsync());
        await Expect(open.Page.Locator("#mistakes li").First).ToContainTextAsync("0 classified as 5");
        feed.End(new TrainingOutcome(0.981, "models/mnist-fast.zip"));
        feed.Close();
        await Expect(open.Page.Locator("#state")).ToHaveTextAsync("Training finished");
        await Expect(open.Page.Locator("#figures")).ToContainTextAsync("98.1 %");
        await Expect(open.Page.Locator("#layers")).ToHaveTextAsync("Saved as models/mnist-fast.zip");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#state")).ToHaveTextAsync("학습 완료");
    }

    private static Task ExpectPointsAsync(ILocator curve, int points) =>
        Expect(curve).ToHaveAttributeAsync("points", new System.Text.RegularExpressions.Regex($"^(\\S+ ){{{points - 1}}}\\S+$"));
}
