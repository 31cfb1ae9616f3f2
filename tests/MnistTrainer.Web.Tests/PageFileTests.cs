using System.Net;
using System.Net.Http.Headers;

namespace MnistTrainer.Web.Tests;

/// <summary>Files of the page are fetched again only where they have changed.</summary>
public sealed class PageFileTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("draw.js", "text/javascript")]
    [InlineData("draw.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task A_file_that_has_not_changed_is_not_sent_again(string path, string type)
    {
        using HttpResponseMessage first = await GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.Equal(new CacheControlHeaderValue { NoCache = true }, first.Headers.CacheControl);
        EntityTagHeaderValue tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);

        using HttpResponseMessage same = await GetAsync(path, tag.Tag);
        Assert.Equal((HttpStatusCode.NotModified, tag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        using HttpResponseMessage changed = await GetAsync(path, "\"0123456789abcdef\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(
            await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            await changed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Different_files_have_different_tags()
    {
        List<string?> tags = [];
        foreach (string path in (string[])["", "draw.js", "draw.css"])
        {
            using HttpResponseMessage answer = await GetAsync(path);
            tags.Add(answer.Headers.ETag?.Tag);
        }

        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? tag = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag));
        return _page.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
