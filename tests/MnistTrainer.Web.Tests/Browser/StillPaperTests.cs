using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Nothing that happens while a pen is on the paper moves the paper or interrupts the drawing.</summary>
public sealed class StillPaperTests(Chromium chromium)
{
    // A spiral, which is rejected, as a whole and but for its last turn.
    private static readonly (float X, float Y)[] Scribble =
    [
        .. Enumerable
            .Range(0, 42)
            .Select(i => 0.5 * i)
            .Select(angle => ((float)(0.5 + (0.02 * angle * Math.Cos(angle))), (float)(0.5 + (0.02 * angle * Math.Sin(angle))))),
    ];

    // All places that the paper has had in frames in which the pen was down.
    private const string Watch = """
        () => {
          const paper = document.getElementById("paper");
          window.places = [];
          let isDown = false;
          paper.addEventListener("pointerdown", () => { isDown = true; });
          addEventListener("pointerup", () => { isDown = false; });
          const look = () => {
            const box = paper.getBoundingClientRect();
            const place = `${box.left} ${box.top} ${box.width} ${box.height}`;
            if (isDown && !places.includes(place))
              places.push(place);
            requestAnimationFrame(look);
          };
          look();
        }
        """;

    [Theory]
    [InlineData(320, 568, "en")]
    [InlineData(320, 568, "ko")]
    [InlineData(360, 640, "ko")]
    [InlineData(390, 844, "en")]
    [InlineData(844, 390, "en")]
    [InlineData(667, 375, "ko")]
    [InlineData(768, 1024, "en")]
    [InlineData(1280, 900, "en")]
    public async Task Paper_stays_in_place_while_a_pen_is_down(int width, int height, string language)
    {
        string? newer = null;
        ServedPage served = await ServedPage.StartAsync(site: new DrawingSite(ServedPage.Recognizer, "digits.zip", () => newer));
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            served.Address,
            new()
            {
                Locale = language,
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await Expect(open.Page.Locator("#labels button").First).ToBeAttachedAsync();
        await open.Page.EvaluateAsync(Watch);
        await StrokeAsync(open, Scribble, place => RejectionAsync(open.Page, place));
        await open.ExpectAsync("?");
        await open.ImageAsync($"still-{width}-{language}");
        await open.Page.ClickAsync("#clear");
        await open.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await StrokeAsync(open, [(.5f, .2f), (.5f, .5f), (.5f, .8f)], _ => open.ExpectAsync("1"));
        await StrokeAsync(
            open,
            [(.4f, .8f), (.5f, .8f), (.6f, .8f)],
            async _ =>
            {
                newer = "a-model-with-a-rather-long-name-that-was-trained-last.zip";
                await open.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
                await Expect(open.Page.Locator("#newer")).ToBeVisibleAsync();
            }
        );
        await StrokeAsync(
            open,
            [(.3f, .3f), (.5f, .3f), (.6f, .4f)],
            async place =>
            {
                await served.DisposeAsync();
                await open.Page.Mouse.MoveAsync(place.X + 2, place.Y);
                await Expect(open.Page.Locator("#offline")).ToBeVisibleAsync();
            }
        );
        string[] places = await open.Page.EvaluateAsync<string[]>("() => places");
        Assert.Equal(places.Take(1), places);
        // The page would keep asking for its server.
        await open.Page.GotoAsync("about:blank");
        open.Forgive();
    }

    [Theory]
    [InlineData(844, 390, "en")]
    [InlineData(740, 360, "en")]
    [InlineData(667, 375, "en")]
    [InlineData(568, 320, "en")]
    [InlineData(568, 320, "ko")]
    public async Task Phones_on_their_side_show_the_whole_paper_beside_the_answer(int width, int height, string language)
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            served.Address,
            new()
            {
                Locale = language,
                IsMobile = true,
                HasTouch = true,
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await Expect(open.Page.Locator("#labels button").First).ToBeAttachedAsync();
        Assert.Empty(await OutsideAsync(open.Page));
        await open.DrawAsync(Strokes.Of(3));
        await open.ExpectAsync("3");
        Assert.Empty(await OutsideAsync(open.Page));
        await open.Page.ClickAsync("#clear");
        await open.DrawAsync(Scribble);
        await open.ExpectAsync("?");
        Assert.Empty(await OutsideAsync(open.Page));
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("() => scrollY"));
        await open.ImageAsync($"draw-landscape-{width}-{language}");
        LocatorBoundingBoxResult paper = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        LocatorBoundingBoxResult verdict = (await open.Page.Locator("#verdict").BoundingBoxAsync())!;
        Assert.InRange(paper.Height, 0.6 * height, height);
        Assert.Equal(paper.Width, paper.Height, 1.0);
        Assert.True(verdict.X >= paper.X + paper.Width, "The answer is beside the paper.");
    }

