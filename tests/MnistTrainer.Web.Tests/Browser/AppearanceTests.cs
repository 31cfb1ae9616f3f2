using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>How the pages look: on small and large screens, light and dark, in both languages, for everybody. Images of all of them are kept.</summary>
[Collection("browser")]
public sealed class AppearanceTests(Chromium chromium) : IAsyncLifetime
{
    // WCAG 2.2, levels A and AA; contrast is among them.
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private ServedPage _served = null!;

    public static MatrixTheoryData<int, string> Screens => new([390, 768, 1440], ["en", "ko"]);

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_page_to_draw_on_fits_and_can_be_used_by_everybody(int width, string language)
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address, Screen(width, language));
        await Expect(open.Page.Locator("#facts .first dd")).ToContainTextAsync(" %");
        await open.ImageAsync($"draw-{width}-{language}-empty");
        await open.DrawAsync(Strokes.Of(8));
        await open.ExpectAsync("8");
        await open.Page.Locator("#correct").WaitForAsync();
        await CheckBothSidesAsync(open, $"draw-{width}-{language}");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_page_of_a_training_fits_and_can_be_used_by_everybody(int width, string language)
    {
        TrainingFeed feed = new();
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        SomeTraining.Tell(feed, epochs: 12);
        await using OpenPage open = await OpenPage.OpenAsync(chromium, server.Address, Screen(width, language));
        await Expect(open.Page.Locator("#mistakes li").First).ToBeVisibleAsync();
        await CheckBothSidesAsync(open, $"watch-{width}-{language}");
        feed.Close();
    }

    [Fact]
    public async Task Another_language_is_kept_and_leaves_no_word_behind()
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
            "() => [...document.querySelectorAll('[data-text], #certainty, #remark, #spoken, #seen-help, #limits, #facts dt, #stages li')].map(e => e.textContent).filter(t => t !== '')"
        );
        Assert.All(words.Where(word => word != "API"), word => Assert.True(word.Any(c => c is >= '\uAC00' and <= '\uD7A3'), word));
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#certainty")).ToContainTextAsync("sure");
    }

    [Fact]
    public async Task A_browser_in_Korean_gets_the_page_in_Korean()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address, new() { Locale = "ko-KR" });
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("숫자를 그려 보세요");
    }

    [Fact]
    public async Task Dark_is_chosen_and_kept()
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
    public async Task A_program_that_has_gone_is_told_and_the_page_goes_on_when_it_is_back()
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
            AxeResult result = await open.Page.RunAxe(Rules);
            Assert.Empty(
                result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Target} {node.Html}"))
            );
            Assert.NotEmpty(result.Passes);
        }
    }
}
