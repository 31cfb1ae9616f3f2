using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistTrainer.Web.Tests.Security;

/// <summary>Connections end when nothing comes, and nobody has more than a share of them.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.")]
    public async Task Closes_idle_connections(string first)
    {
        Assert.Equal(TimeSpan.FromSeconds(15), new WebServerOptions().IdleTimeout);
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                IdleTimeout = TimeSpan.FromSeconds(1),
                Timeout = TimeSpan.FromSeconds(1),
            }
        );
        using TcpClient client = await ConnectAsync(page, 1);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(first), TestContext.Current.CancellationToken);
        long began = Stopwatch.GetTimestamp();
        byte[] piece = new byte[4096];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await client.GetStream().ReadAsync(piece, limit.Token) > 0) { }

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.5, 10);
    }

    [Fact]
    public async Task Limits_the_connections_of_a_client_but_not_those_of_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a client choose its loopback address.");
        await using ServedPage page = await ServedPage.StartAsync(options => options with { MaximumConnections = 3 });
        TcpClient[] own = [await ConnectAsync(page, 1), await ConnectAsync(page, 1), await ConnectAsync(page, 1)];
        foreach (TcpClient one in own)
            Assert.StartsWith("HTTP/1.1 200", await GetAsync(one), StringComparison.Ordinal);
        using TcpClient fourth = await ConnectAsync(page, 1);
        Assert.StartsWith("HTTP/1.1 503", await GetAsync(fourth), StringComparison.Ordinal);
        using TcpClient other = await ConnectAsync(page, 2);
        Assert.StartsWith("HTTP/1.1 200", await GetAsync(other), StringComparison.Ordinal);

        foreach (TcpClient one in own)
            one.Dispose();
        string answer = "";
        for (int i = 0; i < 50 && !answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            using TcpClient next = await ConnectAsync(page, 1);
            answer = await GetAsync(next);
        }

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    public void A_client_is_an_address_or_a_network_of_IPv6(string one, string other, bool areSame) =>
        Assert.Equal(areSame, Clients.KeyOf(IPAddress.Parse(one)) == Clients.KeyOf(IPAddress.Parse(other)));

    [Theory]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:port")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:1:2")]
    [InlineData("[::1")]
    [InlineData(":80")]
    [InlineData("")]
    public async Task Answers_a_bad_host_with_a_client_error(string host)
    {
        await using ServedPage page = await ServedPage.StartAsync();
        foreach (string path in (string[])["/", "/openapi.json", "/api/model"])
        {
            using TcpClient client = await ConnectAsync(page, 1);
            string answer = await GetAsync(client, path, host, "Origin: http://127.0.0.1\r\nConnection: close\r\n");
            Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        }
    }

    private static async Task<TcpClient> ConnectAsync(ServedPage page, int number)
    {
        TcpClient client = OperatingSystem.IsLinux() ? new(new IPEndPoint(new IPAddress([127, 0, 2, (byte)number]), 0)) : new();
        await client.ConnectAsync(IPAddress.Loopback, page.Address.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>The first line of the answer.</summary>
    private static async Task<string> GetAsync(TcpClient client, string path = "/healthz", string host = "127.0.0.1", string more = "")
    {
        NetworkStream stream = client.GetStream();
        byte[] answer = new byte[4096];
        try
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n"),
                TestContext.Current.CancellationToken
            );
            int length = await stream.ReadAsync(answer, TestContext.Current.CancellationToken);
            return Encoding.ASCII.GetString(answer, 0, length).Split("\r\n")[0];
        }
        catch (IOException)
        {
            return "";
        }
    }
}
