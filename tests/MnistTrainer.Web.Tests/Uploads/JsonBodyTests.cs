using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Uploads;

/// <summary>JSON is read however programs write it, and rejected by its true cause.</summary>
public sealed class JsonBodyTests : IAsyncLifetime
{
    private static readonly string Url = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(4));
    private static readonly string Plain = $$"""{"image":"{{Url}}","label":"4"}""";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, IndentSize = 64 };

    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    public static TheoryData<string, byte[]> Written =>
        new()
        {
            { "plain", Encoding.UTF8.GetBytes(Plain) },
            { "with a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Plain)] },
            { "in many lines", Encoding.UTF8.GetBytes(Plain.Replace(",\"", $",\r\n{new string(' ', 500)}\"", StringComparison.Ordinal)) },
            { "with white space around", Encoding.UTF8.GetBytes($"\n\n  {Plain}{new string('\n', 4000)}") },
            { "with other members", Encoding.UTF8.GetBytes($$"""{"note":[{"a":[1,null,true]}],{{Plain[1..]}}""") },
        };

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Reads_JSON_that_is_written(string how, byte[] body)
    {
        JsonElement answer = await _page.Client.AskAsync(body, "application/json").JsonAsync();
        Assert.True(answer.GetProperty("label").GetString() == "4", how);
    }

    [Fact]
    public async Task Reads_pretty_printed_JSON()
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                note = new { a = new { b = new { c = new { d = 1 } } } },
                image = Url,
                label = "4",
            },
            Pretty
        );
        await _page.Client.AskAsync(body, "application/json").JsonAsync();
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Names_another_encoding(string encoding)
    {
        byte[] body = Encoding.GetEncoding(encoding).GetBytes(Plain);
        JsonElement problem = await _page.Client.AskAsync(body, "application/json").ProblemDocumentAsync(HttpStatusCode.BadRequest);
        Assert.Equal("invalid-request", problem.GetProperty("code").GetString());
        Assert.Contains("an encoding other than UTF-8", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "empty")]
    [InlineData("{\"image\":\"data:,x\"}{}", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("{'image':'data:,x'}", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("{\"image\":NaN}", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("{\"image\":null}", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("{\"Image\":\"data:,x\"}", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("{\"image\":\"x\"}", HttpStatusCode.UnprocessableEntity, "unreadable-image")]
    public async Task Rejects_other_JSON_by_its_cause(string body, HttpStatusCode status, string code) =>
        Assert.Equal(code, await _page.Client.AskAsync(Encoding.UTF8.GetBytes(body), "application/json").ProblemCodeAsync(status));

    [Theory]
    [InlineData("application/json; charset=utf-16", "api/predict")]
    [InlineData("application/json; charset=euc-kr", "api/corrections")]
    [InlineData("image/png", "api/corrections")]
    [InlineData("text/plain", "api/corrections")]
    [InlineData("text/plain", "api/predict")]
    public async Task Rejects_other_types_of_bodies(string type, string path) =>
        Assert.Equal(
            "unsupported-type",
            await PostAsync(path, Encoding.UTF8.GetBytes(Plain), type).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType)
        );

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task Accepts_types_of_JSON(string type)
    {
        using HttpResponseMessage answer = await PostAsync("api/corrections", Encoding.UTF8.GetBytes(Plain), type);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Rejects_compressed_bodies()
    {
        using MemoryStream compressed = new();
        await using (GZipStream zip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Plain), TestContext.Current.CancellationToken);
        using ByteArrayContent content = new(compressed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await _page.Client.PostAsync("api/predict", content, TestContext.Current.CancellationToken);
        Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
        Assert.Equal("unsupported-encoding", await Task.FromResult(answer).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Reads_bodies_without_a_length()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/predict")
        {
            Content = new StringContent(Plain, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        JsonElement answer = await _page.Client.SendAsync(request, TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal("4", answer.GetProperty("label").GetString());
    }

    [Fact]
    public async Task Reads_a_label_that_is_a_number()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"label": 4, "image": "{{Url}}"}""");
        using HttpResponseMessage answer = await PostAsync("api/corrections", body, "application/json");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Single(Directory.GetFiles(Path.Combine(_page.CorrectionFolder, "4")));
    }

    private Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type)
    {
        ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return _page.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }
}
