using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MnistTrainer.Imaging;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>What a collector of OpenTelemetry receives while <c>mnist serve</c> answers and rejects, at the interval that the standard variable sets.</summary>
public sealed class ServeMetricsTests : IDisposable
{
    // A client has at most 200 connections.
    private const int Connections = 201;

    private static readonly string Model = Path.Combine(Repository.Root, "models", "digits.zip");

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
        using HttpListener collector = new();
        string prefix = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(prefix);
        collector.Start();
        Dictionary<string, string> variables = new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = prefix,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        };
        using Process process = MnistProcess.Start(
            _work.Folder,
            variables,
            "serve",
            "--model",
            Model,
            "--port",
            "0",
            "--keep",
            "drawings",
            "--json"
        );
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressAsync(process) };
            byte[] one = ImageCodec.EncodePng(
                new GrayImage(
                    28,
                    28,
                    [.. Enumerable.Range(0, 784).Select(i => (byte)(i % 28 is 13 or 14 && i / 28 is > 4 and < 24 ? 255 : 0))]
                )
            );
            await SendAsync(client, "api/predict", new ByteArrayContent(ImageCodec.EncodePng(new GrayImage(28, 28, new byte[784]))), 200);
            await SendAsync(client, "api/predict", new ByteArrayContent("no image"u8.ToArray()), 422);
            string json = JsonSerializer.Serialize(new { image = $"data:image/png;base64,{Convert.ToBase64String(one)}", label = "1" });
            await SendAsync(client, "api/corrections", new StringContent(json, Encoding.UTF8, "application/json"), 201);
            TcpClient[] all = [.. Enumerable.Range(0, Connections).Select(_ => new TcpClient())];
            foreach (TcpClient connection in all)
                await connection.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port, TestContext.Current.CancellationToken);

            string received = "";
            while (!Expected.All(part => received.Contains(part, StringComparison.Ordinal)))
                received += await NextAsync(collector, received);
            foreach (TcpClient connection in all)
                connection.Dispose();
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task What_is_sent_last_has_all_instruments()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using HttpListener collector = new();
        string prefix = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(prefix);
        collector.Start();
        Dictionary<string, string> variables = new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = prefix,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            // Nothing is sent before the end.
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "3600000",
        };
        using Process process = MnistProcess.Start(
            _work.Folder,
            variables,
            "serve",
            "--model",
            Model,
            "--port",
            "0",
            "--keep",
            "none",
            "--json"
        );
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressAsync(process) };
            await SendAsync(client, "api/predict", new ByteArrayContent("no image"u8.ToArray()), 422);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            string last = await NextAsync(collector, "");
            Assert.All(
                ["mnist_trainer.problems", "mnist_trainer.queue.length", "mnist_trainer.body.memory"],
                name => Assert.Contains(name, last, StringComparison.Ordinal)
            );
        }
        finally
        {
            process.Kill();
        }
    }

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

    private static async Task SendAsync(HttpClient client, string path, HttpContent content, int status)
    {
        using HttpResponseMessage answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static int FreePort()
    {
        using TcpListener any = new(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        StringBuilder text = new();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            text.AppendLine(line);
            if (line.EndsWith('}'))
                return new Uri(JsonDocument.Parse(text.ToString()).RootElement.GetProperty("address").GetString()!);
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
