using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistTrainer.Web.Tests.Security;

/// <summary>Requests from other sites, for other hosts, for files, and malformed ones are rejected, and the server survives them.</summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    // Connections that brought no request end some seconds late, by when a fast machine has opened more than a client may have.
    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync(options => options with { MaximumConnections = 1000 });

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("draw.js")]
    [InlineData("api/model")]
    [InlineData("nothing")]
    public async Task Every_response_forbids_other_origins(string path)
    {
        using HttpResponseMessage answer = await _page.Client.GetAsync(path, TestContext.Current.CancellationToken);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        string[] sources = [.. policy.Split(';').SelectMany(directive => directive.Trim().Split(' ').Skip(1))];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.All(sources, source => Assert.True(source is "'none'" or "'self'" or "data:" or "blob:", source));
        Assert.DoesNotContain(
            "data:",
            policy.Split(';').Single(directive => directive.Contains("script-src", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.7", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "null", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    public async Task Rejects_requests_of_other_sites(string host, string? origin, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/predict") { Content = new ByteArrayContent(TestImages.Framed(3)) };
        request.Headers.Host = $"{host}:{_page.Address.Port}";
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        await _page.Client.SendAsync(request, TestContext.Current.CancellationToken).ProblemAsync(status);
    }

    /// <summary>Others in the network know the name of this machine, and can point theirs at it.</summary>
    [Fact]
    public async Task A_local_server_does_not_answer_to_the_name_of_its_machine()
    {
        Assert.SkipWhen(Dns.GetHostName().Equals("localhost", StringComparison.OrdinalIgnoreCase), "This machine has no name.");
        using HttpRequestMessage request = new(HttpMethod.Get, "api/model");
        request.Headers.Host = $"{Dns.GetHostName()}:{_page.Address.Port}";
        await _page.Client.SendAsync(request, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Answers_its_own_page(string host)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/predict") { Content = new ByteArrayContent(TestImages.Framed(3)) };
        request.Headers.Host = $"{host}:{_page.Address.Port}";
        request.Headers.Add("Origin", $"http://{host}:{_page.Address.Port}");
        await _page.Client.SendAsync(request, TestContext.Current.CancellationToken).JsonAsync();
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/page/draw.js")]
    [InlineData("/draw.html")]
    [InlineData("/draw.js%00.html")]
    [InlineData("/C:\\Windows\\win.ini")]
    public async Task No_path_exposes_a_file(string path) =>
        Assert.Matches(
            "^HTTP/1.1 40[04] ",
            await SendAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", isWhole: true)
        );

    [Theory]
    [InlineData("\r\n\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData(
        "POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"
    )]
    [InlineData(
        "POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
    )]
    [InlineData("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhello")]
    [InlineData(
        "POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\nConnection: close\r\n\r\n--x--"
    )]
    public async Task Malformed_requests_never_crash_the_server(string request)
    {
        string answer = await SendAsync(request);
        Assert.Matches("^(HTTP/1.1 (4..|505) |$)", answer);
        await _page.Client.AskAsync(TestImages.Framed(9)).JsonAsync();
    }

    [Fact]
    public async Task Random_bytes_never_crash_the_server()
    {
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[1 + random.Next(300)];
            random.NextBytes(bytes);
            await SendAsync(Encoding.Latin1.GetString(bytes));
            await SendAsync(
                $"POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {bytes.Length}\r\n\r\n{Encoding.Latin1.GetString(bytes)}"
            );
        }

        await _page.Client.AskAsync(TestImages.Framed(9)).JsonAsync();
    }

    /// <summary>The first line of the response to arbitrary bytes; empty if there is none.</summary>
    private async Task<string> SendAsync(string request, bool isWhole = false)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _page.Address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
            if (!isWhole)
                client.Client.Shutdown(SocketShutdown.Send);
            using StreamReader reader = new(stream);
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
