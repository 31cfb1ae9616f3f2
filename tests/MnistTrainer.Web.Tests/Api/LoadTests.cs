using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Api;

/// <summary>
/// Many concurrent clients, briefly; <c>tests/MnistTrainer.Benchmarks -- server</c> runs for a minute and measures times.
/// </summary>
public sealed class LoadTests
{
    private const int Clients = 64;

    [Fact(DisableParallelization = true)]
    public async Task Answers_64_concurrent_clients_without_memory_growth()
    {
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                RequestsPerSecond = OperatingSystem.IsLinux() ? 20 : 0,
            }
        );
        long[] memory = new long[4];
        for (int round = 0; round < memory.Length; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => AskAsync(page, number + (round % 3 * Clients))));
            memory[round] = GC.GetTotalMemory(forceFullCollection: true);
        }

        // A leak would occur 64 times.
        Assert.InRange(memory[^1] - memory[1], long.MinValue, 64 << 20);
    }

    private static async Task AskAsync(ServedPage page, int number)
    {
        using HttpClient client = new(
            new SocketsHttpHandler
            {
                ConnectCallback = (context, cancellation) => ConnectAsync(number, context.DnsEndPoint.Port, cancellation),
            }
        )
        {
            BaseAddress = page.Address,
        };
        for (int digit = number % 10, i = 0; i < 4; i++, digit = (digit + 1) % 10)
        {
            JsonElement answer = await client.AskAsync(TestImages.Framed(digit), "image/png").JsonAsync();
            Assert.Equal($"{digit}", answer.GetProperty("label").GetString());
        }
    }

    // On Linux each client has its own address, and so its own rate limit.
    private static async ValueTask<Stream> ConnectAsync(int number, int port, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsLinux())
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(number + 1)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
