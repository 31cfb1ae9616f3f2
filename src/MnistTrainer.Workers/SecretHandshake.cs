using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace MnistTrainer.Workers;

/// <summary>
/// Begins every connection: both sides prove that they know a secret, without sending it, before anything else is read from the other. Each answers the other's nonce with a
/// keyed hash (HMAC-SHA-256, RFC 2104) of both nonces, the listener's address and its own role, so that an answer cannot be sent back. What follows is not encrypted.
/// </summary>
/// <param name="secret">The secret.</param>
/// <param name="address">The listener's address, as this side knows it: Orleans finds its way only where both know the same.</param>
/// <param name="rejected">Called with what is wrong about the other side, as expected and found. Default: none.</param>
internal sealed class SecretHandshake(byte[] secret, IPEndPoint address, Action<string, string>? rejected = null)
{
    private const int NonceBytes = 32;
    private const int AnswerBytes = SHA256.HashSizeInBytes;
    private const int AddressBytes = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The side that listens: the study.</summary>
    public void OnListener(IConnectionBuilder builder) => Add(builder, AsListenerAsync);

    /// <summary>The side that connects: the worker.</summary>
    public void OnCaller(IConnectionBuilder builder) => Add(builder, AsCallerAsync);

    private static void Add(IConnectionBuilder builder, Func<IDuplexPipe, CancellationToken, Task<bool>> handshake) =>
        builder.Use(next =>
            async context =>
            {
                bool isKnown;
                using (CancellationTokenSource patience = new(Patience))
                {
                    try
                    {
                        isKnown = await handshake(context.Transport, patience.Token).ConfigureAwait(false);
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

    // Caller: nonce. Listener: nonce, address, answer. Caller: answer.
    private async Task<bool> AsListenerAsync(IDuplexPipe pipe, CancellationToken cancellation)
    {
        byte[] other = await ReadAsync(pipe.Input, NonceBytes, cancellation).ConfigureAwait(false);
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes),
            name = Encoding.ASCII.GetBytes($"{address}".PadRight(AddressBytes));
        await pipe.Output.WriteAsync((byte[])[.. own, .. name, .. Answer('L', other, own, name)], cancellation).ConfigureAwait(false);
        byte[] answer = await ReadAsync(pipe.Input, AnswerBytes, cancellation).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(answer, Answer('C', own, other, name));
    }

    private async Task<bool> AsCallerAsync(IDuplexPipe pipe, CancellationToken cancellation)
    {
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync(own, cancellation).ConfigureAwait(false);
        byte[] reply = await ReadAsync(pipe.Input, NonceBytes + AddressBytes + AnswerBytes, cancellation).ConfigureAwait(false);
        byte[] other = reply[..NonceBytes],
            name = reply[NonceBytes..^AnswerBytes];
        if (!CryptographicOperations.FixedTimeEquals(reply.AsSpan(NonceBytes + AddressBytes), Answer('L', own, other, name)))
        {
            rejected?.Invoke("a study with the same secret", "another secret");
            return false;
        }

        if (Encoding.ASCII.GetString(name).Trim() is string known && known != $"{address}")
        {
            rejected?.Invoke("the address that the study has for itself", known);
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
            throw new IOException("The connection ended within the handshake.");
        ReadOnlySequence<byte> part = result.Buffer.Slice(0, count);
        byte[] bytes = part.ToArray();
        input.AdvanceTo(part.End);
        return bytes;
    }
}
