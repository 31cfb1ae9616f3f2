using System.Net;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Uploads;

/// <summary>Bodies are read as far as they make sense and as there is memory for them.</summary>
public sealed class UploadTests
{
    [Theory]
    [InlineData("[1,1,", "1,1,", "Expected an object")]
    [InlineData("\"", "aaaa", "more than 4096 bytes")]
    [InlineData("{\"image\": [1,", "1,1,", "Expected an object")]
    [InlineData("{\"pixels\": [1,", "1,1,", "more than 4096 bytes")]
    [InlineData("{\"note\": \"", "aaaa", "more than 4096 bytes")]
    [InlineData("{\"", "aaaa", "more than 4096 bytes")]
    [InlineData("{\"deep\": ", "[[[[", "found an error")]
    [InlineData("{\"label\": {\"x\":", " 1,\"x\":", "more than 4096 bytes")]
    [InlineData("", " \n  ", "more than 4096 bytes")]
    [InlineData("{", "\r\n\r\n", "more than 4096 bytes")]
    [InlineData("{\"image\"", "    ", "more than 4096 bytes")]
    [InlineData("{\"image\":", "\t\t\t\t", "more than 4096 bytes")]
    [InlineData("{\"label\": \"7\",", "    ", "more than 4096 bytes")]
    [InlineData("{\"image\": \"data:,x\"}", "    ", "more than 4096 bytes")]
    [InlineData("{\"image\": ", "1111", "Expected an object")]
    [InlineData("{", "\"member\": \"of a body that has many of them\",\n", "more than 64 KiB")]
    [InlineData("{", "\"image\": \"\",                              \n", "more than 64 KiB")]
    public async Task Stops_at_the_first_token_that_does_not_fit(string start, string rest, string expected)
    {
        await using ServedPage page = await ServedPage.StartAsync(options => options with { Timeout = TimeSpan.FromMinutes(1) });
        using HeldRequest request = await HeldRequest.BeginAsync(page.Address, "application/json", 12_000_000);
        // The rest of the twelve megabytes is never sent.
        await request.SendAsync(Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(rest, 3000))));
        string answer = await request.AnswerAsync();
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains(expected, JsonDocument.Parse(Body(answer)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Reads_JSON_in_pieces_of_any_size(int size)
    {
        await using ServedPage page = await ServedPage.StartAsync();
        byte[] image = TestImages.OnPaper(4);
        string url = "data:image/png;base64," + Convert.ToBase64String(image).Replace("+", "\\u002B", StringComparison.Ordinal);
        string json = $$"""{ "note": {"a": [1, "x"]}, "image" : "data:,x", "image": "{{url}}", "label": "é", "more": null }""";
        byte[] body = Encoding.UTF8.GetBytes(json);
        using HeldRequest request = await HeldRequest.BeginAsync(page.Address, "application/json", body.Length);
        foreach (byte[] piece in body.Chunk(size))
            await request.SendAsync(piece);
        string answer = await request.AnswerAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("\"label\":\"4\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_drawings_while_large_bodies_take_all_memory()
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                UploadMemory = 1 << 20,
                Timeout = TimeSpan.FromMinutes(1),
            }
        );
        List<HeldRequest> held = [];
        for (int i = 0; i < 12; i++)
        {
            held.Add(await HeldRequest.BeginAsync(page.Address, "image/png", 700_000));
            await held[^1].SendAsync(new byte[60_000]);
        }

        // One of them has its memory and is waited for, whichever of them the server has read first; the others are turned away, where there is no room to wait at once.
        List<Task<string>> answers = [.. held.Select(request => request.AnswerAsync())];
        for (int i = 0; i < 6; i++)
        {
            Task<string> next = await Task.WhenAny(answers);
            answers.Remove(next);
            string answer = await next;
            Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 2", answer, StringComparison.Ordinal);
            Assert.Equal("busy", JsonDocument.Parse(Body(answer)).RootElement.GetProperty("code").GetString());
        }

        JsonElement drawing = await page.Client.AskAsync(TestImages.OnPaper(6), "image/png").JsonAsync();
        Assert.Equal("6", drawing.GetProperty("label").GetString());
        held.ForEach(request => request.Dispose());

        // The memory of requests that are gone is there again, once the server has noticed; until then it says that it is busy.
        byte[] large = new byte[700_000];
        TestImages.Framed(5).CopyTo(large, 0);
        for (int tries = 0; tries < 300; tries++)
        {
            using HttpResponseMessage answer = await page.Client.AskAsync(large, "image/png");
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                break;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await page.Client.AskAsync(large, "image/png").JsonAsync();
    }

    [Fact]
    public async Task Rejects_a_declared_length_above_the_maximum_before_anything_is_sent()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        foreach (
            (string type, long declared) in ((string, long)[])
                [
                    ("image/png", (10 << 20) + 1),
                    ("application/json", 15 << 20),
                    ("image/png", 1L << 40),
                    // What stands in a form before its file is bounded by the server itself.
                    ("multipart/form-data; boundary=x", 20 << 20),
                ]
        )
        {
            using HeldRequest request = await HeldRequest.BeginAsync(page.Address, type, declared);
            string answer = await request.AnswerAsync();
            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.Equal("too-large", JsonDocument.Parse(Body(answer)).RootElement.GetProperty("code").GetString());
        }
    }

    // A body without a length, or in chunks, ends with an empty one.
    private static string Body(string answer)
    {
        int start = answer.IndexOf('{', StringComparison.Ordinal);
        return answer[start..(answer.LastIndexOf('}') + 1)];
    }
}
