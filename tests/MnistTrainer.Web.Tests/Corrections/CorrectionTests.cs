using System.Net;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>Stores corrected drawings where training finds them.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private static readonly string Url = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(7));

    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Stores_and_deletes_a_drawing_of_a_class()
    {
        Assert.Equal(0, (await CountAsync()).GetProperty("count").GetInt32());
        JsonElement kept = await KeepAsync(new { image = Url, label = "7" }).JsonAsync();
        await KeepAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(1)), label = "1" }).JsonAsync();
        Assert.Equal(2, (await CountAsync()).GetProperty("count").GetInt32());
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_page.CorrectionFolder, "7")));
        Assert.Equal(ImageCodec.Decode(TestImages.OnPaper(7), "sent").Pixels, ImageFile.Read(file).Pixels);

        // The folder as training reads it.
        Dataset loaded = DataSource
            .Open(_page.CorrectionFolder, cancellation: TestContext.Current.CancellationToken)
            .Load(DataSplit.Train, cancellation: TestContext.Current.CancellationToken)!;
        Assert.Equal(["1", "7"], loaded.Samples.ClassNames);
        Assert.Equal([0, 1], loaded.Samples.Labels.ToArray().Order());

        string id = kept.GetProperty("id").GetString()!;
        using HttpResponseMessage undone = await _page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);
        Assert.False(File.Exists(file));
        await _page
            .Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken)
            .ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(1, (await CountAsync()).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Shrinks_large_images_before_storing()
    {
        byte[] large = ImageCodec.EncodePng(ImageCodec.Decode(TestImages.OnPaper(2), "small").Resize(1500, 1000));
        await KeepAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(large), label = "2" }).JsonAsync();
        GrayImage kept = ImageFile.Read(Assert.Single(Directory.GetFiles(Path.Combine(_page.CorrectionFolder, "2"))));
        Assert.Equal((560, 373), (kept.Width, kept.Height));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../7")]
    [InlineData("7/../../7")]
    [InlineData("/etc")]
    [InlineData("7\u0000")]
    public async Task Rejects_unknown_labels_without_writing(string label)
    {
        Assert.Contains(
            "Expected one of 0, 1, 2",
            await KeepAsync(new { image = Url, label }).ProblemAsync(HttpStatusCode.UnprocessableEntity),
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(_page.CorrectionFolder));
    }

    [Fact]
    public async Task A_label_is_a_text_and_not_in_a_list()
    {
        await KeepAsync(new { image = Url, label = (string[])["7"] }).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.False(Directory.Exists(_page.CorrectionFolder));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("..%2f7")]
    [InlineData("%2e%2e")]
    public async Task Deletes_only_drawings_stored_by_this_server(string id)
    {
        Directory.CreateDirectory(Path.Combine(_page.CorrectionFolder, "7"));
        File.WriteAllBytes(Path.Combine(_page.CorrectionFolder, "7", "nothing.png"), TestImages.Framed(7));
        using HttpResponseMessage answer = await _page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Single(Directory.GetFiles(_page.CorrectionFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Stores_at_most_the_maximum_and_nothing_if_disabled()
    {
        await using (ServedPage one = await ServedPage.StartAsync(options => options with { MaximumCorrections = 1 }))
        {
            await one.Client.AskJsonAsync(new { image = Url, label = "7" }, "api/corrections").JsonAsync();
            string other = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(1));
            Assert.Contains(
                "at most 1",
                await one.Client.AskJsonAsync(new { image = other, label = "1" }, "api/corrections").ProblemAsync(HttpStatusCode.Conflict),
                StringComparison.Ordinal
            );

            // Another label for the same drawing adds none.
            await one.Client.AskJsonAsync(new { image = Url, label = "2" }, "api/corrections").JsonAsync();
        }

        await using ServedPage none = await ServedPage.StartAsync(options => options with { CorrectionFolder = null });
        await none.Client.AskJsonAsync(new { image = Url, label = "7" }, "api/corrections").ProblemAsync(HttpStatusCode.NotFound);
        Assert.False(
            (await none.Client.GetAsync("api/corrections", TestContext.Current.CancellationToken).JsonAsync())
                .GetProperty("areKept")
                .GetBoolean()
        );
    }

    private Task<HttpResponseMessage> KeepAsync(object body) => _page.Client.AskJsonAsync(body, "api/corrections");

    private Task<JsonElement> CountAsync() => _page.Client.GetAsync("api/corrections", TestContext.Current.CancellationToken).JsonAsync();
}
