using System.Net;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>Where the explorer is: at the root of its own site, and beside the drawing page.</summary>
public sealed class ExplorerSiteTests(Chromium chromium)
{
    [Fact]
    public async Task Its_own_site_needs_no_model_and_has_no_API()
    {
        await using ServedPage page = await ServedPage.StartAsync(site: new ExplorerSite());
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = page.Address };
        foreach (
            (string path, HttpStatusCode status) in ((string, HttpStatusCode)[])
                [("", HttpStatusCode.OK), ("explore", HttpStatusCode.Redirect), ("api/model", HttpStatusCode.NotFound)]
        )
        {
            using HttpResponseMessage answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, status), (path, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("#downhill", "Downhill")]
    [InlineData("#content", "Explore neural networks")]
    public async Task An_address_without_a_slash_opens_too(string hash, string title)
    {
        await using ServedPage served = await ServedPage.StartAsync(site: new ExplorerSite());
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address, path: hash);
        await open.Page.Locator("#content > *").First.WaitForAsync();
        Assert.Contains(title, await open.Page.TitleAsync(), StringComparison.Ordinal);
        await open.Page.EvaluateAsync("() => { location.hash = '#/errors'; }");
        await Expect(open.Page.Locator("#section-sums")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_drawing_page_links_to_it_and_it_links_back()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.Page.ClickAsync("a[href=explore]");
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("Explore neural networks");
        await open.Page.Locator(".shelf a").First.ClickAsync();
        await open.Page.Locator("main h2").WaitForAsync();
        await open.Page.ClickAsync("#draw");
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("Draw a digit");
    }
}
