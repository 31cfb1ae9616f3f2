using System.Threading.RateLimiting;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>
/// Limits concurrent decoding and recognition to the number of processors, and large images to the memory that one of the largest needs, which
/// bounds memory for any number of clients. Small images do not wait for large ones.
/// </summary>
internal sealed class ImageTurns : IDisposable
{
    // The decoded pixels, what decoders keep of an image, and the stages of recognition.
    private const int BytesPerPixel = 8;

    private const long SmallMemory = 8 << 20;
    private const long CollectedMemory = 32 << 20;
    private const int BytesPerPermit = 1 << 20;
    private const int Permits = (int)(ImageCodec.MaximumMemory / BytesPerPermit);

    // The number of the largest images that wait.
    private const int Waiting = 16;

    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private readonly ConcurrencyLimiter _large = new(
        new()
        {
            PermitLimit = Permits,
            QueueLimit = Waiting * Permits,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    private int _waiting;

    /// <summary>The number of images that wait for their turn.</summary>
    public int Queued => Volatile.Read(ref _waiting);

    /// <summary>Waits for a turn and runs the work.</summary>
    /// <param name="upload">The image to decode.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <exception cref="InvalidRequestException">Too many large images are waiting.</exception>
    public async Task<T> RunAsync<T>(Upload upload, Func<T> work, CancellationToken cancellation)
    {
        long memory = upload.Image.Length + ((long)BytesPerPixel * upload.Width * upload.Height);
        if (memory <= SmallMemory)
            return await RunAsync(work, cancellation).ConfigureAwait(false);
        int permits = (int)Math.Min(memory / BytesPerPermit, Permits);
        using RateLimitLease lease = await WaitAsync(_large.AcquireAsync(permits, cancellation)).ConfigureAwait(false);
        if (!lease.IsAcquired)
            throw UploadBudget.Busy();
        try
        {
            return await RunAsync(work, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // The next large image would come on top of what is left of this one.
            if (memory > CollectedMemory)
                IdleMemory.Collect();
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _large.Dispose();
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await WaitAsync(new ValueTask<bool>(_turns.WaitAsync(Timeout.Infinite, cancellation))).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }

    private async ValueTask<T> WaitAsync<T>(ValueTask<T> turn)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await turn.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
