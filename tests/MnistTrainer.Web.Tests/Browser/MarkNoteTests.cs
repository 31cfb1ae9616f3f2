using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>What the page says about marks beside a digit.</summary>
public sealed class MarkNoteTests(Chromium chromium) : IAsyncLifetime
{
    private ServedPage _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData(320, "en", "A mark beside or around the digit is not part of the answer.")]
    [InlineData(1200, "ko", "숫자 옆이나 둘레의 표시는 답에 들어 있지 않습니다.")]
    public async Task Says_what_is_no_part_of_the_answer(int width, string language, string beside)
    {
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            _served.Address,
            new()
            {
                Locale = language,
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        await open.DrawAsync([(.06f, .5f), (.16f, .5f)]);
        await open.DrawAsync(Strokes.Of(7));
        await open.ExpectAsync("7");
        await Expect(open.Page.GetByText(beside, new() { Exact = false }).First).ToBeVisibleAsync();
        await open.ImageAsync($"marks-digit-{width}-{language}");
    }
}
