using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>
/// The memory that the bodies of all requests share. The first piece of a body is free, since the number of connections bounds it; the rest
/// is taken from the budget before it is read, and given back with the answer. So drawings never wait for other people's large images.
/// </summary>
internal sealed class UploadBudget : IDisposable
{
    /// <summary>The bytes of a body that are read without the budget: 32 KiB, several times as many as a drawing has.</summary>
    public const int FreeBytes = 32 << 10;

    private const int BytesPerPermit = 1 << 10;

    // The memory that requests may wait for; further requests are rejected immediately.
    private const int WaitingBudgets = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private readonly int _mostPermits;
    private readonly IdleMemory _idle;
    private long _taken;

    /// <param name="options">The options of the server.</param>
    /// <param name="idle">Gives memory back to the system.</param>
    public UploadBudget(WebServerOptions options, IdleMemory idle)
    {
        _idle = idle;
        int all = Math.Max(1, options.UploadMemory / BytesPerPermit);
        // A single client leaves a quarter to others.
        _mostPermits = Math.Max(1, all / 4 * 3);
        _limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetConcurrencyLimiter(Clients.KeyOf(context), _ => Permits(_mostPermits))
            ),
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => Permits(all)))
        );
    }

    /// <summary>The bytes that are taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes memory, and waits for it a few seconds. A request for more than a client may take gets that.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <returns>The lease, which gives the memory back when it is disposed.</returns>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public async Task<IDisposable> TakeAsync(HttpContext context, long bytes, CancellationToken cancellation)
    {
        int permits = (int)Math.Clamp(((bytes - 1) / BytesPerPermit) + 1, 1, _mostPermits);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            RateLimitLease lease = await _limiter.AcquireAsync(context, permits, patience.Token).ConfigureAwait(false);
            if (lease.IsAcquired)
                return new Share(this, lease, (long)permits * BytesPerPermit);
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested) { }

        throw Busy();
    }

    /// <summary>Reports that a body is not needed any more: without others, memory goes back to the system.</summary>
    public void Finish() => _idle.Expect();

    /// <summary>The answer to a request for which there is no memory at the moment.</summary>
    public static InvalidRequestException Busy() =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            ProblemCode.Busy,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Expected memory for the image, found all of it in use by other requests. Try again in {InvalidRequestException.Pause} seconds."
            )
        );

    public void Dispose() => _limiter.Dispose();

    private sealed class Share : IDisposable
    {
        private readonly UploadBudget _budget;
        private readonly long _bytes;
        private RateLimitLease? _lease;

        public Share(UploadBudget budget, RateLimitLease lease, long bytes)
        {
            (_budget, _lease, _bytes) = (budget, lease, bytes);
            Interlocked.Add(ref budget._taken, bytes);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _lease, null) is not RateLimitLease lease)
                return;
            Interlocked.Add(ref _budget._taken, -_bytes);
            lease.Dispose();
        }
    }

    private static ConcurrencyLimiterOptions Permits(int count) =>
        new()
        {
            PermitLimit = count,
            QueueLimit = WaitingBudgets * count,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
}
