using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MnistTrainer.Workers.Tests;

/// <summary>A Redis server of a test, which is skipped where the machine has none.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Process _process;

    private RedisServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public ClusterAddress Address => new("127.0.0.1", Port, "test");

    public static async Task<RedisServer> StartAsync(string? password = null)
    {
        string? program = new[] { "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin" }
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "redis-server is not installed");
        int port = FreePort();
        ProcessStartInfo start = new(program!) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        string[] options =
        [
            "--port",
            $"{port}",
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            .. password is null ? [] : (string[])["--requirepass", password],
        ];
        foreach (string option in options)
            start.ArgumentList.Add(option);
        RedisServer server = new(Process.Start(start)!, port);
        server._process.OutputDataReceived += (_, _) => { };
        server._process.BeginOutputReadLine();
        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return server;
            }
            catch (SocketException) when (!server._process.HasExited)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
