using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Api;

/// <summary>Many clients at once, for a moment; <c>tests/MnistTrainer.Benchmarks -- server</c> does it for a minute, and times it.</summary>
[Collection("load")]
public sealed class LoadTests
{
    private const int Clients = 64;

    [Fact]
    public async Task Sixty_four_clients_at_once_each_get_their_own_answers_and_memory_does_not_grow()
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

        // Whatever a request leaves behind is left by 64 of them; other tests beside this one may hold some megabytes for a while.
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

    // On Linux each client has an address of its own, so that each has its own limit of requests.
    private static async ValueTask<Stream> ConnectAsync(int number, int port, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsLinux())
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(number + 1)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
