using Microsoft.Playwright;
using MnistTrainer.Imaging;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Pasted, dropped and opened images, and those that cannot be read.</summary>
public sealed class ImageTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly FilePayload NotAnImage = new()
    {
        Name = "notes.png",
        MimeType = "image/png",
        Buffer = "not an image"u8.ToArray(),
    };

    private ServedPage _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task Pastes_an_image()
    {
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            _served.Address,
            new() { Locale = "en", Permissions = ["clipboard-read", "clipboard-write"] }
        );
        await open.Page.EvaluateAsync(
            "async bytes => navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], { type: 'image/png' }) })])",
            Convert.ToBase64String(TestImages.OnPaper(3))
        );
        await open.Page.Keyboard.PressAsync("Control+v");
        await open.ExpectAsync("3");
        Assert.True(await open.InkAsync() > 0);
    }

    [Fact]
    public async Task Accepts_files_dropped_anywhere_on_the_page()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        IJSHandle dropped = await open.Page.EvaluateHandleAsync(
            """
            bytes => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], "digit.png", { type: "image/png" }));
              return transfer;
            }
            """,
            Convert.ToBase64String(TestImages.OnPaper(5))
        );
        await open.Page.DispatchEventAsync("header", "dragover", new { dataTransfer = dropped });
        await Expect(open.Page.Locator("#sheet")).ToHaveClassAsync("sheet over");
        await open.Page.DispatchEventAsync("header", "drop", new { dataTransfer = dropped });
        await open.ExpectAsync("5");
        await Expect(open.Page.Locator("#sheet")).ToHaveClassAsync("sheet");
    }

    [Fact]
    public async Task Opens_a_file_and_draws_over_it()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await open.Page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "digit.png",
                MimeType = "image/png",
                Buffer = TestImages.OnPaper(8),
            }
        );
        await open.ExpectAsync("8");
        await open.Page.ClickAsync("#undo");
        await open.ExpectAsync("–");
        await open.DrawAsync(Strokes.Of(2));
        await open.ExpectAsync("2");
    }

    [Fact]
    public async Task Rejects_a_blank_page_in_both_languages()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        byte[] blank = ImageCodec.EncodePng(new GrayImage(50, 50, Enumerable.Repeat((byte)255, 2500).ToArray()));
        await open.Page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "blank.png",
                MimeType = "image/png",
                Buffer = blank,
            }
        );
        await open.ExpectAsync("?");
        await Expect(open.Page.Locator("#certainty")).ToContainTextAsync("Not a digit");
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("No ink is visible.");
        await Expect(open.Page.Locator("#spoken")).ToContainTextAsync("No ink is visible.");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("잉크가 보이지 않습니다.");
    }

    [Fact]
    public async Task Reports_files_that_are_not_images_and_keeps_working()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await open.Page.SetInputFilesAsync("#file", NotAnImage);
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("The browser cannot display this file");
        await open.DrawAsync(Strokes.Of(1));
        await open.ExpectAsync("1");
    }

    [Fact]
    public async Task Reports_a_file_that_was_opened_before_the_server_answered()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        TaskCompletionSource opened = new();
        await open.Page.RouteAsync(
            "**/api/model",
            async route =>
            {
                await opened.Task;
                await route.ContinueAsync();
            }
        );
        Task<IResponse?> loading = open.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await open.Page.Locator("#camera").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await open.Page.WaitForFunctionAsync("() => document.getElementById('pen').style.getPropertyValue('--share') !== ''");
        await open.Page.SetInputFilesAsync("#file", NotAnImage);
        opened.SetResult();
        await loading;
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("The browser cannot display this file");
    }

    [Fact]
    public async Task Reports_rejected_images_in_the_language_of_the_page()
    {
        await using ServedPage strict = await ServedPage.StartAsync(options => options with { MaximumBytes = 300 });
        await using OpenPage open = await OpenPage.OpenAsync(chromium, strict.Address, new() { Locale = "ko-KR" });
        await open.Page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "digit.png",
                MimeType = "image/png",
                Buffer = TestImages.OnPaper(8),
            }
        );
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("이미지 파일이 너무 큽니다.");
        // Browsers log every response with status 400 or above to the console.
        open.Forgive();
    }

    [Fact]
    public async Task Stores_a_correction_and_undoes_it()
    {
        await using OpenPage open = await OpenPage.OpenAsync(chromium, _served.Address);
        await open.DrawAsync(Strokes.Of(1));
        await open.ExpectAsync("1");
        await open.Page.ClickAsync("#labels button:text-is('7')");
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("Saved as 7");
        GrayImage kept = ImageFile.Read(Assert.Single(Directory.GetFiles(_served.CorrectionFolder, "*.png", SearchOption.AllDirectories)));
        Assert.Equal(
            "7",
            Path.GetFileName(Path.GetDirectoryName(Directory.GetFiles(_served.CorrectionFolder, "*.png", SearchOption.AllDirectories)[0]))
        );
        Assert.Equal("1", ServedPage.Recognizer.Recognize(kept).Best?.Label);
        await open.Page.ClickAsync("#kept button");
        await Expect(open.Page.Locator("#kept")).ToHaveTextAsync("Removed.");
        Assert.Empty(Directory.GetFiles(_served.CorrectionFolder, "*.png", SearchOption.AllDirectories));
    }
}
