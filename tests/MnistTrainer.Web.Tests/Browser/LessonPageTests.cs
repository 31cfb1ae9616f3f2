using MnistTrainer.Web.Tests.Teaching;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Learn now, on the page: a 1 with a flag and a foot that the model reads as a 7.</summary>
public sealed class LessonPageTests(Chromium chromium)
{
    private static readonly (float X, float Y)[][] FlaggedOne =
    [
        [(.14f, .2f), (.5f, .2f)],
        [(.5f, .2f), (.5f, .8f)],
        [(.4f, .8f), (.6f, .8f)],
    ];

    [Fact]
    public async Task Learns_the_corrected_drawing_shows_what_changed_and_undoes_it()
    {
        using SemaphoreSlim turn = new(0);
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Recognizer, "digits.zip", null, new QuickTeacher { Before = turn.Wait })
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(FlaggedOne);
        await open.ExpectAsync("7");
        await Expect(open.Page.Locator("#lesson")).ToBeHiddenAsync();
        await open.Page.Locator("#labels button", new() { HasTextString = "1" }).ClickAsync();
        await Expect(open.Page.Locator("#learn")).ToHaveTextAsync("Learn now that this is 1");
        await open.Page.Locator("#learn").PressAsync("Enter");
        await Expect(open.Page.Locator("#lesson-news")).ToHaveTextAsync("Learning");
        await Expect(open.Page.Locator("#lesson-bar")).ToBeVisibleAsync();
        await open.ExpectAccessibleAsync();
        turn.Release();

        await Expect(open.Page.Locator("#lesson-news")).ToHaveTextAsync("Learned. The drawing is now read as 1.");
        await open.ExpectAsync("1");
        await Expect(open.Page.Locator("#lesson-change tbody tr").First).ToContainTextAsync("7 · ");
        await Expect(open.Page.Locator("#lesson-change tbody tr").Last).ToContainTextAsync("100 test images");
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("1 images of corrections");
        await open.ExpectAccessibleAsync();
        await open.ImagesAsync("lesson");

        // Another page of this machine knows that the model was taught, but it was not taught there.
        await using OpenPage other = await OpenPage.OpenAsync(chromium, served.Address);
        await Expect(other.Page.Locator("#lesson-news")).ToHaveTextAsync("The model has learned 1 drawing and is not saved.");
        await Expect(other.Page.Locator("#lesson-change")).ToBeHiddenAsync();
        await Expect(other.Page.Locator("#lesson-undo")).ToBeVisibleAsync();

        await open.Page.ClickAsync("#lesson-undo");
        await Expect(open.Page.Locator("#lesson-news")).ToHaveTextAsync("되돌렸습니다. 모델은 수업 전과 같습니다.");
        await open.ExpectAsync("7");
        await Expect(open.Page.Locator("#lesson-save")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Says_what_is_missing_where_the_training_data_is_not_there()
    {
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Recognizer, "digits.zip", null, new QuickTeacher { HasKnown = false })
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(FlaggedOne);
        await open.ExpectAsync("7");
        await open.Page.Locator("#labels button", new() { HasTextString = "1" }).ClickAsync();
        await Expect(open.Page.Locator("#learn-note")).ToContainTextAsync("mnist download mnist");
        await Expect(open.Page.Locator("#learn")).ToBeHiddenAsync();
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#labels button[aria-pressed=true]")).ToHaveCountAsync(0);
        await open.Page.Locator("#labels button", new() { HasTextString = "1" }).ClickAsync();
        await Expect(open.Page.Locator("#learn-note")).ToContainTextAsync("학습 데이터 mnist");
    }
}
