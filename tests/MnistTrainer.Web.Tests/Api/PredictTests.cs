using System.Net;
using System.Text;
using System.Text.Json;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web.Tests.Api;

/// <summary><c>POST /api/predict</c> answers what the recogniser itself answers, whichever way the picture comes.</summary>
public sealed class PredictTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    public static TheoryData<int> Digits => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Digits))]
    public async Task A_picture_sent_in_any_way_gets_the_recognisers_answer(int digit)
    {
        byte[] picture = TestPictures.OnPaper(digit);
        RecognizedPicture expected = ServedPage.Recognizer.Recognize(picture);
        Assert.Equal($"{digit}", expected.Best?.Label);
        using MultipartFormDataContent form = [];
        form.Add(new StringContent("a note"), "note");
        form.Add(new ByteArrayContent(picture), "picture", "../../etc/passwd");
        JsonElement[] ways =
        [
            await _page.Client.AskAsync(picture, "image/png").JsonAsync(),
            // The kind is told by the bytes, not by what somebody calls it.
            await _page.Client.AskAsync(picture, "image/jpeg").JsonAsync(),
            await _page.Client.AskAsync(picture, "application/octet-stream").JsonAsync(),
            await _page.Client.AskAsync(picture).JsonAsync(),
            await _page.Client.PostAsync("api/predict", form, TestContext.Current.CancellationToken).JsonAsync(),
            await _page.Client.AskJsonAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(picture) }).JsonAsync(),
        ];
        foreach (JsonElement answer in ways)
        {
            Assert.Equal($"{digit}", answer.GetProperty("label").GetString());
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("refusal").ValueKind);
            Assert.Equal(expected.Ranked.Select(one => one.Label), answer.GetProperty("ranked").EnumerateArray().Select(one => one.GetProperty("label").GetString()));
            Assert.Equal(
                expected.Ranked.Select(one => one.Probability), answer.GetProperty("ranked").EnumerateArray().Select(one => one.GetProperty("probability").GetSingle()));
            Assert.Equal(answer.GetProperty("ranked")[0].GetProperty("probability").GetSingle(), answer.GetProperty("probability").GetSingle());
            Assert.Equal(expected.Picture.Pixels, Decode(answer.GetProperty("picture")).Pixels);
            Assert.Equal(0, answer.GetProperty("stages").GetArrayLength());
        }
    }

    [Fact]
    public async Task Stages_come_when_asked_for_in_order_the_last_what_the_network_saw()
    {
        byte[] picture = TestPictures.OnPaper(4);
        JsonElement answer = await _page.Client.AskAsync(picture, "image/png", "?stages=true").JsonAsync();
        RecognizedPicture expected = ServedPage.Recognizer.Recognize(picture);
        Assert.Equal(expected.Stages.Select(stage => stage.Name), answer.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
        Assert.Equal(expected.Picture.Pixels, Decode(answer.GetProperty("stages").EnumerateArray().Last().GetProperty("image")).Pixels);
    }

    // A large picture is shrunk while it is decoded; its boxes are in its own pixels all the same.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Several_digits_come_when_asked_for_in_order_each_in_its_box(int scale)
    {
        GrayImage row = TestPictures.InARow(4, 0, 7);
        row = row.Resize(row.Width * scale, row.Height * scale);
        JsonElement answer = await _page.Client.AskAsync(ImageCodec.EncodePng(row), "image/png", "?multiple=true").JsonAsync();
        JsonElement[] digits = [.. answer.GetProperty("digits").EnumerateArray()];
        Assert.Equal(["4", "0", "7"], digits.Select(digit => digit.GetProperty("label").GetString()));
        for (int i = 0; i < digits.Length; i++)
        {
            JsonElement box = digits[i].GetProperty("box");
            (int left, int width) = (box.GetProperty("left").GetInt32(), box.GetProperty("width").GetInt32());

            // Each lies within its third, and its box holds most of the third's ink.
            int third = row.Width / 3;
            Assert.InRange(left, i * third, (i + 1) * third);
            Assert.InRange(left + width, i * third, (i + 1) * third);
            Assert.InRange(box.GetProperty("height").GetInt32(), row.Height / 2, row.Height);
            Assert.InRange(digits[i].GetProperty("confidence").GetDouble(), 0, 1);
        }

        Assert.Equal(JsonValueKind.Null, (await _page.Client.AskAsync(TestPictures.OnPaper(4)).JsonAsync()).GetProperty("digits").ValueKind);
    }

    [Fact]
    public async Task A_blank_page_is_refused_with_reason_sentence_and_confidence()
    {
        JsonElement answer = await _page.Client.AskAsync(ImageCodec.EncodePng(new GrayImage(40, 40, Enumerable.Repeat((byte)255, 1600).ToArray()))).JsonAsync();
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("label").ValueKind);
        JsonElement refusal = answer.GetProperty("refusal");
        Assert.Equal("blank", refusal.GetProperty("reason").GetString());
        Assert.InRange(refusal.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.EndsWith(".", refusal.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "image/png", HttpStatusCode.BadRequest, "found an empty request")]
    [InlineData("hello", "image/png", HttpStatusCode.UnprocessableEntity, "expected a PNG, JPEG, BMP, GIF or WebP picture")]
    [InlineData("hello", "text/plain", HttpStatusCode.UnsupportedMediaType, "found \"text/plain\"")]
    [InlineData("hello", "no type at all", HttpStatusCode.UnsupportedMediaType, "found \"no type at all\"")]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "line 1")]
    [InlineData("[[[[[[[[[[[[1]]]]]]]]]]]]", "application/json", HttpStatusCode.BadRequest, "Expected JSON")]
    [InlineData("\"data:image/png;base64,\"", "application/json", HttpStatusCode.BadRequest, "Expected an object with a data URL under \"image\"")]
    [InlineData("{\"image\": 7}", "application/json", HttpStatusCode.BadRequest, "Expected an object with a data URL under \"image\"")]
    [InlineData("{\"image\": \"http://example.org/7.png\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected a data URL")]
    [InlineData("{\"image\": \"file:///etc/passwd\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected a data URL")]
    [InlineData("{\"image\": \"data:image/png;base64,@@@\"}", "application/json", HttpStatusCode.UnprocessableEntity, "expected base64")]
    [InlineData("hello", "multipart/form-data", HttpStatusCode.BadRequest, "boundary")]
    [InlineData("hello", "multipart/form-data; boundary=b", HttpStatusCode.BadRequest, "")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b--\r\n", "multipart/form-data; boundary=b", HttpStatusCode.BadRequest, "Expected a form with a file")]
    public async Task What_is_no_picture_is_refused_with_a_sentence(string body, string type, HttpStatusCode status, string expected)
    {
        Assert.Contains(expected, await _page.Client.AskAsync(Encoding.UTF8.GetBytes(body), type).ProblemAsync(status), StringComparison.Ordinal);
        await _page.Client.AskAsync(TestPictures.Framed(3), "image/png").JsonAsync();
    }

    [Fact]
    public async Task Every_truncation_of_a_picture_is_answered_or_refused_and_never_a_fault()
    {
        byte[] picture = TestPictures.Framed(8);
        for (int length = 0; length < picture.Length; length++)
        {
            using HttpResponseMessage answer = await _page.Client.AskAsync(picture[..length], "image/png");
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }
    }

    [Fact]
    public async Task Questions_that_are_none_are_refused()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await _page.Client.GetAsync("api/predict", cancellation).ProblemAsync(HttpStatusCode.MethodNotAllowed);
        await _page.Client.GetAsync("api/nothing", cancellation).ProblemAsync(HttpStatusCode.NotFound);
        await _page.Client.AskAsync(TestPictures.Framed(1), "image/png", "?stages=perhaps").ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static GrayImage Decode(JsonElement url) => ImageCodec.Decode(DataUrl.Decode(url.GetString()!, "answer"), "answer");
}
