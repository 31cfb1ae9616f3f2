using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>
/// A page in a browser. All its messages and requests are recorded; in the end there must be no error and no request to another origin.
/// </summary>
public sealed class OpenPage : IAsyncDisposable
{
    // WCAG 2.2, levels A and AA, including contrast.
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // All rules run on all elements; of those that pass, one for each rule is listed, which takes a third of the time that all would.
    private const string Check = """
        async tags => {
          const { violations, passes } = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
          return [violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.html}`)), passes.map(one => one.id)];
        }
        """;

    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly List<string> _complaints = [];
    private bool _isForgiving;

    private OpenPage(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, _address) = (context, page, address);
        page.Console += (_, message) => Complain(message.Type is "error" or "warning" ? $"{message.Type}: {message.Text}" : null);
        page.PageError += (_, error) => Complain(error);
        context.Request += (_, request) => Complain(IsOwn(request.Url) ? null : $"a request to {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>Opens a page.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="address">The address of the page.</param>
    /// <param name="options">The screen and the locale. Default: a desktop in English.</param>
    /// <param name="path">The page's path behind the address. Default: none.</param>
    public static async Task<OpenPage> OpenAsync(Chromium chromium, Uri address, BrowserNewContextOptions? options = null, string path = "")
    {
        IBrowser browser = await chromium.BrowserAsync();
        IBrowserContext context = await browser.NewContextAsync(
            options
                ?? new()
                {
                    Locale = "en",
                    ViewportSize = new() { Width = 1280, Height = 900 },
                }
        );
        context.SetDefaultTimeout(60_000);
        context.SetDefaultNavigationTimeout(60_000);
        OpenPage open = new(context, await context.NewPageAsync(), address);
        await open.Page.GotoAsync(address + path);
        return open;
    }

    /// <summary>Draws strokes on the paper with the mouse.</summary>
    /// <param name="strokes">The strokes, in shares of the paper's sides.</param>
    public async Task DrawAsync(params (float X, float Y)[][] strokes)
    {
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        LocatorBoundingBoxResult box = (await Page.Locator("#paper").BoundingBoxAsync())!;
        foreach ((float X, float Y)[] stroke in strokes)
        {
            await Page.Mouse.MoveAsync(box.X + (stroke[0].X * box.Width), box.Y + (stroke[0].Y * box.Height));
            await Page.Mouse.DownAsync();
            foreach ((float x, float y) in stroke.Skip(1))
                await Page.Mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height), new() { Steps = 2 });
            await Page.Mouse.UpAsync();
        }
    }

    /// <summary>The answer after all requests have finished: a digit, or what is shown instead.</summary>
    public async Task<string> AnswerAsync()
    {
        await Page.Locator("#verdict[aria-busy=false]").WaitForAsync();
        return (await Page.Locator("#label").TextContentAsync())!;
    }

    /// <summary>Waits for an answer.</summary>
    public Task ExpectAsync(string answer) => Assertions.Expect(Page.Locator("#label")).ToHaveTextAsync(answer);

    /// <summary>The number of opaque pixels on the paper.</summary>
    public Task<int> InkAsync() =>
        Page.EvaluateAsync<int>(
            """
            () => {
              const paper = document.getElementById("paper");
              const copy = new OffscreenCanvas(paper.width, paper.height).getContext("2d", { willReadFrequently: true });
              copy.drawImage(paper, 0, 0);
              return copy.getImageData(0, 0, paper.width, paper.height).data.filter((value, i) => i % 4 === 3 && value > 128).length;
            }
            """
        );

    /// <summary>Takes a screenshot of the whole page, and ensures that it does not scroll sideways.</summary>
    public async Task ImageAsync(string name)
    {
        await Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Chromium.ImageFolder, $"{name}.png"),
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
            }
        );
        Assert.Equal(0, await Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    /// <summary>Takes screenshots on a desktop and on a large and a small phone, the last in the other language and theme, in which the page stays.</summary>
    public async Task ImagesAsync(string name)
    {
        await Page.SetViewportSizeAsync(1440, 1000);
        await ImageAsync($"{name}-1440");
        await Page.SetViewportSizeAsync(390, 844);
        await ImageAsync($"{name}-390");
        await Page.ClickAsync("#language");
        await Page.ClickAsync("#theme");
        await Page.SetViewportSizeAsync(320, 700);
        await ImageAsync($"{name}-320-other");
        await ExpectAccessibleAsync();
    }

    /// <summary>Ensures that axe finds no violation of WCAG 2.2, levels A and AA.</summary>
    public async Task ExpectAccessibleAsync()
    {
        await Page.EvaluateAsync(Axe);
        string[][] found = await Page.EvaluateAsync<string[][]>(Check, Rules);
        Assert.Empty(found[0]);
        Assert.NotEmpty(found[1]);
    }

    /// <summary>
    /// Ignores errors that the test caused on purpose, and all that follow: a server may stop before its page closes, whose requests then fail.
    /// </summary>
    public void Forgive()
    {
        lock (_complaints)
        {
            _isForgiving = true;
            _complaints.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        lock (_complaints)
            Assert.Empty(_complaints);
    }

    private bool IsOwn(string url) =>
        url.StartsWith(_address.ToString(), StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal);

    private void Complain(string? complaint)
    {
        if (complaint is null)
            return;
        lock (_complaints)
        {
            if (!_isForgiving)
                _complaints.Add(complaint);
        }
    }
}
