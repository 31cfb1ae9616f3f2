using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web.Tests.Operations;

/// <summary>A server is ready after its first answer, and stops without losing a request that has begun.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Is_not_ready_before_the_first_answer()
    {
        TaskCompletionSource first = new();
        await using ServedPage page = await ServedPage.StartAsync(Undrained, new SiteWithFirstAnswer(first.Task));
        Assert.Equal("ok\n", await page.Client.GetStringAsync("healthz", TestContext.Current.CancellationToken));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "starting: the first answer is being computed\n"),
            await page.Client.ReadinessAsync()
        );
        first.SetResult();
        await page.Client.UntilReadyAsync();
    }

    [Fact]
    public async Task Is_not_ready_if_the_first_answer_fails()
    {
        await using ServedPage page = await ServedPage.StartAsync(
            Undrained,
            new SiteWithFirstAnswer(Task.FromException(new InvalidOperationException("The model is damaged.")))
        );
        (HttpStatusCode status, string text) = await page.Client.ReadinessAsync();
        for (int i = 0; i < 100 && text.StartsWith("starting", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            (status, text) = await page.Client.ReadinessAsync();
        }

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "failed: the first answer could not be computed: The model is damaged.\n"),
            (status, text)
        );
    }

    /// <summary>A correction that is sent slowly while the server stops is stored and answered.</summary>
    [Fact]
    public async Task Drains_without_losing_a_slow_correction()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-drain-");
        try
        {
            WebServer server = await WebServer.StartAsync(
                new WebServerOptions
                {
                    Port = 0,
                    RequestsPerSecond = 0,
                    CorrectionFolder = folder.FullName,
                    DrainTime = TimeSpan.FromSeconds(5),
                    Timeout = TimeSpan.FromSeconds(60),
                },
                new DrawingSite(ServedPage.Recognizer, "digits.zip"),
                TestContext.Current.CancellationToken
            );
            using HttpClient client = new() { BaseAddress = server.Address };
            await client.UntilReadyAsync();
            byte[] body = Encoding.ASCII.GetBytes(
                $"{{\"image\": \"data:image/png;base64,{Convert.ToBase64String(TestImages.Framed(4))}\", \"label\": \"4\"}}"
            );
            using TcpClient slow = new();
            await slow.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
            NetworkStream stream = slow.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /api/corrections HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
                ),
                TestContext.Current.CancellationToken
            );
            await stream.WriteAsync(body.AsMemory(0, 20), TestContext.Current.CancellationToken);

            // New connections are answered while the server drains, and closed after their answer.
            Task stopped = server.DisposeAsync().AsTask();
            using HttpResponseMessage during = await client.GetAsync("readyz", TestContext.Current.CancellationToken);
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "draining: the server is about to stop\n"),
                (during.StatusCode, await during.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            );
            Assert.True(during.Headers.ConnectionClose);
            await client.AskAsync(TestImages.Framed(7)).JsonAsync();

            // Then they are rejected, while the slow request is still on its way.
            long began = Stopwatch.GetTimestamp();
            while (await IsAcceptedAsync(server.Address.Port, () => new TcpClient()))
            {
                Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 30);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            Assert.False(stopped.IsCompleted);
            await stream.WriteAsync(body.AsMemory(20), TestContext.Current.CancellationToken);
            using StreamReader reader = new(stream);
            Assert.StartsWith("HTTP/1.1 201", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await stopped.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "4"), "*.png"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Whoever starts a server on their desk does not wait for a load balancer that is not there.</summary>
    [Fact]
    public async Task Stops_at_once_if_nobody_asked_for_readiness()
    {
        WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0, DrainTime = TimeSpan.FromHours(1) },
            new ExplorerSite(),
            TestContext.Current.CancellationToken
        );
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private static WebServerOptions Undrained(WebServerOptions options) => options with { DrainTime = TimeSpan.Zero };

    private static async Task<bool> IsAcceptedAsync(int port, Func<TcpClient> make)
    {
        using TcpClient client = make();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class SiteWithFirstAnswer(Task first) : ISite
    {
        public void AddServices(IServiceCollection services) { }

        public void Map(WebApplication application) { }

        public Task PrepareAsync(CancellationToken cancellation) => first;
    }
}
