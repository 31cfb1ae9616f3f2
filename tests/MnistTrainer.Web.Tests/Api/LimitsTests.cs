using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistTrainer.Web.Tests.Api;

/// <summary>Excess bytes, pixels, requests and time are rejected before they cost anything.</summary>
public sealed class LimitsTests
{
    [Fact]
    public async Task Accepts_10_MiB_and_rejects_one_byte_more_in_every_encoding()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        byte[] largest = new byte[10 << 20];
        TestImages.Framed(5).CopyTo(largest, 0);
        await page.Client.AskAsync(largest, "image/png").JsonAsync();
        await page.Client.AskJsonAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(largest) }).JsonAsync();

        byte[] larger = [.. largest, 0];
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(larger), "image", "image.png");
        Task<HttpResponseMessage>[] ways =
        [
            page.Client.AskAsync(larger, "image/png"),
            page.Client.PostAsync("api/predict", form, TestContext.Current.CancellationToken),
            page.Client.AskJsonAsync(new { image = "data:image/png;base64," + Convert.ToBase64String(larger) }),
        ];
        foreach (Task<HttpResponseMessage> way in ways)
            Assert.Contains("at most 10 MiB", await way.ProblemAsync(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    [Theory(DisableParallelization = true)]
    [InlineData(60_000, 60_000)]
    [InlineData(8_000, 5_001)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(0, 0)]
    public async Task Rejects_headers_with_too_many_pixels_before_allocating(int width, int height)
    {
        await using ServedPage page = await ServedPage.StartAsync();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await page.Client.AskAsync(TestImages.Claiming(width, height), "image/png").ProblemAsync(HttpStatusCode.UnprocessableEntity);

        // The smallest of them would need 160 MB.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 80 << 20);
    }

    [Fact]
    public async Task Limits_the_request_rate_of_a_client()
    {
        await using ServedPage page = await ServedPage.StartAsync(options => options with { RequestsPerSecond = 5 });
        long began = Stopwatch.GetTimestamp();
        HttpStatusCode[] answers = new HttpStatusCode[100];
        for (int i = 0; i < answers.Length; i++)
        {
            using HttpResponseMessage answer = await page.Client.GetAsync("api/model", TestContext.Current.CancellationToken);
            answers[i] = answer.StatusCode;
        }

        // Five at once, and five more for each second that the hundred requests took, regardless of the machine's speed.
        int allowed = 5 + (int)Math.Ceiling(5 * Stopwatch.GetElapsedTime(began).TotalSeconds) + 1;
        Assert.InRange(answers.Count(status => status == HttpStatusCode.OK), 5, Math.Min(allowed, 99));
        Assert.All(answers, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        using HttpResponseMessage page0 = await page.Client.GetAsync("", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page0.StatusCode);
    }

    [Fact]
    public async Task Answers_excess_requests_with_a_problem_document_and_a_delay()
    {
        await using ServedPage page = await ServedPage.StartAsync(options => options with { RequestsPerSecond = 1 });
        HttpResponseMessage answer = await page.Client.GetAsync("api/model", TestContext.Current.CancellationToken);
        for (int i = 0; i < 20 && answer.StatusCode == HttpStatusCode.OK; i++)
            answer = await page.Client.GetAsync("api/model", TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Contains(
            "at most 1 requests per second",
            await Task.FromResult(answer).ProblemAsync(HttpStatusCode.TooManyRequests),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Aborts_incomplete_requests_while_answering_others()
    {
        await using ServedPage page = await ServedPage.StartAsync(options => options with { Timeout = TimeSpan.FromSeconds(1) });
        using TcpClient slow = new();
        await slow.ConnectAsync(IPAddress.Loopback, page.Address.Port, TestContext.Current.CancellationToken);
        byte[] head = Encoding.ASCII.GetBytes(
            $"POST /api/predict HTTP/1.1\r\nHost: {page.Address.Authority}\r\nContent-Length: 100\r\n\r\n"
        );
        await slow.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);
        await page.Client.AskAsync(TestImages.Framed(2)).JsonAsync();
        using StreamReader reader = new(slow.GetStream());
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_each_option_out_of_its_range()
    {
        WebServerOptions usual = new();
        WebServerOptions[] invalid =
        [
            usual with
            {
                Port = -1,
            },
            usual with
            {
                Port = 65_536,
            },
            usual with
            {
                MaximumBytes = 0,
            },
            usual with
            {
                MaximumBytes = (64 << 20) + 1,
            },
            usual with
            {
                MaximumPixels = 0,
            },
            usual with
            {
                MaximumPixels = int.MaxValue,
            },
            usual with
            {
                RequestsPerSecond = -1,
            },
            usual with
            {
                Timeout = TimeSpan.FromSeconds(0.9),
            },
            usual with
            {
                UploadMemory = (1 << 20) - 1,
            },
            usual with
            {
                IdleTimeout = TimeSpan.FromSeconds(0.9),
            },
            usual with
            {
                MaximumConnections = 0,
            },
            usual with
            {
                MaximumCorrections = 0,
            },
        ];
        usual.Validate();
        (usual with { MaximumBytes = 64 << 20, RequestsPerSecond = 0, Timeout = TimeSpan.FromSeconds(1), Port = 0 }).Validate();
        Assert.All(invalid, options => Assert.Throws<NeuralNetwork.InvalidInputException>(options.Validate));
    }

    [Fact]
    public void Reports_all_invalid_options_at_once()
    {
        WebServerOptions options = new()
        {
            Port = 70_000,
            MaximumBytes = 0,
            RequestsPerSecond = -1,
            Timeout = TimeSpan.Zero,
            MaximumCorrections = 0,
        };
        string message = Assert.Throws<NeuralNetwork.InvalidInputException>(options.Validate).Message;
        Assert.All(
            (string[])["70000", "from 1 to", "not -1", "at least 1 s", "corrections"],
            part => Assert.Contains(part, message, StringComparison.Ordinal)
        );
    }
}
