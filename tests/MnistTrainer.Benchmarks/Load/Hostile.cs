using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MnistTrainer.Imaging;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>Clients that send what costs a server most, again and again, each from an address of its own where the system allows that.</summary>
internal static class Hostile
{
    // Without it, one half of the machine would measure how fast the other half sends.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>An array of ones as JSON.</summary>
    public static byte[] Ones(int bytes)
    {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++)
            body[i] = (byte)(i % 2 == 0 ? ',' : '1');
        (body[0], body[^1]) = ((byte)'[', (byte)']');
        return body;
    }

    /// <summary>An image that decodes, with as many bytes after its end as fill the size.</summary>
    public static byte[] LargeImage(int bytes)
    {
        byte[] body = new byte[bytes];
        ImageCodec
            .EncodePng(
                new GrayImage(280, 280, [.. Enumerable.Range(0, 280 * 280).Select(i => (byte)(i % 280 is > 130 and < 150 ? 0 : 255))])
            )
            .CopyTo(body, 0);
        return body;
    }

    /// <summary>The same image as a data URL in JSON.</summary>
    public static byte[] LargeJson(int bytes) =>
        Encoding.ASCII.GetBytes($"{{\"image\":\"data:image/png;base64,{Convert.ToBase64String(LargeImage(bytes))}\"}}");

    /// <summary>Posts a body by many clients at once until canceled.</summary>
    public static Task PostAsync(Uri server, int clients, string type, byte[] body, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(number => RepeatAsync(server, number, type, body, body.Length, cancellation)));

    /// <summary>Sends all of a body but its last byte by many clients at once, until canceled.</summary>
    public static Task HoldAsync(Uri server, int clients, int bytes, CancellationToken cancellation)
    {
        byte[] body = new byte[bytes - 1];
        return Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(number => RepeatAsync(server, number, "application/octet-stream", body, bytes, cancellation))
        );
    }

    private static async Task RepeatAsync(Uri server, int number, string type, byte[] body, int declared, CancellationToken cancellation)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST /api/predict HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {type}\r\nContent-Length: {declared}\r\nConnection: close\r\n\r\n"
            )
        );
        byte[] answer = new byte[4096];
        while (!cancellation.IsCancellationRequested)
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                if (OperatingSystem.IsLinux())
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 3, (byte)(number + 1)]), 0));
                await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellation).ConfigureAwait(false);
                Task sending = SendAsync(socket, head, body, cancellation);
                while (await socket.ReceiveAsync(answer, cancellation).ConfigureAwait(false) > 0) { }

                await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Turned away, or the end: another try comes after the pause.
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SendAsync(Socket socket, byte[] head, byte[] body, CancellationToken cancellation)
    {
        await socket.SendAsync(head, cancellation).ConfigureAwait(false);
        for (int sent = 0; sent < body.Length; )
            sent += await socket.SendAsync(body.AsMemory(sent, Math.Min(1 << 16, body.Length - sent)), cancellation).ConfigureAwait(false);
    }
}
