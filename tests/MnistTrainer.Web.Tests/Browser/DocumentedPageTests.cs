using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The images of the drawing page in the documentation. With <c>MNIST_TRAINER_WRITE_IMAGES=1</c> they are made again.</summary>
public sealed class DocumentedPageTests(Chromium chromium)
{
    private const int Margin = 20;

    /// <summary>A drawing with its answer, the examples and the stages, down to the question why; and the answer to that.</summary>
    [Theory]
    [InlineData(1200)]
    [InlineData(320)]
    public async Task Shows_a_drawing_its_answer_and_why(int width)
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            served.Address,
            new()
            {
                Locale = "en",
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        await open.DrawAsync([
            [.. Arc(.47f, .34f, .15f, .14f, 210, 450), .. Arc(.47f, .64f, .18f, .16f, 270, 500)],
        ]);
        await open.ExpectAsync("3");
        await Expect(open.Page.Locator("#correct")).ToBeVisibleAsync();
        Assert.Equal("3", await open.AnswerAsync());
        await Expect(open.Page.Locator("#examples")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#stages li").First).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#why-toggle")).ToBeVisibleAsync();
        await open.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        LocatorBoundingBoxResult why = (await open.Page.Locator("section.why").BoundingBoxAsync())!;
        await WriteAsync(open, "draw-page", new() { Width = width, Height = why.Y + why.Height + Margin });

        await open.Page.ClickAsync("#why-toggle");
        await Expect(open.Page.Locator("#why-note")).ToContainTextAsync("The answer is 3");
        await open.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        LocatorBoundingBoxResult total = (await open.Page.Locator("#why-total").BoundingBoxAsync())!;
        await WriteAsync(
            open,
            "why",
            new()
            {
                Y = why.Y,
                Width = width,
                Height = total.Y + total.Height + Margin - why.Y,
            }
        );
    }

    private static async Task WriteAsync(OpenPage open, string name, Clip part)
    {
        bool isWritten = part.Width > 1000 && Environment.GetEnvironmentVariable("MNIST_TRAINER_WRITE_IMAGES") == "1";
        byte[] image = await open.Page.ScreenshotAsync(
            new()
            {
                Path = isWritten
                    ? Path.Combine(Repository.Root, "docs", "images", $"{name}.png")
                    : Path.Combine(Chromium.ImageFolder, $"documented-{name}-{part.Width}.png"),
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
                Clip = part,
            }
        );
        Imaging.GrayImage seen = Imaging.ImageCodec.Decode(image, name);
        Assert.Equal(part.Width, seen.Width);
        // Neither blank nor cut: a card has a light margin below.
        Assert.Contains(seen.Pixels.ToArray(), pixel => pixel < 64);
        Assert.All(seen.Row(seen.Height - 1).ToArray(), pixel => Assert.True(pixel > 200));
    }

    // A point every five degrees, as smooth as a hand draws.
    private static IEnumerable<(float X, float Y)> Arc(float x, float y, float width, float height, int from, int to) =>
        Enumerable
            .Range(0, ((to - from) / 5) + 1)
            .Select(i => float.DegreesToRadians(from + (5 * i)))
            .Select(angle => (x + (width * MathF.Cos(angle)), y + (height * MathF.Sin(angle))));
}
