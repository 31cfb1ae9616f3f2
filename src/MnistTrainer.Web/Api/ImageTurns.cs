namespace MnistTrainer.Web;

/// <summary>
/// Limits concurrent decoding and recognition to the number of processors, which bounds memory for any number of clients: an image of 40
/// megapixels briefly needs several hundred megabytes.
/// </summary>
internal sealed class ImageTurns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <summary>Waits for a turn and runs the work.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
