using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>
/// The pages on small and large screens, light and dark, in both languages, checked for accessibility. Screenshots of all of them are kept.
/// </summary>
public sealed class AppearanceTests(Chromium chromium) : IAsyncLifetime
{
    private ServedPage _served = null!;

    public static MatrixTheoryData<int, string> Screens => new([390, 768, 1440], ["en", "ko"]);

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Drawing_page_fits_and_is_accessible(int width, string language)
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address, Screen(width, language));
        await Expect(open.Page.Locator("#metadata .first dd")).ToContainTextAsync(" %");
        await open.ImageAsync($"draw-{width}-{language}-empty");
        await open.DrawAsync(Strokes.Of(8));
        await open.ExpectAsync("8");
        await open.Page.Locator("#correct").WaitForAsync();
        await CheckBothSidesAsync(open, $"draw-{width}-{language}");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Training_page_fits_and_is_accessible(int width, string language)
    {
        TrainingFeed feed = new();
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        SampleTraining.Publish(feed, epochs: 12);
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address, Screen(width, language));
        await Expect(open.Page.Locator("#mistakes li").First).ToBeVisibleAsync();
        await CheckBothSidesAsync(open, $"watch-{width}-{language}");
        feed.Close();
    }

    [Fact]
    public async Task Remembers_the_language_and_translates_every_text()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await Expect(open.Page).ToHaveTitleAsync("Draw a digit");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page).ToHaveTitleAsync("숫자를 그려 보세요");
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await open.DrawAsync(Strokes.Of(0));
        await Expect(open.Page.Locator("#certainty")).ToContainTextAsync("확신");
        string[] words = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[data-text], #certainty, #remark, #spoken, #seen-help, #limits, #metadata dt, #stages li')].map(e => e.textContent).filter(t => t !== '')"
        );
        Assert.All(words.Where(word => word != "API"), word => Assert.True(word.Any(c => c is >= '\uAC00' and <= '\uD7A3'), word));
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#certainty")).ToContainTextAsync("confident");
    }

    [Fact]
    public async Task Both_languages_have_the_same_texts()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        const string keys = """
            async () => {
              const keysOf = texts => Object.entries(texts).flatMap(([key, text]) =>
                typeof text === "object" && key !== "problems" ? [key, ...Object.keys(text).map(inner => `${key}.${inner}`)] : [key]);
              const [{ english }, { korean }] = await Promise.all([import("/english.js"), import("/korean.js")]);
              return [keysOf(english).sort().join(), keysOf(korean).sort().join()];
            }
            """;
        string[] texts = await open.Page.EvaluateAsync<string[]>(keys);
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task Uses_the_language_of_the_browser()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address, new() { Locale = "ko-KR" });
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("숫자를 그려 보세요");
    }

    [Fact]
    public async Task Remembers_the_dark_theme()
    {
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            _served.Address,
            new() { Locale = "en", ColorScheme = ColorScheme.Light }
        );
        string light = await ColorAsync(open);
        await open.Page.ClickAsync("#theme");
        await Expect(open.Page.Locator("#theme")).ToHaveAttributeAsync("aria-pressed", "true");
        await open.Page.ReloadAsync();
        Assert.NotEqual(light, await ColorAsync(open));
    }

    [Fact]
    public async Task Reports_a_lost_server_and_reconnects()
    {
        ServedPage first = await ServedPage.StartAsync();
        int port = first.Address.Port;
        await using OpenPage open = await OpenPage.OpenAsync(chromium, first.Address);
        await Expect(open.Page.Locator("#labels button").First).ToBeAttachedAsync();
        await first.DisposeAsync();
        await open.DrawAsync(Strokes.Of(6));
        await Expect(open.Page.Locator("#offline")).ToBeVisibleAsync();
        await open.ImageAsync("draw-offline");
        await using ServedPage second = await ServedPage.StartAsync(options => options with { Port = port });
        await open.ExpectAsync("6");
        await Expect(open.Page.Locator("#offline")).ToBeHiddenAsync();
        open.Forgive();
    }

    private static BrowserNewContextOptions Screen(int width, string language) =>
        new()
        {
            ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 1000 },
            IsMobile = width < 500,
            HasTouch = width < 1000,
            ColorScheme = ColorScheme.Light,
            Locale = language,
        };

    private static Task<string> ColorAsync(OpenPage open) =>
        open.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static async Task CheckBothSidesAsync(OpenPage open, string name)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await open.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await open.ImageAsync($"{name}-{scheme}".ToLowerInvariant());
            await open.ExpectAccessibleAsync();
        }
    }
}
