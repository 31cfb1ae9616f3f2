using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>What a collector of OpenTelemetry receives while <c>mnist serve</c> answers and rejects, at the interval that the standard variable sets.</summary>
public sealed class ServeMetricsTests : IDisposable
{
    // A client has at most 200 connections.
    private const int Connections = 201;

    private static readonly string[] Expected =
    [
        "mnist_trainer.answers",
        "blank",
        "mnist_trainer.problems",
        "unreadable-image",
        "mnist_trainer.rejected_connections",
        "mnist_trainer.answer.duration",
        "mnist_trainer.queue.duration",
        "mnist_trainer.queue.length",
        "mnist_trainer.body.memory",
        "mnist_trainer.store.duration",
        "mnist_trainer.corrections",
        "http.server.request.duration",
        "kestrel.active_connections",
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_collector_receives_answers_rejections_queue_and_latency()
    {
        using HttpListener collector = StartCollector();
        using ServeProcess server = await ServeProcess.StartAsync(_work, VariablesFor(collector, milliseconds: 1000), "--keep", "drawings");
        await server.PostAsync("api/predict", new ByteArrayContent(TestImages.Blank), 200);
        await server.PostAsync("api/predict", new ByteArrayContent("no image"u8.ToArray()), 422);
        string json = JsonSerializer.Serialize(
            new { image = $"data:image/png;base64,{Convert.ToBase64String(TestImages.One)}", label = "1" }
        );
        await server.PostAsync("api/corrections", new StringContent(json, Encoding.UTF8, "application/json"), 201);
        TcpClient[] all = [.. Enumerable.Range(0, Connections).Select(_ => new TcpClient())];
        foreach (TcpClient connection in all)
            await connection.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);

        string received = "";
        while (!Expected.All(part => received.Contains(part, StringComparison.Ordinal)))
            received += await NextAsync(collector, received);
        foreach (TcpClient connection in all)
            connection.Dispose();
    }

    [Fact]
    public async Task What_is_sent_last_has_all_instruments()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using HttpListener collector = StartCollector();
        // Nothing is sent before the end.
        using ServeProcess server = await ServeProcess.StartAsync(
            _work,
            VariablesFor(collector, milliseconds: 3_600_000),
            "--keep",
            "none"
        );
        await server.PostAsync("api/predict", new ByteArrayContent("no image"u8.ToArray()), 422);
        await server.SignalAsync("TERM");
        string last = await NextAsync(collector, "");
        Assert.All(
            ["mnist_trainer.problems", "mnist_trainer.queue.length", "mnist_trainer.body.memory"],
            name => Assert.Contains(name, last, StringComparison.Ordinal)
        );
    }

    private static HttpListener StartCollector()
    {
        HttpListener collector = new();
        collector.Prefixes.Add($"http://127.0.0.1:{FreePort.Find()}/");
        collector.Start();
        return collector;
    }

    private static Dictionary<string, string> VariablesFor(HttpListener collector, int milliseconds) =>
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Prefixes.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = $"{milliseconds}",
        };

    private static async Task<string> NextAsync(HttpListener collector, string received)
    {
        HttpListenerContext context;
        try
        {
            context = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Not received: {string.Join(", ", Expected.Where(part => !received.Contains(part, StringComparison.Ordinal)))}");
            throw;
        }

        Assert.Equal("/v1/metrics", context.Request.RawUrl);
        using StreamReader body = new(context.Request.InputStream, Encoding.Latin1);
        string text = await body.ReadToEndAsync(TestContext.Current.CancellationToken);
        context.Response.Close();
        return text;
    }
}
