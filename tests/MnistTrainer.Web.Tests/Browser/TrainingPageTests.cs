using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The training page shows the events of the feed live.</summary>
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

    /// <summary>One page, opened once: what a reader may choose, ask of the training, and compare with.</summary>
    [Fact]
    public async Task Readers_choose_curves_see_cells_pause_and_compare_with_earlier_runs()
    {
        TrainingFeed feed = new();
        using TrainingControl control = new(feed);
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed, control),
            TestContext.Current.CancellationToken
        );
        SampleTraining.Publish(feed, epochs: 3, name: "mnist · first · 1");
        feed.End(new TrainingOutcome(0.977, "first.zip"));
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address);
        IPage page = open.Page;
        await Expect(page).ToHaveTitleAsync("97.7\u00A0% · Training finished");
        await Expect(page.Locator("#control")).ToBeHiddenAsync();
        SampleTraining.Publish(feed, epochs: 3, name: "mnist · second · 1");
        await Expect(page).ToHaveTitleAsync("17\u00A0% · Training");

        // The curves by step: 3.4 epochs of 50 steps, whose last learning rate the sample's formula gives.
        await ExpectPointsAsync(page.Locator("#loss polyline.step"), 170);
        await Expect(page.Locator("#rate .legend .step")).ToHaveTextAsync("Learning rate 0.00186");
        await Expect(page.Locator("#loss polyline.raw")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#smoothing", "0");
        await Expect(page.Locator("#loss polyline.raw")).ToHaveCountAsync(0);
        await page.CheckAsync("#log-values");
        await Expect(page.Locator("#loss .tick[text-anchor=end]").Filter(new() { HasText = "0.2" })).ToHaveCountAsync(1);
        await page.CheckAsync("#log-epochs");
        await Expect(page.Locator("#loss .tick[text-anchor=middle]").Filter(new() { HasText = "0.1" })).ToHaveCountAsync(1);
        await open.ImageAsync("watch-choices");
        await page.UncheckAsync("#log-epochs");

        // By keyboard: the cell of the matrix that Tab reaches, and its neighbors.
        await page.Locator("#confusion button[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#cell-heading")).ToHaveTextAsync("2 read correctly, after epoch 3: 4 images");
        await page.Locator("#confusion").GetByLabel("6 classified as 2: 8").ClickAsync();
        await Expect(page.Locator("#cell-heading")).ToHaveTextAsync("6 classified as 2, after epoch 3: 8 images");
        await Expect(page.Locator("#cell-images li").Last).ToHaveTextAsync("Row 8 · 90.0\u00A0%");

        await page.ClickAsync("#pause");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Paused");
        await Expect(page).ToHaveTitleAsync("17\u00A0% · Paused");
        Assert.True(control.IsPaused);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "mnist · first · 1" }).CheckAsync();
        await ExpectPointsAsync(page.Locator("#loss polyline.earlier"), 3);
        await page.Locator("#numbers summary").ClickAsync();
        await Expect(page.Locator("#numbers-table tr").Last).ToContainTextAsync("0.214");
        await open.ImageAsync("watch-paused");
        await open.ExpectAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator("#state")).ToHaveTextAsync("Training in progress");

        await page.GetByRole(AriaRole.Button, new() { Name = "Forget mnist · first · 1" }).ClickAsync();
        await Expect(page.Locator("#loss polyline.earlier")).ToHaveCountAsync(0);
        await Expect(page.Locator("#no-runs")).ToBeVisibleAsync();
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.ClickAsync("#stop");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Stopping");
        Assert.True(control.StopRequested.IsCancellationRequested);
        feed.Close();
    }

    private static Task ExpectPointsAsync(ILocator curve, int points) =>
        Expect(curve).ToHaveAttributeAsync("points", new System.Text.RegularExpressions.Regex($"^(\\S+ ){{{points - 1}}}\\S+$"));
}
