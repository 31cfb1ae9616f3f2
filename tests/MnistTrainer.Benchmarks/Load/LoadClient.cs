using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>
/// A client that sends images on a fixed schedule, regardless of the server's response times. Latency is measured from the scheduled time,
/// so a stalled server cannot hide it by receiving fewer requests (coordinated omission).
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly byte[][] _images;
    private readonly string _path;
    private readonly MediaTypeHeaderValue _type;

    /// <param name="server">The address of the server.</param>
    /// <param name="number">The number of the client's loopback address, 0 to 249.</param>
    /// <param name="images">The images to send in turn.</param>
    /// <param name="path">Where to. Default: as the page does.</param>
    /// <param name="type">The type of what is sent. Default: PNG.</param>
    public LoadClient(Uri server, int number, byte[][] images, string path = "api/predict?stages=true", string type = "image/png")
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
        (_images, _path, _type) = (images, path, new MediaTypeHeaderValue(type));
    }

    /// <summary>The latency of every response, in milliseconds.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>The bytes of all answers, without their headers.</summary>
    public long AnswerBytes { get; private set; }

    /// <summary>The errors.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Sends images until time is up.</summary>
    /// <param name="first">The delay before the first image.</param>
    /// <param name="interval">The interval between images; 0 to send each as soon as the one before is answered.</param>
    /// <param name="seconds">The duration in seconds.</param>
    public async Task RunAsync(TimeSpan first, TimeSpan interval, int seconds)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; ; i++)
        {
            TimeSpan due = interval > TimeSpan.Zero ? first + (i * interval) : Stopwatch.GetElapsedTime(began);
            if (due.TotalSeconds >= seconds)
                return;
            TimeSpan early = due - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
                await Task.Delay(early).ConfigureAwait(false);
            // The delay of a late timer is this program's, not the server's.
            TimeSpan sent = Stopwatch.GetElapsedTime(began);
            TimeSpan start = early > TimeSpan.Zero ? sent : due;
            await SendAsync(_images[i % _images.Length]).ConfigureAwait(false);
            Milliseconds.Add((Stopwatch.GetElapsedTime(began) - start).TotalMilliseconds);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(byte[] image)
    {
        using ByteArrayContent content = new(image);
        content.Headers.ContentType = _type;
        try
        {
            using HttpResponseMessage answer = await _client.PostAsync(_path, content).ConfigureAwait(false);
            AnswerBytes +=
                answer.Content.Headers.ContentLength ?? (await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false)).Length;
            if (!answer.IsSuccessStatusCode)
                Errors.Add($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
        catch (HttpRequestException error)
        {
            Errors.Add(error.Message);
        }
    }
}
