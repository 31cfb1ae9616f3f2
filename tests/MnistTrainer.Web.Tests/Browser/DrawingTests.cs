using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The drawing page, used as a person would.</summary>
public sealed class DrawingTests(Chromium chromium) : IAsyncLifetime
{
    private ServedPage _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task Recognizes_every_digit_drawn_with_the_mouse()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        for (int digit = 0; digit < 10; digit++)
        {
            await open.DrawAsync(Strokes.Of(digit));
            await open.ExpectAsync($"{digit}");
            Assert.Equal($"{digit}", await open.AnswerAsync());
            Assert.Equal($"{digit}", await open.Page.Locator("#bars li.best b").TextContentAsync());
            await Expect(open.Page.Locator("#image")).ToBeVisibleAsync();
            await Expect(open.Page.Locator("#stages li").First).ToBeVisibleAsync();
            await open.Page.ClickAsync("#clear");
            await open.ExpectAsync("–");
        }
    }

    [Fact]
    public async Task Updates_the_answer_while_drawing()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        LocatorBoundingBoxResult box = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + (.5f * box.Width), box.Y + (.2f * box.Height));
        await open.Page.Mouse.DownAsync();
        await open.Page.Mouse.MoveAsync(box.X + (.5f * box.Width), box.Y + (.8f * box.Height), new() { Steps = 10 });
        await open.ExpectAsync("1");
        await open.Page.Mouse.UpAsync();
    }

    [Fact]
    public async Task Draws_by_touch_and_offers_the_camera()
    {
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            _served.Address,
            new()
            {
                Locale = "en",
                HasTouch = true,
                IsMobile = true,
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        LocatorBoundingBoxResult box = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        ICDPSession touch = await open.Page.Context.NewCDPSessionAsync(open.Page);
        (float X, float Y)[] stroke = Strokes.Of(7)[0];
        foreach (((float x, float y), int i) in stroke.Select((point, i) => (point, i)))
            await SendAsync(i == 0 ? "touchStart" : "touchMove", [new { x = box.X + (x * box.Width), y = box.Y + (y * box.Height) }]);
        await SendAsync("touchEnd", []);
        await open.ExpectAsync("7");
        await Expect(open.Page.Locator("#camera")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#photograph")).ToHaveAttributeAsync("capture", "environment");

        Task SendAsync(string type, object[] points) =>
            touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
    }

    [Fact]
    public async Task Undoes_strokes_one_by_one_and_restores_cleared_drawings()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await Expect(open.Page.Locator("#undo")).ToBeDisabledAsync();
        await Expect(open.Page.Locator("#clear")).ToBeDisabledAsync();
        await open.DrawAsync(Strokes.Of(4)[0]);
        int one = await open.InkAsync();
        await open.DrawAsync(Strokes.Of(4)[1]);
        int both = await open.InkAsync();
        Assert.True(both > one);
        await open.ExpectAsync("4");
        await open.Page.ClickAsync("#undo");
        Assert.Equal(one, await open.InkAsync());
        await open.DrawAsync(Strokes.Of(4)[1]);
        await open.Page.ClickAsync("#clear");
        Assert.Equal(0, await open.InkAsync());
        await open.ExpectAsync("–");
        await open.Page.ClickAsync("#undo");
        Assert.Equal(both, await open.InkAsync());
        await open.ExpectAsync("4");
        for (int i = 0; i < 2; i++)
            await open.Page.ClickAsync("#undo");
        Assert.Equal(0, await open.InkAsync());
        await Expect(open.Page.Locator("#undo")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Recognizes_digits_drawn_with_a_wide_pen()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        List<int> ink = [];
        foreach (string width in (string[])["8", "30", "56"])
        {
            await open.Page.FillAsync("#pen", width);
            await open.DrawAsync(Strokes.Of(7));
            await open.ExpectAsync("7");
            ink.Add(await open.InkAsync());
            await open.Page.ClickAsync("#clear");
        }

        // The ink of a line is its length times its width, except for its ends.
        Assert.InRange((double)ink[1] / ink[0], 3.2, 4.2);
        Assert.InRange((double)ink[2] / ink[0], 5.8, 7.8);
    }

    [Fact]
    public async Task Draws_boxes_around_multiple_digits()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await open.Page.CheckAsync("#several");
        await open.DrawAsync([
            .. Strokes.Of(2, 0.5f, -0.08f, 0.1f),
            .. Strokes.Of(0, 0.5f, 0.25f, 0.12f),
            .. Strokes.Of(7, 0.5f, 0.58f, 0.1f),
        ]);
        Assert.Equal("2 0 7", await open.AnswerAsync());
        await Expect(open.Page.Locator("#certainty")).ToHaveTextAsync("3 digits found");
        LocatorBoundingBoxResult paper = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        IReadOnlyList<ILocator> boxes = await open.Page.Locator("#boxes span").AllAsync();
        Assert.Equal(3, boxes.Count);
        foreach ((ILocator box, (float middle, string label)) in boxes.Zip([(0.17f, "2"), (0.5f, "0"), (0.83f, "7")]))
        {
            LocatorBoundingBoxResult place = (await box.BoundingBoxAsync())!;
            Assert.InRange((place.X + (place.Width / 2) - paper.X) / paper.Width, middle - 0.04, middle + 0.04);
            Assert.InRange((place.Y + (place.Height / 2) - paper.Y) / paper.Height, 0.3, 0.42);
            await Expect(box.Locator("b")).ToHaveTextAsync(label);
        }

        await Expect(open.Page.Locator("#stages li")).ToHaveTextAsync(["2", "0", "7"]);
        await open.ImageAsync("draw-several");

        // Several digits that are clearly apart are found unasked, with a note.
        await open.Page.UncheckAsync("#several");
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("Several digits were found");
        await Expect(open.Page.Locator("#label")).ToHaveTextAsync("2 0 7");
        await Expect(open.Page.Locator("#boxes span")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Shows_points_and_minus_signs()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await open.Page.CheckAsync("#several");
        await open.DrawAsync([
            [(0.04f, 0.36f), (0.14f, 0.36f)],
            .. Strokes.Of(2, 0.5f, 0.14f, 0.1f),
            [(0.57f, 0.49f), (0.575f, 0.495f)],
            .. Strokes.Of(7, 0.5f, 0.5f, 0.1f),
        ]);
        Assert.Equal("-2.7", await open.AnswerAsync());
        await Expect(open.Page.Locator("#certainty")).ToHaveTextAsync("2 digits found");
        await open.ImageAsync("draw-number");
    }

    [Fact]
    public async Task Works_by_keyboard_alone()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        IKeyboard keys = open.Page.Keyboard;
        await keys.PressAsync("Tab");
        await Expect(open.Page.Locator(".skip")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(open.Page.Locator("#paper")).ToBeFocusedAsync();
        await PressAsync("Shift+ArrowUp", 3);
        await keys.PressAsync(" ");
        await PressAsync("Shift+ArrowDown", 6);
        await keys.PressAsync(" ");
        await open.ExpectAsync("1");
        await Expect(open.Page.Locator("#spoken")).ToContainTextAsync("It looks like 1, ");

        await keys.PressAsync("Control+z");
        await open.ExpectAsync("–");
        await keys.PressAsync(" ");
        await PressAsync("Shift+ArrowUp", 5);
        await keys.PressAsync(" ");
        await open.ExpectAsync("1");
        await keys.PressAsync("Delete");
        await open.ExpectAsync("–");
        await keys.PressAsync("Control+z");
        await open.ExpectAsync("1");

        // Past the tools to the correction.
        await open.Page.Locator("#correct").WaitForAsync();
        for (int i = 0; i < 30 && !await open.Page.Locator("#labels button:focus").IsVisibleAsync(); i++)
            await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 0");

        async Task PressAsync(string key, int times)
        {
            for (int i = 0; i < times; i++)
                await keys.PressAsync(key);
        }
    }
}
