using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>
/// A client that sends an image at fixed times, whether the last answer took long or not. An answer's time counts from when its image was due, so that a
/// server that stalls does not hide it by being asked less.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly byte[][] _images;

    /// <param name="server">Whom to ask.</param>
    /// <param name="number">0 to 249: which of the loopback addresses it has.</param>
    /// <param name="images">What it sends, in turn.</param>
    public LoadClient(Uri server, int number, byte[][] images)
    {
        IPAddress own = OperatingSystem.IsLinux() ? new IPAddress([127, 0, 1, (byte)(number + 1)]) : IPAddress.Loopback;
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (context, cancellation) =>
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(own, 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _client = new HttpClient(handler) { BaseAddress = server };
        _images = images;
    }

    /// <summary>What every answer took, in milliseconds.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>What went wrong.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Asks until time is up.</summary>
    /// <param name="first">How long to wait with the first image.</param>
    /// <param name="interval">From one image to the next.</param>
    /// <param name="seconds">When to end.</param>
    public async Task RunAsync(TimeSpan first, TimeSpan interval, int seconds)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; ; i++)
        {
            TimeSpan due = first + (i * interval);
            if (due.TotalSeconds >= seconds)
                return;
            TimeSpan early = due - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
                await Task.Delay(early).ConfigureAwait(false);
            // A timer that comes late is this program's delay, not the server's.
            TimeSpan sent = Stopwatch.GetElapsedTime(began);
            TimeSpan start = early > TimeSpan.Zero ? sent : due;
            await AskAsync(_images[i % _images.Length]).ConfigureAwait(false);
            Milliseconds.Add((Stopwatch.GetElapsedTime(began) - start).TotalMilliseconds);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task AskAsync(byte[] image)
    {
        using ByteArrayContent content = new(image);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        try
        {
            using HttpResponseMessage answer = await _client.PostAsync("api/predict?stages=true", content).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
                Errors.Add($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
        catch (HttpRequestException error)
        {
            Errors.Add(error.Message);
        }
    }
}
