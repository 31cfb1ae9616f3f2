using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Teaching;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Of several digits in one drawing, each is corrected by itself: its part is stored and taught.</summary>
public sealed class DigitCorrectionTests(Chromium chromium)
{
    [Fact]
    public async Task Stores_and_teaches_the_part_of_the_chosen_digit()
    {
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(
                ServedPage.Recognizer,
                "digits.zip",
                null,
                new QuickTeacher { Before = cancellation => cancellation.WaitHandle.WaitOne() }
            )
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync([
            .. Strokes.Of(2, 0.5f, -0.08f, 0.1f),
            .. Strokes.Of(0, 0.5f, 0.25f, 0.12f),
            .. Strokes.Of(7, 0.5f, 0.58f, 0.1f),
        ]);
        await open.ExpectAsync("2 0 7");
        ILocator heading = open.Page.Locator("#correct-heading");
        ILocator labels = open.Page.Locator("#labels");
        await Expect(heading).ToHaveTextAsync("Is a digit wrong? Choose it:");
        await Expect(open.Page.Locator("#parts button")).ToHaveTextAsync(["2", "0", "7"]);
        await Expect(labels).ToBeHiddenAsync();

        // By keyboard.
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Digit 2, read as 0" }).PressAsync("Enter");
        await Expect(heading).ToHaveTextAsync("Digit 2 was read as 0. Choose the correct answer:");
        await Expect(open.Page.Locator("#boxes span").Nth(1)).ToHaveClassAsync("chosen");
        await labels.GetByRole(AriaRole.Button, new() { Name = "6" }).PressAsync("Enter");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 6. 1 drawing");
        await Expect(open.Page.Locator("#learn")).ToHaveTextAsync("Learn now that this is 6");

        // By the label of its box, with another choice for the same digit.
        await open.Page.Locator("#boxes b").Nth(2).ClickAsync();
        await Expect(heading).ToHaveTextAsync("Digit 3 was read as 7. Choose the correct answer:");
        await Expect(labels.Locator("[aria-pressed=true]")).ToHaveCountAsync(0);
        await labels.GetByRole(AriaRole.Button, new() { Name = "4" }).ClickAsync();
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 4. 2 drawings");
        await labels.GetByRole(AriaRole.Button, new() { Name = "1" }).ClickAsync();
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 1. 2 drawings");

        // The parts, each read by itself.
        Assert.Equal([("1", "7"), ("6", "0")], Stored(served));
        Samples<byte> learned = AddedImages
            .Load(served.CorrectionFolder, Shape.Image(28, 28), ServedPage.Recognizer.ClassNames, new SourceLoader())
            .Samples;
        Assert.Equal(
            [(1, "7"), (6, "0")],
            Enumerable
                .Range(0, learned.Count)
                .Select(row => (learned.Labels[row], ServedPage.Recognizer.Rank(learned.Row(row))[0].Label))
                .Distinct()
                .Order()
        );
        await open.ExpectAccessibleAsync();

        await open.Page.Locator("#parts button").Nth(1).ClickAsync();
        await Expect(labels.Locator("[aria-pressed=true]")).ToHaveTextAsync("6");
        await open.Page.ClickAsync("#learn");
        await Expect(open.Page.Locator("#lesson-news")).ToHaveTextAsync("Learning");
        JsonElement lesson = await served.Client.GetFromJsonAsync<JsonElement>("api/lesson", TestContext.Current.CancellationToken);
        Assert.Equal("6", lesson.GetProperty("label").GetString());
        Assert.Equal("0", lesson.GetProperty("before").GetProperty("label").GetString());
        await open.Page.ClickAsync("#lesson-undo");
        await Expect(open.Page.Locator("#lesson-news")).ToHaveTextAsync("Canceled. The model is as it was.");
        await open.ImagesAsync("correct-digit");
    }

    private static (string Label, string? Read)[] Stored(ServedPage served) =>
        [
            .. Directory
                .GetFiles(served.CorrectionFolder, "*.png", SearchOption.AllDirectories)
                .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), ServedPage.Recognizer.RecognizeFile(path).Best?.Label))
                .Order(),
        ];
}
