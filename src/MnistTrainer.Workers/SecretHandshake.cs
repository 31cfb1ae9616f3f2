using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace MnistTrainer.Workers;

/// <summary>
/// Begins every connection: both sides prove that they know a secret, without sending it, before anything else is read from the other. Each answers the other's nonce with a
/// keyed hash (HMAC-SHA-256, RFC 2104) of both nonces and its own role, so that an answer cannot be sent back. What follows is not encrypted.
/// </summary>
/// <param name="secret">The secret.</param>
/// <param name="rejected">Called when the other side has proved to know another secret. Default: none.</param>
internal sealed class SecretHandshake(byte[] secret, Action? rejected = null)
{
    private const int NonceBytes = 32;
    private const int AnswerBytes = SHA256.HashSizeInBytes;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The side that listens: the study.</summary>
    public void OnListener(IConnectionBuilder builder) => Add(builder, AsListenerAsync);

    /// <summary>The side that connects: the worker.</summary>
    public void OnCaller(IConnectionBuilder builder) => Add(builder, AsCallerAsync);

    private void Add(IConnectionBuilder builder, Func<IDuplexPipe, CancellationToken, Task<bool>> handshake) =>
        builder.Use(next =>
            async context =>
            {
                bool isKnown;
                using (CancellationTokenSource patience = new(Patience))
                {
                    try
                    {
                        isKnown = await handshake(context.Transport, patience.Token).ConfigureAwait(false);
                        if (!isKnown)
                            rejected?.Invoke();
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

    // Caller: nonce. Listener: nonce, answer. Caller: answer.
    private async Task<bool> AsListenerAsync(IDuplexPipe pipe, CancellationToken cancellation)
    {
        byte[] other = await ReadAsync(pipe.Input, NonceBytes, cancellation).ConfigureAwait(false);
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync((byte[])[.. own, .. Answer('L', other, own)], cancellation).ConfigureAwait(false);
        byte[] answer = await ReadAsync(pipe.Input, AnswerBytes, cancellation).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(answer, Answer('C', own, other));
    }

    private async Task<bool> AsCallerAsync(IDuplexPipe pipe, CancellationToken cancellation)
    {
        byte[] own = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync(own, cancellation).ConfigureAwait(false);
        byte[] reply = await ReadAsync(pipe.Input, NonceBytes + AnswerBytes, cancellation).ConfigureAwait(false);
        byte[] other = reply[..NonceBytes];
        if (!CryptographicOperations.FixedTimeEquals(reply.AsSpan(NonceBytes), Answer('L', own, other)))
            return false;
        await pipe.Output.WriteAsync(Answer('C', other, own), cancellation).ConfigureAwait(false);
        return true;
    }

    private byte[] Answer(char role, byte[] challenge, byte[] own) =>
        HMACSHA256.HashData(secret, (byte[])[(byte)role, .. challenge, .. own]);

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
