using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The drawing survives a reload of the page, until it is cleared.</summary>
public sealed class ReloadTests(Chromium chromium)
{
    // As a browser that blocks all data of sites does.
    private const string Block = """
        for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, { get() { throw new DOMException("Access is denied.", "SecurityError"); } });
        """;

    [Fact]
    public async Task Restores_and_reads_the_drawing_until_it_is_cleared()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(Strokes.Of(4));
        await open.ExpectAsync("4");
        int ink = await open.InkAsync();
        await open.Page.ReloadAsync();
        await open.ExpectAsync("4");
        Assert.Equal(ink, await open.InkAsync());
        await Expect(open.Page.Locator("#hint")).ToBeHiddenAsync();
        await open.Page.ClickAsync("#undo");
        Assert.InRange(await open.InkAsync(), 1, ink - 1);

        await open.Page.ClickAsync("#clear");
        await open.Page.ReloadAsync();
        await open.ExpectAsync("–");
        Assert.Equal(0, await open.InkAsync());
        await Expect(open.Page.Locator("#undo")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Stores_no_more_than_200_strokes_and_200_000_characters_and_restores_nothing_but_strokes()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        string?[] stored = await open.Page.EvaluateAsync<string?[]>(
            """
            async () => {
              const { rememberDrawing, rememberedDrawing } = await import("/remembered.js");
              const strokes = (count, points) => Array.from({ length: count }, () => ({ width: 30, points: Array.from({ length: points }, () => ({ x: 123.4, y: 5 })) }));
              const read = () => JSON.stringify(rememberedDrawing());
              const after = layers => { rememberDrawing(layers); return sessionStorage.getItem("drawing") === null ? "nothing" : `${read() === JSON.stringify(layers)}`; };
              const found = [after(strokes(200, 9)), after(strokes(201, 1)), after(strokes(2, 9000)), after(strokes(2, 20000)), after([{ image: 1 }])];
              for (const text of ["", "[", "null", "7", "[7]", "[[]]", "[[30,1]]", "[[30,1,null]]", "[[30,1,\"2\"]]", "[[0,1,2]]", "[[30,1,1e9]]", `[${"[30,1,2],".repeat(200)}[30,1,2]]`]) {
                sessionStorage.setItem("drawing", text);
                found.push(read());
              }
              return found;
            }
            """
        );
        Assert.Equal(["true", "nothing", "true", "nothing", "nothing", .. Enumerable.Repeat("[]", 12)], stored);
    }

    [Fact]
    public async Task Works_where_storage_is_blocked()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.Page.AddInitScriptAsync(Block);
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("#labels button").First).ToBeAttachedAsync();
        await open.DrawAsync(Strokes.Of(7));
        await open.ExpectAsync("7");
        await open.Page.ClickAsync("#theme");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("숫자를 그려 보세요");
        await open.Page.ReloadAsync();
        await open.ExpectAsync("–");
    }
}
