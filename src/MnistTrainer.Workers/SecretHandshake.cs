using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace MnistTrainer.Workers;

/// <summary>
/// Begins every connection: both sides prove that they know a secret, without sending it, before anything else is read from the other. Each answers the other's nonce with a
/// keyed hash (HMAC-SHA-256, RFC 2104) of both nonces, the listener's name and its own role, so that an answer cannot be sent back. What follows is not encrypted.
/// </summary>
/// <param name="secret">The secret.</param>
/// <param name="listener">The listener's address; null on the side that connects, which knows it from its connection. Orleans finds its way only where both know the same.</param>
/// <param name="rejected">Called with what is wrong about the other side, as expected, found and remedy. Default: none.</param>
internal sealed class SecretHandshake(byte[] secret, IPEndPoint? listener = null, Action<string, string, string>? rejected = null)
{
    /// <summary>The protocol that both sides have to speak. The listener sends it behind its address, where a worker of the version before expects the address alone.</summary>
    public const string Protocol = "mnist-workers-2";

    private const int NonceBytes = 32;
    private const int AnswerBytes = SHA256.HashSizeInBytes;
    private const int NameBytes = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The side that listens: the process that serves jobs.</summary>
    public void OnListener(IConnectionBuilder builder) =>
        Add(builder, (context, cancellation) => AsListenerAsync(context.Transport, cancellation));

    /// <summary>The side that connects: the worker.</summary>
    public void OnCaller(IConnectionBuilder builder) =>
        Add(builder, (context, cancellation) => AsCallerAsync(context.Transport, context.RemoteEndPoint, cancellation));

    /// <summary>Returns whether a process that serves jobs, with any secret, listens at an address.</summary>
    public static async Task<bool> IsServedAsync(IPEndPoint address, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using TcpClient client = new(address.AddressFamily);
            await client.ConnectAsync(address, patience.Token).ConfigureAwait(false);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(RandomNumberGenerator.GetBytes(NonceBytes), patience.Token).ConfigureAwait(false);
            byte[] reply = new byte[NonceBytes + NameBytes];
            await stream.ReadExactlyAsync(reply, patience.Token).ConfigureAwait(false);
            return Encoding.ASCII.GetString(reply, NonceBytes, NameBytes).Contains(Protocol, StringComparison.Ordinal);
        }
        catch (Exception e)
            when (e is SocketException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private static void Add(IConnectionBuilder builder, Func<ConnectionContext, CancellationToken, Task<bool>> handshake) =>
        builder.Use(next =>
            async context =>
            {
                bool isKnown;
                using (CancellationTokenSource patience = new(Patience))
                {
                    try
                    {
                        isKnown = await handshake(context, patience.Token).ConfigureAwait(false);
                    }
                    catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
                    {
                        isKnown = false;
                    }
                }

                if (isKnown)
                {
                    await next(context).ConfigureAwait(false);
                    return;
                }

                context.Abort(new ConnectionAbortedException("The other side does not have the secret."));
            }
        );

    // Caller: nonce. Listener: nonce, name, answer. Caller: answer.
    private async Task<bool> AsListenerAsync(IDuplexPipe pipe, CancellationToken cancellation)
    {
        byte[] other = await ReadAsync(pipe.Input, NonceBytes, cancellation).ConfigureAwait(false);
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes),
            name = Encoding.ASCII.GetBytes($"{listener} {Protocol}".PadRight(NameBytes));
        await pipe.Output.WriteAsync((byte[])[.. own, .. name, .. Answer('L', other, own, name)], cancellation).ConfigureAwait(false);
        byte[] answer = await ReadAsync(pipe.Input, AnswerBytes, cancellation).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(answer, Answer('C', own, other, name));
    }

    private async Task<bool> AsCallerAsync(IDuplexPipe pipe, EndPoint? address, CancellationToken cancellation)
    {
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync(own, cancellation).ConfigureAwait(false);
        byte[] reply = await ReadAsync(pipe.Input, NonceBytes + NameBytes + AnswerBytes, cancellation).ConfigureAwait(false);
        byte[] other = reply[..NonceBytes],
            name = reply[NonceBytes..^AnswerBytes];
        if (!CryptographicOperations.FixedTimeEquals(reply.AsSpan(NonceBytes + NameBytes), Answer('L', own, other, name)))
        {
            rejected?.Invoke("a process with the same secret", "another secret", "Copy the file with the secret again");
            return false;
        }

        string[] parts = Encoding.ASCII.GetString(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [_, Protocol])
        {
            rejected?.Invoke(
                $"the protocol {Protocol}",
                parts is [_, string protocol] ? protocol : "that of an earlier version of the program",
                "Use the same version of the program on both machines"
            );
            return false;
        }

        if (parts[0] != $"{address}")
        {
            rejected?.Invoke("the address that the process uses for itself", parts[0], "Join using that address");
            return false;
        }

        await pipe.Output.WriteAsync(Answer('C', other, own, name), cancellation).ConfigureAwait(false);
        return true;
    }

    private byte[] Answer(char role, byte[] challenge, byte[] own, byte[] name) =>
        HMACSHA256.HashData(secret, (byte[])[(byte)role, .. challenge, .. own, .. name]);

    private static async Task<byte[]> ReadAsync(PipeReader input, int count, CancellationToken cancellation)
    {
        ReadResult result = await input.ReadAtLeastAsync(count, cancellation).ConfigureAwait(false);
        if (result.Buffer.Length < count)
            throw new IOException("The connection ended during the handshake.");
        ReadOnlySequence<byte> part = result.Buffer.Slice(0, count);
        byte[] bytes = part.ToArray();
        input.AdvanceTo(part.End);
        return bytes;
    }
}
