using System.Net;
using System.Net.Sockets;

namespace MnistTrainer.Web.Tests.Security;

/// <summary>What a reverse proxy reports counts only if the proxy is trusted.</summary>
public sealed class TrustedProxyTests
{
    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8")];

    /// <summary>With two requests for each client, the third is too many.</summary>
    [Theory]
    // A proxy that is not trusted: whatever it reports, all requests are its own.
    [InlineData(false, "192.0.2.1", "192.0.2.2", "192.0.2.3", true)]
    // A trusted one: three clients, or the same three times.
    [InlineData(true, "192.0.2.1", "192.0.2.2", "192.0.2.3", false)]
    [InlineData(true, "192.0.2.1", "192.0.2.1", "192.0.2.1", true)]
    // One client that pretends to be others: proxies append, so only what stands last is true.
    [InlineData(true, "198.51.100.1, 192.0.2.1", "198.51.100.2, 192.0.2.1", "198.51.100.3, 192.0.2.1", true)]
    // The same through a second proxy that is trusted as well.
    [InlineData(true, "198.51.100.1, 192.0.2.1, 127.0.0.9", "198.51.100.2, 192.0.2.1, 127.0.0.9", "192.0.2.1", true)]
    // No addresses: the request stays the proxy's.
    [InlineData(true, "unknown", "evil", "", true)]
    public async Task Requests_are_counted_by_the_address_that_a_trusted_proxy_reports(
        bool isTrusted,
        string first,
        string second,
        string third,
        bool isLimited
    )
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                // The bucket is refilled only after half a second, so three requests in a row meet the same one on any machine but a stopped one.
                RequestsPerSecond = 2,
                TrustedProxies = isTrusted ? Loopback : [],
            }
        );
        bool wasLimited = false;
        // Repeated where the machine stood still in between.
        for (int round = 0; round < (isLimited ? 10 : 1) && !wasLimited; round++)
        {
            foreach (string header in (string[])[first, second, third])
            {
                using HttpResponseMessage answer = await SendAsync(page, "api/model", ("X-Forwarded-For", header));
                wasLimited |= answer.StatusCode == HttpStatusCode.TooManyRequests;
            }
        }

        Assert.Equal(isLimited, wasLimited);
    }

    [Theory]
    // The page of the proxy's name, over TLS, with the host that the proxy passes on or reports.
    [InlineData(true, "digits.example", null, "https", "https://digits.example", HttpStatusCode.OK)]
    [InlineData(true, "127.0.0.1", "digits.example", "https", "https://digits.example", HttpStatusCode.OK)]
    [InlineData(true, "127.0.0.1", "digits.example:8443", "https", "https://digits.example:8443", HttpStatusCode.OK)]
    // Another page, the same name without TLS, and another name.
    [InlineData(true, "127.0.0.1", "digits.example", "https", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(true, "127.0.0.1", "digits.example", "https", "http://digits.example:443", HttpStatusCode.Forbidden)]
    [InlineData(true, "127.0.0.1", "evil.example", "https", "https://evil.example", HttpStatusCode.MisdirectedRequest)]
    // Without trust, the headers are as if they were not there.
    [InlineData(false, "127.0.0.1", "digits.example", "https", "https://digits.example", HttpStatusCode.Forbidden)]
    [InlineData(false, "evil.example", "digits.example", "https", "https://digits.example", HttpStatusCode.MisdirectedRequest)]
    public async Task The_page_of_a_proxy_is_ours_if_its_name_is(
        bool isTrusted,
        string host,
        string? reportedHost,
        string scheme,
        string origin,
        HttpStatusCode status
    )
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                TrustedProxies = isTrusted ? Loopback : [],
                HostNames = ["digits.example"],
            }
        );
        using HttpResponseMessage answer = await SendAsync(
            page,
            "api/model",
            ("Host", host),
            ("X-Forwarded-Host", reportedHost),
            ("X-Forwarded-Proto", scheme),
            ("Origin", origin)
        );
        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Who comes through a proxy on this machine is not on this machine, whether the proxy is trusted or not.</summary>
    [Theory]
    [InlineData(true, "192.0.2.1", false)]
    [InlineData(true, "127.0.0.1, 192.0.2.1", false)]
    [InlineData(false, "192.0.2.1", false)]
    [InlineData(false, "127.0.0.1", false)]
    [InlineData(true, null, true)]
    [InlineData(false, null, true)]
    public async Task A_client_of_a_proxy_on_this_machine_is_not_on_this_machine(bool isTrusted, string? header, bool isAllowed)
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                TrustedProxies = isTrusted ? Loopback : [],
                Teaching = TeachingAccess.ThisMachine,
            }
        );
        System.Text.Json.JsonElement lesson = await SendAsync(page, "api/lesson", ("X-Forwarded-For", header)).JsonAsync();
        Assert.Equal(isAllowed, lesson.GetProperty("isAllowed").GetBoolean());
    }

    /// <summary>All clients of a proxy come over its connections.</summary>
    [Fact]
    public async Task A_trusted_proxy_has_any_number_of_connections()
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                MaximumConnections = 1,
                TrustedProxies = Loopback,
            }
        );
        using TcpClient first = new(),
            second = new();
        foreach (TcpClient one in (TcpClient[])[first, second])
        {
            await one.ConnectAsync(IPAddress.Loopback, page.Address.Port, TestContext.Current.CancellationToken);
            await one.GetStream()
                .WriteAsync("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            using StreamReader reader = new(one.GetStream(), leaveOpen: true);
            Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Host_names_have_no_port_and_the_time_to_drain_is_bounded()
    {
        WebServerOptions options = new() { HostNames = ["digits.example:80"], DrainTime = TimeSpan.FromHours(2) };
        string message = Assert.Throws<NeuralNetwork.InvalidInputException>(options.Validate).Message;
        Assert.Contains("not \"digits.example:80\"", message, StringComparison.Ordinal);
        Assert.Contains("not 7200 s", message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(ServedPage page, string path, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach ((string name, string? value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return await page.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
