using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>
/// An HTTP server on 127.0.0.1 that sends scripted responses, valid or not: each request gets the next response, and the last one is
/// repeated. One request per connection.
/// </summary>
internal sealed class LocalHttpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LocalRequest, LocalAnswer>[] _answers;
    private int _next;

    public LocalHttpServer(params Func<LocalRequest, LocalAnswer>[] answers)
    {
        _answers = answers;
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<LocalRequest> Requests { get; } = new();

    public Uri Address(string name) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{name}");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using TcpClient owned = client;
            NetworkStream stream = client.GetStream();
            LocalRequest request = await ReadRequestAsync(stream);
            Requests.Enqueue(request);
            LocalAnswer answer = _answers[Math.Min(Interlocked.Increment(ref _next), _answers.Length) - 1](request);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Head), _stop.Token);
            await stream.WriteAsync(answer.Body, _stop.Token);
            if (answer.ThenStalls)
                await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Disposed, or the client has disconnected.
        }
    }

    private async Task<LocalRequest> ReadRequestAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(_stop.Token))!.Split(' ')[1];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new(path, headers.GetValueOrDefault("Range"), headers.GetValueOrDefault("If-Range"));
    }
}

internal sealed record LocalRequest(string Path, string? Range, string? IfRange)
{
    /// <summary>The first byte requested.</summary>
    public int From => Range is null ? 0 : int.Parse(Range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
}

/// <summary>A response: its head as text and its body, after which the connection is closed or left open.</summary>
internal sealed record LocalAnswer(string Head, ReadOnlyMemory<byte> Body)
{
    public bool ThenStalls { get; init; }

    public static LocalAnswer Status(string status) => new($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", default);

    public static LocalAnswer Redirect(Uri target) =>
        new($"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", default);

    /// <summary>The whole file, regardless of the request.</summary>
    public static LocalAnswer Whole(byte[] content, string headers = "") =>
        new($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n{headers}\r\n", content);

    /// <summary>The whole file without its length.</summary>
    public static LocalAnswer Unmeasured(byte[] content) => new("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", content);

    /// <summary>The requested range to the end of the file, or the whole file.</summary>
    public static LocalAnswer Ranged(LocalRequest request, byte[] content, string headers = "") =>
        request.Range is null
            ? Whole(content, headers)
            : new(
                $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {request.From}-{content.Length - 1}/{content.Length}\r\n"
                    + $"Content-Length: {content.Length - request.From}\r\nConnection: close\r\n{headers}\r\n",
                content.AsMemory(request.From)
            );

    /// <summary>The same, disconnecting after this number of bytes of the body.</summary>
    public LocalAnswer CutAfter(int bytes) => this with { Body = Body[..bytes] };

    /// <summary>The same, stalling after this number of bytes of the body.</summary>
    public LocalAnswer StalledAfter(int bytes) => this with { Body = Body[..bytes], ThenStalls = true };
}
