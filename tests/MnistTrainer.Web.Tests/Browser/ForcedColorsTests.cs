using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>With the system's own colors (Windows' high contrast), what colors say is still there.</summary>
public sealed class ForcedColorsTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Ink_bars_and_choices_stay_visible(ColorScheme scheme)
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address, Forced(scheme));
        await open.DrawAsync(Strokes.Of(7));
        await open.ExpectAsync("7");
        await open.Page.ClickAsync("#labels button:text-is('1')");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 1");
        await open.ImageAsync($"draw-forced-{scheme}".ToLowerInvariant());
        // Ink is nearly black in every scheme, so paper must be light.
        Assert.InRange(await LightAsync(open.Page, "#sheet"), 200, 255);
        string bar = await ColorAsync(open.Page, "#bars li.best i");
        Assert.NotEqual(bar, await ColorAsync(open.Page, "#bars li.best div"));
        Assert.NotEqual(bar, await ColorAsync(open.Page, "body"));
        Assert.NotEqual(
            await ColorAsync(open.Page, "#labels button[aria-pressed=true]"),
            await ColorAsync(open.Page, "#labels button[aria-pressed=false]")
        );
    }

    [Fact]
    public async Task Curves_and_confusion_stay_visible()
    {
        TrainingFeed feed = new();
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        SampleTraining.Publish(feed, epochs: 4);
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address, Forced(ColorScheme.Dark));
        await Expect(open.Page.Locator("#mistakes li").First).ToBeVisibleAsync();
        await open.ImageAsync("watch-forced");
        Assert.NotEqual(await ColorAsync(open.Page, "#confusion td.right"), await ColorAsync(open.Page, "#confusion td.none"));
        string[] lines = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#loss polyline:is(.train, .validation)')].map(e => getComputedStyle(e).stroke + getComputedStyle(e).strokeDasharray)"
        );
        Assert.Equal(2, lines.Distinct().Count());
        feed.Close();
    }

    private static BrowserNewContextOptions Forced(ColorScheme scheme) =>
        new()
        {
            Locale = "en",
            ForcedColors = ForcedColors.Active,
            ColorScheme = scheme,
            ViewportSize = new() { Width = 1280, Height = 900 },
        };

    private static Task<string> ColorAsync(IPage page, string selector) =>
        page.EvaluateAsync<string>("selector => getComputedStyle(document.querySelector(selector)).backgroundColor", selector);

    private static Task<int> LightAsync(IPage page, string selector) =>
        page.EvaluateAsync<int>(
            "selector => Math.min(...getComputedStyle(document.querySelector(selector)).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))",
            selector
        );
}
