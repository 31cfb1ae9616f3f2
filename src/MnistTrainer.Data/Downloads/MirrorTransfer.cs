using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace MnistTrainer.Data;

/// <summary>
/// Transfers a file of known length from one mirror; each request resumes where the previous one ended (RFC 9110, section 14). The version
/// of the file that the mirror stated is sent back in <c>If-Range</c>, so that a file that has changed since is transferred from scratch.
/// </summary>
internal sealed class MirrorTransfer(HttpClient client, Uri mirror, long length, TimeSpan stallTimeout)
{
    private RangeConditionHeaderValue? _version;

    /// <summary>Extends <paramref name="part"/> to its full length, from its end or, if the mirror does not support that, from scratch.</summary>
    /// <returns>Whether all of it came from this request.</returns>
    /// <exception cref="TransferException">The transfer failed; the data received is in the file.</exception>
    public async Task<bool> RunAsync(FileStream part, Action<long> report, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await OverNetworkAsync(stall => SendAsync(part.Length, stall), cancellation);
        long start = StartOfBody(response, part);
        long? offered = response.Content.Headers.ContentLength + start;
        if (offered is not null && offered != length)
            throw new TransferException($"offers {Number(offered.Value)} bytes instead of {Number(length)}", transient: false);

        _version = VersionOf(response);
        part.SetLength(start);
        part.Position = start;
        report(start);
        using Stream body = await OverNetworkAsync(response.Content.ReadAsStreamAsync, cancellation);
        await CopyAsync(body, part, report, cancellation);
        return start == 0;
    }

    private Task<HttpResponseMessage> SendAsync(long position, CancellationToken cancellation)
    {
        HttpRequestMessage request = new(HttpMethod.Get, mirror);
        if (position > 0)
        {
            request.Headers.Range = new RangeHeaderValue(position, null);
            request.Headers.IfRange = _version;
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private long StartOfBody(HttpResponseMessage response, FileStream part)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return 0;
            case HttpStatusCode.PartialContent
                when response.Content.Headers.ContentRange is { } range && range.From == part.Length && (range.Length ?? length) == length:
                return part.Length;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.SetLength(0);
                throw new TransferException("does not offer the rest of this file", transient: true);
            default:
                string status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
                throw new TransferException(status, IsTransient(response.StatusCode));
        }
    }

    private async Task CopyAsync(Stream body, FileStream part, Action<long> report, CancellationToken cancellation)
    {
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await OverNetworkAsync(stall => body.ReadAsync(buffer, stall).AsTask(), cancellation)) > 0)
        {
            if (part.Position + read > length)
            {
                part.SetLength(0);
                throw new TransferException($"sends more than the file's {Number(length)} bytes", transient: false);
            }

            await part.WriteAsync(buffer.AsMemory(0, read), cancellation);
            report(part.Position);
        }

        if (part.Position < length)
            throw new TransferException($"stopped after {Number(part.Position)} of {Number(length)} bytes", transient: true);
    }

    private async Task<T> OverNetworkAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellation)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(stallTimeout);
        try
        {
            return await step(stall.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            string seconds = stallTimeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new TransferException($"sent nothing for {seconds} s", transient: true, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // Without a network, names do not resolve, and retrying does not help.
            bool transient = error is not HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };
            throw new TransferException(error.GetBaseException().Message.TrimEnd('.'), transient, error);
        }
    }

    // A weak entity tag does not identify the exact bytes (RFC 9110, section 13.1.5).
    private static RangeConditionHeaderValue? VersionOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? new(tag)
        : response.Content.Headers.LastModified is { } date ? new(date)
        : null;

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
