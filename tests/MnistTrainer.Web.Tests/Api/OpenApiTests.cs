using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using MnistTrainer.Imaging;
using MnistTrainer.Web.Tests.Teaching;

namespace MnistTrainer.Web.Tests.Api;

/// <summary>What the server answers is what its OpenAPI document describes: statuses, types and members, no more and no less.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private static readonly string Url = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(7));
    private static readonly byte[] Blank = ImageCodec.EncodePng(new GrayImage(40, 40, [.. Enumerable.Repeat((byte)255, 1600)]));

    private ServedPage _page = null!;
    private JsonNode _document = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ServedPage.StartAsync(options => options with { MaximumCorrections = 1, MaximumPixels = 1_000_000 });
        _document = JsonNode.Parse(await _page.Client.GetStringAsync("openapi.json", TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Predictions_match()
    {
        byte[] image = TestImages.OnPaper(7);
        byte[] row = ImageCodec.EncodePng(TestImages.InARow(4, 0, 7));
        await CheckAsync(200, "post", "/api/predict", Body(image, "image/png"));
        await CheckAsync(200, "post", "/api/predict", Body(image, "image/png"), "?stages=true");
        await CheckAsync(200, "post", "/api/predict", Body(row, "image/png"), "?multiple=true&stages=true");
        await CheckAsync(200, "post", "/api/predict", Body(row, "image/png"));
        await CheckAsync(200, "post", "/api/predict", Body(Blank, "image/png"));
        await CheckAsync(200, "post", "/api/predict", Json(new { image = Url }));
        await CheckAsync(400, "post", "/api/predict", Body([], "image/png"));
        await CheckAsync(400, "post", "/api/predict", Body(image, "image/png"), "?stages=perhaps");
        await CheckAsync(413, "post", "/api/predict", Body(new byte[(10 << 20) + 1], "image/png"));
        await CheckAsync(415, "post", "/api/predict", Body(image, "text/plain"));
        await CheckAsync(422, "post", "/api/predict", Body(image[..40], "image/png"));
        await CheckAsync(422, "post", "/api/predict", Body(TestImages.Claiming(2000, 2000), "image/png"));
    }

    [Fact]
    public async Task Corrections_match()
    {
        await CheckAsync(200, "get", "/api/corrections");
        JsonNode kept = (await CheckAsync(201, "post", "/api/corrections", Json(new { image = Url, label = "7" })))!;
        await CheckAsync(200, "get", "/api/corrections");
        await CheckAsync(400, "post", "/api/corrections", Json(new { label = "7" }));
        await CheckAsync(409, "post", "/api/corrections", Json(new { image = DataUrl.Encode(TestImages.InARow(3)), label = "3" }));
        await CheckAsync(415, "post", "/api/corrections", Body(TestImages.OnPaper(7), "image/png"));
        await CheckAsync(422, "post", "/api/corrections", Json(new { image = Url, label = "x" }));
        string id = kept["id"]!.GetValue<string>();
        await CheckAsync(204, "delete", "/api/corrections/{id}", id: id);
        await CheckAsync(404, "delete", "/api/corrections/{id}", id: id);
    }

    [Fact]
    public async Task Explanations_match()
    {
        await CheckAsync(200, "post", "/api/explain", Body(TestImages.OnPaper(7), "image/png"));
        await CheckAsync(200, "post", "/api/explain", Json(new { image = Url }), "?label=1");
        await CheckAsync(415, "post", "/api/explain", Body(TestImages.OnPaper(7), "text/plain"));
        await CheckAsync(422, "post", "/api/explain", Body(Blank, "image/png"));
    }

    [Fact]
    public async Task Lessons_match()
    {
        await using ServedPage teaching = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Recognizer, "digits.zip", null, new QuickTeacher())
        );
        await CheckAsync(200, "get", "/api/lesson");
        await CheckAsync(202, "post", "/api/lesson", Json(new { image = Url, label = "1" }), on: teaching);
        await CheckAsync(400, "post", "/api/lesson", Json(new { label = "7" }));
        await CheckAsync(409, "post", "/api/lesson", Json(new { image = Url, label = "7" }));
        await CheckAsync(415, "post", "/api/lesson", Body(TestImages.OnPaper(7), "image/png"));
        await CheckAsync(422, "post", "/api/lesson", Json(new { image = Url, label = "x" }), on: teaching);
        await CheckAsync(200, "delete", "/api/lesson", on: teaching);
        await CheckAsync(409, "delete", "/api/lesson");
        await CheckAsync(409, "post", "/api/lesson/save");
    }

    [Fact]
    public async Task The_model_card_and_foreign_requests_match()
    {
        await CheckAsync(200, "get", "/api/model");
        await CheckAsync(403, "get", "/api/model", origin: "http://example.org");
        await CheckAsync(421, "get", "/api/model", host: "example.org");
    }

    /// <summary>Sends a request and compares the answer with its description.</summary>
    /// <returns>The answer; null if it has no body.</returns>
    private async Task<JsonNode?> CheckAsync(
        int status,
        string method,
        string path,
        HttpContent? body = null,
        string query = "",
        string id = "",
        string? origin = null,
        string? host = null,
        ServedPage? on = null
    )
    {
        using HttpRequestMessage request = new(
            HttpMethod.Parse(method),
            path.Replace("{id}", id, StringComparison.Ordinal).TrimStart('/') + query
        )
        {
            Content = body,
        };
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using HttpResponseMessage answer = await (on ?? _page).Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{path}{query}: {answer.StatusCode} {text}");

        JsonNode operation = _document["paths"]![path]![method]!;
        if (body?.Headers.ContentType?.MediaType is string sent && status is (200 or 201 or 202))
            Assert.NotNull(operation["requestBody"]!["content"]![sent]);
        Compare($"{method} {path}{query}", operation["responses"]!, answer, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private void Compare(string what, JsonNode responses, HttpResponseMessage answer, string text)
    {
        JsonNode? described = responses[((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)];
        Assert.True(described is not null, $"{what} does not describe {answer.StatusCode}.");
        if (described["content"] is not JsonObject content)
        {
            Assert.Equal("", text);
            return;
        }

        JsonNode? kind = content[answer.Content.Headers.ContentType!.MediaType!];
        Assert.True(kind is not null, $"{what} does not describe {answer.Content.Headers.ContentType}.");
        EvaluationResults result = Schema(kind["schema"]!)
            .Evaluate(JsonDocument.Parse(text).RootElement, new() { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{what}: {text}\n{JsonSerializer.Serialize(result)}");
    }

    /// <summary>A schema of the document with all others, which allow no members but those that they name.</summary>
    private JsonSchema Schema(JsonNode one)
    {
        JsonObject all = _document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach ((_, JsonNode? schema) in all)
            schema!.AsObject().TryAdd("additionalProperties", false);
        JsonObject whole = one.DeepClone().AsObject();
        whole["$defs"] = all;
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }

    private static ByteArrayContent Body(byte[] bytes, string type)
    {
        ByteArrayContent content = new(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
}
