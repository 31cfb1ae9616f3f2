using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Examples draw themselves on the paper, and undo brings back what they replaced.</summary>
public sealed class ExamplePageTests(Chromium chromium)
{
    [Fact]
    public async Task Draws_and_reads_every_example_and_loses_no_drawing()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(Strokes.Of(3));
        await open.ExpectAsync("3");
        (string Name, string Answer)[] examples =
        [
            ("Draw a 1 with a flag and a foot", "1"),
            ("Draw a 2 with a loop", "2"),
            ("Draw an open 4", "4"),
            ("Draw a crossed 7", "7"),
            ("Draw a 9 with a curl", "9"),
            ("Draw the number 42", "4 2"),
        ];
        await Expect(open.Page.Locator("#examples button")).ToHaveCountAsync(examples.Length);
        foreach ((string name, string answer) in examples)
        {
            ILocator button = open.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
            await button.PressAsync("Enter");
            await open.ExpectAsync(answer);
            await Expect(button).ToBeFocusedAsync();
        }

        await Expect(open.Page.Locator("#spoken")).ToContainTextAsync("2 digits found");
        await open.ImagesAsync("examples");
        await open.Page.ReloadAsync();
        await open.ExpectAsync("4 2");
    }

    [Fact]
    public async Task Undo_and_the_pen_interrupt_an_example()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(Strokes.Of(3));
        await open.ExpectAsync("3");
        int own = await open.InkAsync();

        // At once after the click, when the example is not yet whole.
        await open.Page.EvaluateAsync(
            "() => { document.querySelectorAll('#examples button')[3].click(); document.getElementById('undo').click(); }"
        );
        await open.ExpectAsync("3");
        Assert.Equal(own, await open.InkAsync());

        await open.Page.EvaluateAsync(
            """
            () => {
              const paper = document.getElementById("paper");
              paper.focus();
              document.querySelectorAll("#examples button")[3].click();
              for (const key of [" ", " "])
                paper.dispatchEvent(new KeyboardEvent("keydown", { key }));
            }
            """
        );
        await open.Page.ClickAsync("#undo");
        await open.ExpectAsync("7");
        await open.Page.ClickAsync("#undo");
        await open.ExpectAsync("3");
        Assert.Equal(own, await open.InkAsync());
    }
}
