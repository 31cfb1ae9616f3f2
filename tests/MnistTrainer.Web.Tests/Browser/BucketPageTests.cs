using MnistTrainer.Web.Tests.Corrections;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The page of a server with a bucket: it shows where corrections go, and which could not be stored.</summary>
public sealed class BucketPageTests(Chromium chromium)
{
    [Fact]
    public async Task Shows_where_corrections_go_and_that_one_could_not_be_stored()
    {
        await using BucketServer store = await BucketServer.StartAsync();
        await using ServedPage served = await store.ServeAsync();
        await using OpenPage open = await OpenPage.OpenAsync(
            chromium,
            served.Address,
            new()
            {
                Locale = "ko",
                ViewportSize = new() { Width = 1280, Height = 900 },
            }
        );
        await Expect(open.Page.Locator("#private")).ToContainTextAsync("다른 컴퓨터의 저장소로 보냅니다");
        await open.DrawAsync(Strokes.Of(7));
        await open.ExpectAsync("7");
        await Expect(open.Page.Locator("#correct")).ToBeVisibleAsync();
        await open.Page.Locator("#labels button").Nth(7).ClickAsync();
        await Expect(open.Page.Locator("#kept")).ToContainTextAsync("7");
        Assert.StartsWith("corrections/7/", Assert.Single(store.Objects).Key, StringComparison.Ordinal);

        store.Before = (method, _) => Task.FromResult(method == "PUT" ? 403 : 0);
        await open.Page.Locator("#labels button").Nth(1).ClickAsync();
        await Expect(open.Page.Locator("#kept.failed"))
            .ToHaveTextAsync(
                "그림 저장소가 서버를 거절해 저장되지 않았을 수 있습니다. 저장소에 대한 서버의 권한을 확인하고 다시 시도해 주세요."
            );
        Assert.StartsWith("corrections/7/", Assert.Single(store.Objects).Key, StringComparison.Ordinal);

        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#private"))
            .ToContainTextAsync("It sends what you correct, and nothing else, to a store on another machine.");
        open.Forgive();
    }
}