    [Theory]
    [InlineData(320, 568)]
    [InlineData(390, 844)]
    public async Task Phones_show_paper_and_answer_at_once(int width, int height)
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            served.Address,
            new()
            {
                Locale = "ko",
                IsMobile = true,
                HasTouch = true,
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await open.DrawAsync(Strokes.Of(3));
        await open.ExpectAsync("3");
        LocatorBoundingBoxResult verdict = (await open.Page.Locator("#verdict").BoundingBoxAsync())!;
        Assert.InRange(verdict.Y + verdict.Height, 0, height);
    }

    [Fact]
    public async Task Rejects_when_the_pen_is_lifted_and_not_before()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await StrokeAsync(
            open,
            Scribble,
            async place =>
            {
                await RejectionAsync(open.Page, place);
                await open.Page.WaitForTimeoutAsync(300);
                await Expect(open.Page.Locator("#label")).Not.ToHaveTextAsync("?");
                await Expect(open.Page.Locator("#certainty")).Not.ToContainTextAsync("Not a digit");
            }
        );
        await open.ExpectAsync("?");
        await Expect(open.Page.Locator("#certainty")).ToContainTextAsync("Not a digit");
    }

    /// <summary>What of the paper, the answer and the tools for drawing is not wholly on the screen.</summary>
    private static Task<string[]> OutsideAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => ["sheet", "verdict", "undo", "clear", "pen"].filter(id => {
              const { top, bottom, left, right } = document.getElementById(id).getBoundingClientRect();
              return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
            })
            """
        );

    private static async Task StrokeAsync(OpenPage open, (float X, float Y)[] points, Func<(float X, float Y), Task> whileDown)
    {
        LocatorBoundingBoxResult box = (await open.Page.Locator("#paper").BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + (points[0].X * box.Width), box.Y + (points[0].Y * box.Height));
        await open.Page.Mouse.DownAsync();
        foreach ((float x, float y) in points.Skip(1).SkipLast(1))
            await open.Page.Mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height), new() { Steps = 2 });
        await whileDown((box.X + (points[^2].X * box.Width), box.Y + (points[^2].Y * box.Height)));
        await open.Page.Mouse.MoveAsync(box.X + (points[^1].X * box.Width), box.Y + (points[^1].Y * box.Height), new() { Steps = 5 });
        await open.Page.WaitForTimeoutAsync(200);
        await open.Page.Mouse.UpAsync();
    }

    /// <summary>Waits until the server has rejected what is on the paper.</summary>
    private static async Task RejectionAsync(IPage page, (float X, float Y) place)
    {
        for (int i = 0; i < 40; i++)
        {
            Task<IResponse> response = page.WaitForResponseAsync("**/api/predict*");
            await page.Mouse.MoveAsync(place.X + (i % 2), place.Y);
            JsonElement? answer = await (await response).JsonAsync();
            if (answer?.GetProperty("refusal").ValueKind == JsonValueKind.Object)
                return;
        }

        Assert.Fail("The scribble was not rejected.");
    }
}
