using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web.Tests.Api;

/// <summary>The server's description of itself: OpenAPI document, model card, health.</summary>
public sealed class DescriptionTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task OpenAPI_document_describes_every_endpoint_and_response()
    {
        JsonElement document = await GetAsync("openapi.json");
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        JsonElement paths = document.GetProperty("paths");
        Assert.Equal(
            ["/api/corrections", "/api/corrections/{id}", "/api/explain", "/api/lesson", "/api/lesson/save", "/api/model", "/api/predict"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal)
        );
        JsonElement predict = paths.GetProperty("/api/predict").GetProperty("post");
        Assert.Equal(
            ["application/json", "application/octet-stream", "image/png", "multipart/form-data"],
            predict
                .GetProperty("requestBody")
                .GetProperty("content")
                .EnumerateObject()
                .Select(kind => kind.Name)
                .Intersect(["application/json", "application/octet-stream", "image/png", "multipart/form-data"])
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["200", "400", "403", "408", "413", "415", "421", "422", "429", "503"],
            predict.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task OpenAPI_document_does_not_depend_on_the_request()
    {
        byte[] first = await _page.Client.GetByteArrayAsync("openapi.json", TestContext.Current.CancellationToken);
        using HttpRequestMessage other = new(HttpMethod.Get, "openapi.json");
        other.Headers.Host = $"localhost:{_page.Address.Port}";
        using HttpResponseMessage answer = await _page.Client.SendAsync(other, TestContext.Current.CancellationToken);
        Assert.Equal(first, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("127.0.0.1", System.Text.Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("draw.js")]
    [InlineData("api/model")]
    [InlineData("api/corrections")]
    [InlineData("api/lesson")]
    [InlineData("openapi.json")]
    [InlineData("healthz")]
    public async Task Answers_HEAD_like_GET_without_a_body(string path)
    {
        using HttpResponseMessage whole = await _page.Client.GetAsync(path, TestContext.Current.CancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Head, path);
        using HttpResponseMessage head = await _page.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (whole.StatusCode, head.StatusCode));
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Model_card_reports_a_newer_model()
    {
        string? newer = null;
        await using ServedPage page = await ServedPage.StartAsync(site: new DrawingSite(ServedPage.Recognizer, "digits.zip", () => newer));
        Assert.Equal(JsonValueKind.Null, (await NewerAsync()).ValueKind);
        newer = "mnist-fast.zip";
        Assert.Equal("mnist-fast.zip", (await NewerAsync()).GetString());

        async Task<JsonElement> NewerAsync() =>
            (await page.Client.GetAsync("api/model", TestContext.Current.CancellationToken).JsonAsync()).GetProperty("newer");
    }

    [Fact]
    public async Task Answers_match_the_OpenAPI_schema()
    {
        JsonElement document = await GetAsync("openapi.json");
        JsonElement answer = await _page.Client.AskAsync(TestImages.OnPaper(6), "image/png", "?stages=true").JsonAsync();
        JsonElement schema = document.GetProperty("components").GetProperty("schemas").GetProperty("PredictAnswer");
        Assert.Equal(
            schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal),
            answer.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Model_card_matches_the_model_file()
    {
        JsonElement card = await GetAsync("api/model");
        Assert.Equal("digits.zip", card.GetProperty("name").GetString());
        Assert.Equal(ServedPage.Recognizer.ClassNames, card.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(ServedPage.Recognizer.ParameterCount, card.GetProperty("parameters").GetInt32());
        Assert.Equal([28, 28], card.GetProperty("input").EnumerateArray().Select(side => side.GetInt32()));
        foreach ((string name, string value) in ServedPage.Recognizer.Definition.Metadata)
            Assert.Equal(value, card.GetProperty("facts").GetProperty(name).GetString());
    }

    [Theory]
    [InlineData("0.98", "10000")]
    [InlineData("1", "50")]
    public void Model_card_has_the_height_before_the_width_and_the_interval_of_the_accuracy(string accuracy, string count)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Image(20, 30),
            [3],
            ["a", "b"],
            Activation.ReLU,
            Activation.Softmax
        ) with
        {
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("testAccuracy", accuracy).Add("testCount", count),
        };
        var card = ModelAnswer.Of(new ImageRecognizer(Network.Create(definition)), "model.zip");
        Assert.Equal([20, 30], card.Input);

        // The limits are where the accuracy is 1.96 deviations from the rate (Wilson 1927).
        double share = double.Parse(accuracy, CultureInfo.InvariantCulture),
            n = double.Parse(count, CultureInfo.InvariantCulture);
        Assert.All(
            card.TestInterval!.Where(limit => limit < 1),
            limit => Assert.Equal(1.96, Math.Abs(share - limit) / Math.Sqrt(limit * (1 - limit) / n), 1e-3)
        );
        Assert.InRange(share, card.TestInterval![0], card.TestInterval[1]);
    }

    [Fact]
    public void Model_card_has_the_first_weights_as_an_image()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Image(28, 28), [300], ["a", "b"], Activation.ReLU, Activation.Softmax);
        var network = Network.Create(definition);
        WeightsAnswer weights = ModelAnswer.Of(new ImageRecognizer(network), "model.zip").Weights!;
        float largest = network.LayerParameters(0)[..(784 * 300)].ToArray().Max(MathF.Abs);
        Assert.Equal((false, 64, 300, largest), (weights.Filters, weights.Count, weights.Total, weights.Largest));
        GrayImage sheet = ImageCodec.Decode(DataUrl.Decode(weights.Image, "sheet"), "sheet");
        Assert.Equal(((8 * 87) - 3, (8 * 87) - 3), (sheet.Width, sheet.Height));

        Assert.False(weights.OfFirst);
        WeightsAnswer ofEnsemble = ModelAnswer
            .Of(new ImageRecognizer(Network.EnsembleOf([network, Network.Create(definition, seed: 2)])), "model.zip")
            .Weights!;
        Assert.True(ofEnsemble.OfFirst);
        Assert.Equal(weights.Image, ofEnsemble.Image);

        NetworkDefinition vectors = definition with { InputShape = Shape.Vector(784) };
        Assert.Null(ModelAnswer.Of(new ImageRecognizer(Network.Create(vectors)), "model.zip").Weights);
    }

    [Fact]
    public async Task Reports_its_health()
    {
        using HttpResponseMessage answer = await _page.Client.GetAsync("healthz", TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.OK, "ok\n"),
            (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
    }

    private Task<JsonElement> GetAsync(string path) => _page.Client.GetAsync(path, TestContext.Current.CancellationToken).JsonAsync();
}
