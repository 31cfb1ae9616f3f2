using Microsoft.Playwright;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Several pointers on the paper at once: one of them draws.</summary>
public sealed class PointerTests(Chromium chromium) : IAsyncLifetime
{
    private ServedPage _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task A_second_finger_does_not_draw()
    {
        await using OpenPage open = await OpenAsync();
        ICDPSession session = await open.Page.Context.NewCDPSessionAsync(open.Page);
        LocatorBoundingBoxResult box = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        await TouchAsync(session, "touchStart", At(box, .5, .2, 0));
        await TouchAsync(session, "touchStart", At(box, .5, .3, 0), At(box, .1, .9, 1));
        await TouchAsync(session, "touchMove", At(box, .5, .5, 0), At(box, .9, .9, 1));
        await TouchAsync(session, "touchMove", At(box, .5, .8, 0), At(box, .9, .1, 1));
        await TouchAsync(session, "touchEnd");
        await open.ExpectAsync("1");
    }

    [Fact]
    public async Task A_pen_replaces_the_stroke_of_a_resting_hand()
    {
        await using OpenPage open = await OpenAsync();
        ICDPSession session = await open.Page.Context.NewCDPSessionAsync(open.Page);
        LocatorBoundingBoxResult box = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        await TouchAsync(session, "touchStart", At(box, .1, .9, 0));
        await TouchAsync(session, "touchMove", At(box, .3, .95, 0));
        await PenAsync(session, "mousePressed", box, .2);
        foreach (double y in (double[])[.3, .5, .7, .8])
            await PenAsync(session, "mouseMoved", box, y);
        await TouchAsync(session, "touchMove", At(box, .9, .9, 0));
        await PenAsync(session, "mouseReleased", box, .8);
        await TouchAsync(session, "touchEnd");
        await open.ExpectAsync("1");
        // What is undone is the whole drawing: the hand has left nothing.
        await open.Page.ClickAsync("#undo");
        Assert.Equal(0, await open.InkAsync());
    }

    private Task<OpenPage> OpenAsync() =>
        OpenPage.OpenAsync(
            chromium,
            _served.Address,
            new()
            {
                Locale = "en",
                HasTouch = true,
                IsMobile = true,
                ViewportSize = new() { Width = 820, Height = 1180 },
            }
        );

    private static object At(LocatorBoundingBoxResult box, double x, double y, int id) =>
        new
        {
            x = box.X + (x * box.Width),
            y = box.Y + (y * box.Height),
            id,
        };

    private static async Task TouchAsync(ICDPSession session, string type, params object[] points) =>
        await session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });

    private static async Task PenAsync(ICDPSession session, string type, LocatorBoundingBoxResult box, double y) =>
        await session.SendAsync(
            "Input.dispatchMouseEvent",
            new()
            {
                ["type"] = type,
                ["x"] = box.X + (.5 * box.Width),
                ["y"] = box.Y + (y * box.Height),
                ["button"] = "left",
                ["buttons"] = type == "mouseReleased" ? 0 : 1,
                ["clickCount"] = 1,
                ["pointerType"] = "pen",
            }
        );
}
