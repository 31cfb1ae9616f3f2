namespace MnistTrainer.Web;

/// <summary>
/// Lets only so many images be decoded and read at once as the machine has processors, so that memory stays bounded however many clients there are:
/// an image of 40 megapixels takes some hundred megabytes for a moment.
/// </summary>
internal sealed class ImageTurns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <summary>Does the work when it is its turn, on a thread of its own.</summary>
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
