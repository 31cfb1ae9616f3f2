using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistTrainer.Web.Tests.Uploads;

/// <summary>A request that is sent byte by byte, as far as the test wants.</summary>
internal sealed class HeldRequest : IDisposable
{
    private readonly TcpClient _client = new();

    private HeldRequest() { }

    public static async Task<HeldRequest> BeginAsync(Uri server, string type, long declared)
    {
        HeldRequest request = new();
        await request._client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        await request.SendAsync(
            Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST /api/predict HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {type}\r\nContent-Length: {declared}\r\nConnection: close\r\n\r\n"
                )
            )
        );
        return request;
    }

    public ValueTask SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>The whole answer.</summary>
    public async Task<string> AnswerAsync()
    {
        using StreamReader reader = new(_client.GetStream());
        StringBuilder head = new();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
            head.AppendLine(line);
        char[] body = new char[4096];
        int length = await reader.ReadAsync(body, TestContext.Current.CancellationToken);
        return $"{head}\n{new string(body, 0, length)}";
    }

    public void Dispose() => _client.Dispose();
}
