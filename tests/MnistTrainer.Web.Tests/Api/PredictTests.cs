using System.Net;
using System.Text;
using System.Text.Json;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web.Tests.Api;

/// <summary><c>POST /api/predict</c> answers like the recognizer, however the image is sent.</summary>
public sealed class PredictTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    public static TheoryData<int> Digits => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Digits))]
    public async Task Answers_like_the_recognizer_in_every_encoding(int digit)
    {
        byte[] image = TestImages.OnPaper(digit);
        RecognizedImage expected = ServedPage.Recognizer.Recognize(image);
        Assert.Equal($"{digit}", expected.Best?.Label);
        using MultipartFormDataContent form = [];
        form.Add(new StringContent("a note"), "note");
        form.Add(new ByteArrayContent(image), "image", "../../etc/passwd");
        JsonElement[] ways =
        [
            await _page.Client.AskAsync(image, "image/png").JsonAsync(),
            // The bytes determine the format, not the media type.
            await _page.Client.AskAsync(image, "image/jpeg").JsonAsync(),
            await _page.Client.AskAsync(image, "application/octet-stream").JsonAsync(),
            await _page.Client.AskAsync(image).JsonAsync(),
            await _page.Client.PostAsync("api/predict", form, TestContext.Current.CancellationToken).JsonAsync(),
            await _page.Client.AskJsonAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(image) }).JsonAsync(),
        ];
        foreach (JsonElement answer in ways)
        {
            Assert.Equal($"{digit}", answer.GetProperty("label").GetString());
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("refusal").ValueKind);
            Assert.Equal(
                expected.Ranked.Select(one => one.Label),
                answer.GetProperty("ranked").EnumerateArray().Select(one => one.GetProperty("label").GetString())
            );
            Assert.Equal(
                expected.Ranked.Select(one => one.Probability),
                answer.GetProperty("ranked").EnumerateArray().Select(one => one.GetProperty("probability").GetSingle())
            );
            Assert.Equal(
                answer.GetProperty("ranked")[0].GetProperty("probability").GetSingle(),
                answer.GetProperty("probability").GetSingle()
            );
            Assert.Equal(expected.Image.Pixels, Decode(answer.GetProperty("picture")).Pixels);
            Assert.Equal(0, answer.GetProperty("stages").GetArrayLength());
        }
    }

    [Fact]
    public async Task Returns_stages_in_order_on_request()
    {
        byte[] image = TestImages.OnPaper(4);
        JsonElement answer = await _page.Client.AskAsync(image, "image/png", "?stages=true").JsonAsync();
        RecognizedImage expected = ServedPage.Recognizer.Recognize(image);
        Assert.Equal(
            expected.Stages.Select(stage => stage.Name),
            answer.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString())
        );
        Assert.Equal(expected.Image.Pixels, Decode(answer.GetProperty("stages").EnumerateArray().Last().GetProperty("image")).Pixels);
    }

    // A large image is shrunk while it is decoded; its boxes are in its original pixels.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Returns_multiple_digits_in_order_with_boxes_on_request(int scale)
    {
        GrayImage row = TestImages.InARow(4, 0, 7);
        row = row.Resize(row.Width * scale, row.Height * scale);
        JsonElement answer = await _page.Client.AskAsync(ImageCodec.EncodePng(row), "image/png", "?multiple=true").JsonAsync();
        JsonElement[] digits = [.. answer.GetProperty("digits").EnumerateArray()];
        Assert.Equal(["4", "0", "7"], digits.Select(digit => digit.GetProperty("label").GetString()));
        Assert.Equal("407", string.Concat(answer.GetProperty("numbers").EnumerateArray().Select(number => number.GetString())));
        for (int i = 0; i < digits.Length; i++)
        {
            JsonElement box = digits[i].GetProperty("box");
            (int left, int width) = (box.GetProperty("left").GetInt32(), box.GetProperty("width").GetInt32());

            // Each digit lies within its third, and its box contains most of the ink there.
            int third = row.Width / 3;
            Assert.InRange(left, i * third, (i + 1) * third);
            Assert.InRange(left + width, i * third, (i + 1) * third);
            Assert.InRange(box.GetProperty("height").GetInt32(), row.Height / 2, row.Height);
            Assert.InRange(digits[i].GetProperty("confidence").GetDouble(), 0, 1);
        }

        Assert.Equal(JsonValueKind.Null, (await _page.Client.AskAsync(TestImages.OnPaper(4)).JsonAsync()).GetProperty("digits").ValueKind);
    }

    [Fact]
    public async Task Finds_several_digits_unasked_unless_one_is_insisted_on()
    {
        byte[] row = ImageCodec.EncodePng(TestImages.InARow(4, 0, 7));
        JsonElement answer = await _page.Client.AskAsync(row, "image/png").JsonAsync();
        Assert.Equal("407", answer.GetProperty("label").GetString());
        Assert.Equal(["407"], answer.GetProperty("numbers").EnumerateArray().Select(number => number.GetString()));
        Assert.Equal("several-digits", answer.GetProperty("refusal").GetProperty("reason").GetString());
        Assert.Equal(
            ["4", "0", "7"],
            answer.GetProperty("digits").EnumerateArray().Select(digit => digit.GetProperty("label").GetString())
        );
        JsonElement single = await _page.Client.AskAsync(row, "image/png", "?single=true").JsonAsync();
        Assert.Equal(JsonValueKind.Null, single.GetProperty("digits").ValueKind);
        Assert.Equal(single.GetProperty("ranked")[0].GetProperty("label").GetString(), single.GetProperty("label").GetString());
    }

    [Fact]
    public async Task Rejects_a_blank_page_with_reason_message_and_confidence()
    {
        JsonElement answer = await _page
            .Client.AskAsync(ImageCodec.EncodePng(new GrayImage(40, 40, Enumerable.Repeat((byte)255, 1600).ToArray())))
            .JsonAsync();
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("label").ValueKind);
        JsonElement rejection = answer.GetProperty("refusal");
        Assert.Equal("blank", rejection.GetProperty("reason").GetString());
        Assert.InRange(rejection.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.EndsWith(".", rejection.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "image/png", HttpStatusCode.BadRequest, "found an empty request")]
    [InlineData("hello", "image/png", HttpStatusCode.UnprocessableEntity, "expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image")]
    [InlineData("hello", "text/plain", HttpStatusCode.UnsupportedMediaType, "found \"text/plain\"")]
    [InlineData("hello", "no type at all", HttpStatusCode.UnsupportedMediaType, "found \"no type at all\"")]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "line 1")]
    [InlineData("[[[[[[[[[[[[1]]]]]]]]]]]]", "application/json", HttpStatusCode.BadRequest, "Expected an object")]
    [InlineData("{\"x\": [[[[[[[[1]]]]]]]]}", "application/json", HttpStatusCode.BadRequest, "Expected JSON")]
    [InlineData("{\"image\": \"\\ud800\"}", "application/json", HttpStatusCode.BadRequest, "valid Unicode")]
    [InlineData(
        "\"data:image/png;base64,\"",
        "application/json",
        HttpStatusCode.BadRequest,
        "Expected an object with a data URL under \"image\""
    )]
    [InlineData("{\"image\": 7}", "application/json", HttpStatusCode.BadRequest, "Expected an object with a data URL under \"image\"")]
    [InlineData("{\"image\": \"http://example.org/7.png\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected a data URL")]
    [InlineData("{\"image\": \"file:///etc/passwd\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected a data URL")]
    [InlineData("{\"image\": \"data:image/png;base64,@@@\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected base64")]
    [InlineData("hello", "multipart/form-data", HttpStatusCode.BadRequest, "boundary")]
    [InlineData("hello", "multipart/form-data; boundary=b", HttpStatusCode.BadRequest, "")]
    [InlineData(
        "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b--\r\n",
        "multipart/form-data; boundary=b",
        HttpStatusCode.BadRequest,
        "Expected a form with a file"
    )]
    public async Task Rejects_other_content_with_a_message(string body, string type, HttpStatusCode status, string expected)
    {
        Assert.Contains(
            expected,
            await _page.Client.AskAsync(Encoding.UTF8.GetBytes(body), type).ProblemAsync(status),
            StringComparison.Ordinal
        );
        await _page.Client.AskAsync(TestImages.Framed(3), "image/png").JsonAsync();
    }

    [Theory]
    [InlineData("api/predict")]
    [InlineData("api/explain")]
    public async Task Rejects_a_form_with_several_files_instead_of_ignoring_one(string path)
    {
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(TestImages.Framed(3)), "image", "three.png");
        form.Add(new StringContent("a note"), "note");
        form.Add(new ByteArrayContent(TestImages.Framed(4)), "image", "four.png");
        Assert.Contains(
            "found several",
            await _page.Client.PostAsync(path, form, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.BadRequest),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Truncated_images_never_cause_a_server_error()
    {
        byte[] image = TestImages.Framed(8);
        for (int length = 0; length < image.Length; length++)
        {
            using HttpResponseMessage answer = await _page.Client.AskAsync(image[..length], "image/png");
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }
    }

    [Fact]
    public async Task Rejects_invalid_queries_and_methods()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await _page.Client.GetAsync("api/predict", cancellation).ProblemAsync(HttpStatusCode.MethodNotAllowed);
        await _page.Client.GetAsync("api/nothing", cancellation).ProblemAsync(HttpStatusCode.NotFound);
        await _page.Client.AskAsync(TestImages.Framed(1), "image/png", "?stages=perhaps").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(
            "found both",
            await _page
                .Client.AskAsync(TestImages.Framed(1), "image/png", "?single=true&multiple=true")
                .ProblemAsync(HttpStatusCode.BadRequest),
            StringComparison.Ordinal
        );
    }

    private static GrayImage Decode(JsonElement url) => ImageCodec.Decode(DataUrl.Decode(url.GetString()!, "answer"), "answer");
}
