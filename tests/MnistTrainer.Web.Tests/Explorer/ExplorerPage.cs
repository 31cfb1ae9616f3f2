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

    /// <summary>Taps on an element until a condition holds.</summary>
    /// <param name="element">The element, once it rests.</param>
    /// <param name="x">Pixels from its left; negative from its right.</param>
    /// <param name="y">Pixels from its top; negative from its bottom.</param>
    /// <param name="condition">An expression: <c>location.hash.includes("at=3")</c>.</param>
    public Task TapAsync(ILocator element, float x, float y, string condition) =>
        UntilAsync(
            condition,
            async () =>
            {
                LocatorBoundingBoxResult box = (await element.BoundingBoxAsync())!;
                await element.TapAsync(
                    new()
                    {
                        Position = new() { X = x < 0 ? box.Width + x : x, Y = y < 0 ? box.Height + y : y },
                    }
                );
            }
        );

    /// <summary>Moves a finger sideways from the middle of an element until a condition holds.</summary>
    /// <param name="element">The element, once it rests.</param>
    /// <param name="right">Pixels.</param>
    /// <param name="condition">An expression: <c>location.hash.includes("at=3")</c>.</param>
    public async Task SwipeAsync(ILocator element, float right, string condition)
    {
        ICDPSession session = await Page.Context.NewCDPSessionAsync(Page);
        await UntilAsync(
            condition,
            async () =>
            {
                (float x, float y) = await MiddleAsync(element);
                await TouchAsync("touchStart", new { x, y });
                await TouchAsync("touchMove", new { x = x + (right / 2), y });
                await TouchAsync("touchMove", new { x = x + right, y });
                await TouchAsync("touchEnd");
            }
        );

        Task TouchAsync(string type, params object[] points) =>
            session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
    }

    /// <summary>Drags the middle of an element with the mouse, once the element rests.</summary>
    public async Task DragAsync(ILocator element, float right, float down)
    {
        (float x, float y) = await MiddleAsync(element);
        await Page.Mouse.MoveAsync(x, y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(x + right, y + down, new() { Steps = 3 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Waits until the address has a part of the state, such as <c>start=3</c>.</summary>
    public Task ExpectAddressAsync(string part) => Page.WaitForFunctionAsync("part => location.hash.split(/[?&]/).includes(part)", part);

    // A machine under load makes a long press of what is done with a finger.
    private async Task UntilAsync(string condition, Func<Task> act)
    {
        for (int left = 4; ; left--)
        {
            await act();
            try
            {
                await Page.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = 3000 });
                return;
            }
            catch (TimeoutException) when (left > 0) { }
        }
    }

    private static async Task<(float X, float Y)> MiddleAsync(ILocator element)
    {
        // Hovering waits until the element rests.
        await element.HoverAsync(new() { Trial = true });
        LocatorBoundingBoxResult box = (await element.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Open.DisposeAsync();
        }
        finally
        {
            await _server.DisposeAsync();
        }
    }
}
