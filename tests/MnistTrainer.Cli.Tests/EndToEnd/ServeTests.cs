using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist serve</c> as a process: it prints its address, answers like <c>mnist predict</c>, and stops on Ctrl+C.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Answers_like_predict_and_stops_on_a_signal(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        Assert.SkipWhen(signal == "INT" && MnistProcess.IgnoresInterrupts(), "Commands started from here ignore Ctrl+C.");
        byte[] image = TestImages.One;
        _work.Write("one.png", image);
        using ServeProcess server = await ServeProcess.StartAsync(_work, "--keep", "drawings");
        Uri address = server.Address;
        JsonElement answer = JsonDocument.Parse(await server.PostAsync("api/predict", new ByteArrayContent(image), 200)).RootElement;
        JsonElement predicted = MnistProcess
            .RunJson(_work.Folder, "predict", "--model", ServeProcess.Model, "one.png")
            .GetProperty("predictions")[0];
        Assert.Equal(predicted.GetProperty("label").GetString(), answer.GetProperty("label").GetString());
        Assert.Equal(predicted.GetProperty("probability").GetDouble(), answer.GetProperty("probability").GetDouble(), 1e-6);

        // One client has sent half a request, another has gone in the middle of one.
        using TcpClient half = new(),
            gone = new();
        foreach (TcpClient other in (TcpClient[])[half, gone])
        {
            await other.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
            await other
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes($"POST /api/predict HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 100\r\n\r\nhello"),
                    TestContext.Current.CancellationToken
                );
        }

        gone.Close();
        await server.SignalAsync(signal);
        ProcessOutcome outcome = server.Finish();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
        using TcpListener next = new(IPAddress.Loopback, address.Port);
        next.Start();
        Assert.Equal(["one.png"], Directory.GetFileSystemEntries(_work.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Reports_a_port_in_use_in_a_sentence()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string port = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "serve", "--model", ServeProcess.Model, "--port", port);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("expected an address and port to serve on", outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_on_all_addresses_prints_one_that_a_browser_can_open()
    {
        using ServeProcess server = await ServeProcess.StartAsync(_work, "--host", "0.0.0.0", "--keep", "none");
        Assert.NotEqual("0.0.0.0", server.Address.Host);
        Assert.Equal("ok\n", await server.Client.GetStringAsync("healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Tries_the_folder_for_corrections_at_the_start()
    {
        string file = _work.Write("file", []);
        ProcessOutcome outcome = ServeProcess.Run(_work, "--keep", file);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "expected a folder for corrected drawings that can be written to, found a file",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    /// <summary>A collector of OpenTelemetry gets the metrics, named by the standard environment variables, until the end.</summary>
    [Fact]
    public async Task Sends_metrics_to_a_collector()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using TcpListener collector = new(IPAddress.Loopback, 0);
        collector.Start();
        Dictionary<string, string> variables = new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{collector.LocalEndpoint}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        using ServeProcess server = await ServeProcess.StartAsync(_work, variables, "--keep", "none");
        await server.PostAsync("api/predict", new ByteArrayContent(TestImages.Blank), 200);

        // The last values are sent at the end.
        await server.SignalAsync("TERM");
        using TcpClient sender = await collector.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        NetworkStream stream = sender.GetStream();
        StringBuilder received = new();
        byte[] piece = new byte[64 << 10];
        string[] expected =
        [
            "POST /v1/metrics",
            "mnist_trainer.answers",
            "blank",
            "mnist_trainer.answer.duration",
            "mnist_trainer.queue.duration",
            "http.server.request.duration",
        ];
        while (!expected.All(part => received.ToString().Contains(part, StringComparison.Ordinal)))
        {
            int length = await stream.ReadAsync(piece, TestContext.Current.CancellationToken);
            Assert.True(length > 0, received.ToString());
            received.Append(Encoding.Latin1.GetString(piece, 0, length));
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        ProcessOutcome outcome = server.Finish();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("nowhere")]
    public void Rejects_an_address_of_a_collector_that_is_none(string text)
    {
        ProcessOutcome outcome = ServeProcess.Run(
            _work,
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = text },
            "--keep",
            "none"
        );
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            $"OTEL_EXPORTER_OTLP_ENDPOINT: expected the address of an OpenTelemetry collector, such as http://localhost:4317, found \"{text}\"",
            outcome.StandardError,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--trusted-proxy", "proxy.example")]
    [InlineData("--trusted-proxy", "10.0.0.1/8")]
    [InlineData("--host-name", "digits.example:80")]
    [InlineData("--drain", "-1")]
    public void Rejects_what_is_no_proxy_name_or_time(string option, string value)
    {
        ProcessOutcome outcome = ServeProcess.Run(_work, "--keep", "none", option, value);
        Assert.InRange(outcome.ExitCode, 1, 2);
        Assert.Contains($"\"{value}\"", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Looks_for_the_data_of_lessons_at_the_start()
    {
        ProcessOutcome outcome = ServeProcess.Run(_work, "--data", _work["nowhere"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("expected a file or a folder, found no such file or folder", outcome.StandardError, StringComparison.Ordinal);
    }
}
