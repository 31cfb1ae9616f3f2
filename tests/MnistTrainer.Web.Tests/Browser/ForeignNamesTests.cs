using Microsoft.Playwright;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Names of classes and models come from files of strangers: of any script, any length, and with characters that hide.</summary>
public sealed class ForeignNamesTests(Chromium chromium)
{
    private const string Long = "a class name that is a good deal longer than anybody would expect of one";

    private static readonly string[] Odd =
    [
        "영",
        "\u202Eeno",
        Long,
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
        "new\nline",
        "x\u200By",
        "שלום",
        "<b>7</b>",
        "일곱 개의 낱말로 된 이름",
        "9",
    ];

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Drawing_page_shows_odd_names_whole_and_escaped(int width)
    {
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Named(Odd), "model\u202Epiz.zip", () => "newer\u202Epiz.zip")
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address, Screen(width));
        await open.DrawAsync(Strokes.Of(1));
        await open.ExpectAsync("\\u202Eeno");
        await open.Page.Locator("#correct").WaitForAsync();
        await open.ImageAsync($"draw-names-{width}");
        await Expect(open.Page.Locator("#labels button").Nth(4)).ToHaveTextAsync("new\\u000Aline");
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("model\\u202Epiz.zip");
        await Expect(open.Page.Locator("#newer")).ToContainTextAsync("newer\\u202Epiz.zip");
        await ExpectNothingHiddenAsync(open.Page);

        await open.Page.ClickAsync("#clear");
        await open.DrawAsync(Strokes.Of(2));
        await open.ExpectAsync(Long);
        await open.ImageAsync($"draw-long-name-{width}");
    }

    [Fact]
    public async Task Corrects_to_any_class_and_a_second_choice_replaces_the_first()
    {
        await using ServedPage served = await ServedPage.StartAsync(site: new DrawingSite(ServedPage.Named(Odd), "odd.zip"));
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(Strokes.Of(1));
        await open.Page.ClickAsync($"#labels button:text-is('{Long}')");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync($"Saved as {Long}. 1 drawing available");
        await open.Page.ClickAsync("#labels button:text-is('영')");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 영. 1 drawing available");
        await Expect(open.Page.Locator("#labels button[aria-pressed=true]")).ToHaveTextAsync("영");
        string file = Assert.Single(Directory.GetFiles(served.CorrectionFolder, "*.png", SearchOption.AllDirectories));
        Assert.Equal("영", Path.GetFileName(Path.GetDirectoryName(file)));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task Training_page_shows_odd_names_whole_and_escaped(int width)
    {
        TrainingFeed feed = new();
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        SampleTraining.Publish(feed, epochs: 3, Odd, "data\u202Ecsv");
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address, Screen(width));
        await Expect(open.Page.Locator("#name")).ToHaveTextAsync("data\\u202Ecsv");
        await Expect(open.Page.Locator("#mistakes li").First).ToBeVisibleAsync();
        await open.ImageAsync($"watch-names-{width}");
        await ExpectNothingHiddenAsync(open.Page);
        feed.Close();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task Report_fits_and_shows_odd_names_escaped(int width)
    {
        Network network = ServedPage.NamedNetwork(Odd);
        byte[] pixels = [.. Enumerable.Range(0, 10).SelectMany(digit => TestImages.Pixels(digit).ToArray())];
        // Half of the labels are wrong, so that there are mistakes.
        int[] labels = [.. Enumerable.Range(0, 10).Select(digit => digit < 5 ? digit : (digit + 1) % 10)];
        Samples<byte> samples = new(Shape.Image(28, 28), pixels, labels, Odd);
        EvaluationReport report = new(
            "odd\u202Epiz.zip",
            "data",
            samples,
            Evaluation.Measure(network, samples, null, TestContext.Current.CancellationToken)
        );
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-web-");
        report.Write(folder.FullName);
        await using (
            OpenPage open = await OpenPage.OpenAsync(
                chromium,
                new Uri(Path.Combine(folder.FullName, EvaluationReport.PageName)),
                Screen(width)
            )
        )
        {
            await open.ImageAsync($"report-{width}");
            await Expect(open.Page.Locator("h1")).ToContainTextAsync("odd\\u202Epiz.zip");
            await ExpectNothingHiddenAsync(open.Page);
        }

        folder.Delete(recursive: true);
    }

    private static BrowserNewContextOptions Screen(int width) =>
        new()
        {
            Locale = "en",
            IsMobile = width < 500,
            ViewportSize = new() { Width = width, Height = 800 },
        };

    /// <summary>No character that hides is left, and no text is cut off.</summary>
    private static async Task ExpectNothingHiddenAsync(IPage page)
    {
        string text = await page.EvaluateAsync<string>("() => document.body.innerText");
        Assert.DoesNotContain(text, c => c is '\u202E' or '\u200B');
        string[] cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("b, button, dd, th, figcaption, #label, li")]
              .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
              .map(e => `${e.tagName} ${e.textContent}`)
            """
        );
        Assert.Empty(cut);
    }
}
