using Microsoft.Playwright;
using MnistTrainer.Web.Tests.Browser;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The explorer in a browser, as <c>mnist explore</c> serves it.</summary>
internal sealed class ExplorerPage : IAsyncDisposable
{
    private readonly WebServer _server;

    private ExplorerPage(WebServer server, OpenPage open) => (_server, Open) = (server, open);

    /// <summary>The page, whose errors and requests to other origins fail the test.</summary>
    public OpenPage Open { get; }

    /// <summary>The page, to act on.</summary>
    public IPage Page => Open.Page;

    /// <summary>Opens a chapter.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="chapter">The chapter and its state, as in the address behind <c>#/</c>: <c>downhill?start=3</c>.</param>
    /// <param name="options">The screen and the locale. Default: a desktop in English.</param>
    public static async Task<ExplorerPage> OpenAsync(Chromium chromium, string chapter, BrowserNewContextOptions? options = null)
    {
        WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new ExplorerSite(),
            TestContext.Current.CancellationToken
        );
        return new ExplorerPage(server, await OpenPage.OpenAsync(chromium, server.Address, options, $"#/{chapter}"));
    }

    /// <summary>A screen of a width, with fingers where it is a phone's.</summary>
    public static BrowserNewContextOptions Screen(int width, string language, ColorScheme scheme = ColorScheme.Light) =>
        new()
        {
            ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 1000 },
            IsMobile = width < 500,
            HasTouch = width < 500,
            ColorScheme = scheme,
            Locale = language,
        };

    /// <summary>Goes to another chapter or state.</summary>
    public Task GoAsync(string chapter) => Page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{chapter}");

    /// <summary>Calls a function with a module of the explorer.</summary>
    /// <param name="module">The module: <c>chapters/downhill/model.js</c>.</param>
    /// <param name="function">The function: <c>m => m.slope(3)</c>. It may take a second argument.</param>
    /// <param name="argument">The second argument.</param>
    public Task<T> CallAsync<T>(string module, string function, object? argument = null) =>
        Page.EvaluateAsync<T>($"async argument => ({function})(await import('/explore/{module}'), argument)", argument);

    /// <summary>The numbers in a table of a figure, row by row, which is opened if it is not; empty cells of text are not among them.</summary>
    /// <param name="id">The table's id: <c>walk</c>.</param>
    public async Task<double[][]> TableAsync(string id)
    {
        ILocator table = Page.Locator($"#table-{id}");
        if (await table.GetAttributeAsync("open") is null)
            await table.Locator("summary").ClickAsync();
        await table.Locator("tbody tr").First.WaitForAsync();
        return await table.EvaluateAsync<double[][]>(
            "table => [...table.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => Number(cell.textContent.replace('\\u2212', '-'))).filter(Number.isFinite))"
        );
    }

    /// <summary>Waits until the address has a part of the state, such as <c>start=3</c>.</summary>
    public Task ExpectAddressAsync(string part) =>
        Page.WaitForFunctionAsync("part => location.hash.split(/[?&]/).includes(part)", part, new() { Timeout = 5000 });

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        await _server.DisposeAsync();
    }
}
