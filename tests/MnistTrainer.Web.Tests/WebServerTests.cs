using System.Net;
using System.Net.Sockets;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web.Tests;

/// <summary>Starting and stopping a server.</summary>
public sealed class WebServerTests
{
    [Fact]
    public async Task Reports_a_port_in_use_as_a_user_error()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            ServedPage.StartAsync(options => options with { Port = port })
        );
        Assert.StartsWith($"127.0.0.1:{port}: expected an address and port to serve on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_quickly_with_connected_pages_and_releases_the_port()
    {
        TrainingFeed feed = new();
        feed.Begin(Monitoring.TrainingFeedTests.Start);
        await using WebServer server = await WebServer.StartAsync(
            new WebServerOptions { Port = 0 },
            new TrainingSite(feed),
            TestContext.Current.CancellationToken
        );
        using HttpClient client = new() { BaseAddress = server.Address };
        await using Stream page = await client.GetStreamAsync("api/training", TestContext.Current.CancellationToken);
        int port = server.Address.Port;
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        using TcpListener next = new(IPAddress.Loopback, port);
        next.Start();
    }
}
