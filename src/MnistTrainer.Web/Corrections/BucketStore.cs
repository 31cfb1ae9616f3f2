using Amazon.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// Stores drawings in a bucket, named <c>prefix/class/identifier.png</c>, for any number of servers. Nothing is remembered between requests but
/// the number of drawings: whatever one server stores, another one replaces or deletes.
/// </summary>
internal sealed class BucketStore : ICorrectionStore
{
    // With more classes than this, a drawing is searched for in the list of all drawings, which is then limited to this number of pages.
    private const int ManyClasses = 200,
        FewPages = 25;

    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CountTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(1);

    private readonly CorrectionBucket _bucket;
    private readonly int _maximum;
    private readonly IReadOnlyList<string> _folders;
    private readonly TimeSpan _countInterval;
    private readonly BucketClient _client;
    private readonly CancellationTokenSource _disposed = new();
    private Task _counting = Task.CompletedTask;
    private long _counted;
    private int _count;

    /// <param name="bucket">The bucket.</param>
    /// <param name="maximum">The maximum number of drawings. Several servers may together exceed it by what they store within a minute.</param>
    /// <param name="folders">The folders of the classes.</param>
    /// <param name="countInterval">For how long a count is valid. Default: a minute.</param>
    /// <exception cref="InvalidInputException">The environment names no region, and there is no endpoint; or there are more than 200 classes and
    /// the maximum is above 25,000.</exception>
    public BucketStore(CorrectionBucket bucket, int maximum, IReadOnlyList<string> folders, TimeSpan? countInterval = null)
    {
        (_bucket, _maximum, _folders, _countInterval) = (bucket, maximum, folders, countInterval ?? CountInterval);
        if (AreMany && maximum > FewPages * BucketClient.PageSize)
            throw TooMany();
        try
        {
            _client = new BucketClient(bucket);
        }
        catch (AmazonClientException e)
        {
            throw Unusable(e);
        }
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            if (IsCountOld)
                _ = BeginCounting();
            return Math.Clamp(Volatile.Read(ref _count), 0, _maximum + 1);
        }
    }

    /// <inheritdoc/>
    public bool IsElsewhere => true;

    /// <inheritdoc/>
    public async Task TryAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TrialTime);
        string trial = $"{_bucket.Prefix}.trial";
        try
        {
            await _client.PutAsync(trial, [], limit.Token).ConfigureAwait(false);
            await _client.RemoveAsync(trial, limit.Token).ConfigureAwait(false);
            BucketClient.Page page = await _client
                .ListAsync(_bucket.Prefix, BucketClient.PageSize, null, limit.Token)
                .ConfigureAwait(false);
            _count = page.Drawings;
            if (page.Next is null)
                _counted = Environment.TickCount64;
            else
                _ = BeginCounting();
        }
        catch (Exception e) when (BucketFailure.Is(e) && !cancellation.IsCancellationRequested)
        {
            throw Unusable(e);
        }
    }

    /// <inheritdoc/>
    public async Task StoreAsync(CorrectedDrawing drawing, CancellationToken cancellation)
    {
        string key = KeyOf(drawing.Folder, drawing.Id);
        bool isNew = await WithAnswerAsync(async () =>
            {
                string[] same = await FindAsync(drawing.Id, cancellation).ConfigureAwait(false);
                if (same.Length == 0 && await IsFullAsync(cancellation).ConfigureAwait(false))
                    throw StorageProblem.Full(_maximum);
                await _client.PutAsync(key, drawing.File, cancellation).ConfigureAwait(false);
                foreach (string other in same.Where(other => other != key))
                    await _client.RemoveAsync(other, cancellation).ConfigureAwait(false);
                return same.Length == 0;
            })
            .ConfigureAwait(false);
        if (isNew)
            Interlocked.Increment(ref _count);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        bool isFound = await WithAnswerAsync(async () =>
            {
                string[] same = await FindAsync(id, cancellation).ConfigureAwait(false);
                foreach (string key in same)
                    await _client.RemoveAsync(key, cancellation).ConfigureAwait(false);
                return same.Length > 0;
            })
            .ConfigureAwait(false);
        if (isFound)
            Interlocked.Decrement(ref _count);
        return isFound;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _client.Dispose();
    }

    private static async Task<bool> WithAnswerAsync(Func<Task<bool>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (BucketFailure.Is(e))
        {
            throw BucketFailure.Of(e).Problem;
        }
    }

    private bool AreMany => _folders.Count > ManyClasses;

    private bool IsCountOld => Environment.TickCount64 - Interlocked.Read(ref _counted) >= _countInterval.TotalMilliseconds;

    // The next request that stores a drawing detects that the bucket was emptied.
    private async Task<bool> IsFullAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _count) >= _maximum && IsCountOld)
            await BeginCounting().WaitAsync(cancellation).ConfigureAwait(false);
        return Volatile.Read(ref _count) >= _maximum;
    }

    private string KeyOf(string folder, string id) => $"{_bucket.Prefix}{folder}/{id}.png";

    // Requesting a name by its prefix does not require permission to read drawings.
    private Task<string[]> FindAsync(string id, CancellationToken cancellation) =>
        AreMany ? FindInListAsync(id, cancellation) : FindInFoldersAsync(id, cancellation);

    private async Task<string[]> FindInFoldersAsync(string id, CancellationToken cancellation)
    {
        string?[] found = new string?[_folders.Count];
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, found.Length),
                new ParallelOptions { MaxDegreeOfParallelism = BucketClient.Connections / 2, CancellationToken = cancellation },
                async (i, token) =>
                {
                    string key = KeyOf(_folders[i], id);
                    BucketClient.Page page = await _client.ListAsync(key, 1, null, token).ConfigureAwait(false);
                    found[i] = page.Keys.Contains(key) ? key : null;
                }
            )
            .ConfigureAwait(false);
        return [.. found.OfType<string>()];
    }

    private async Task<string[]> FindInListAsync(string id, CancellationToken cancellation)
    {
        HashSet<string> keys = [.. _folders.Select(folder => KeyOf(folder, id))];
        List<string> found = [];
        string? from = null;
        do
        {
            BucketClient.Page page = await _client
                .ListAsync(_bucket.Prefix, BucketClient.PageSize, from, cancellation)
                .ConfigureAwait(false);
            found.AddRange(page.Keys.Where(keys.Contains));
            from = page.Next;
        } while (from is not null);
        return [.. found];
    }

    // One count at a time, in the background: a page of a thousand takes tens of milliseconds.
    private Task BeginCounting()
    {
        lock (_disposed)
        {
            if (_counting.IsCompleted && !_disposed.IsCancellationRequested)
                _counting = Task.Run(CountAsync);
            return _counting;
        }
    }

    private async Task CountAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        limit.CancelAfter(CountTime);
        try
        {
            int before = Volatile.Read(ref _count);
            int count = 0;
            string? from = null;
            do
            {
                BucketClient.Page page = await _client
                    .ListAsync(_bucket.Prefix, BucketClient.PageSize, from, limit.Token)
                    .ConfigureAwait(false);
                count += page.Drawings;
                from = page.Next;
            } while (from is not null && count <= _maximum);
            // What was stored meanwhile may be in the list or not.
            Interlocked.Add(ref _count, count - before);
        }
        catch (Exception e) when (BucketFailure.Is(e) || e is ObjectDisposedException)
        {
            // The last number is kept. A failure of the store is detected when a drawing is stored.
        }
        finally
        {
            Interlocked.Exchange(ref _counted, Environment.TickCount64);
        }
    }

    private InvalidInputException Unusable(Exception error) =>
        new(
            _bucket.ToString(),
            "a bucket for corrected drawings that can be written to and listed",
            BucketFailure.Of(error).Found,
            "Check the name, the endpoint, and the region and credentials in the environment, such as AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            error
        );

    private InvalidInputException TooMany() =>
        new(
            _bucket.ToString(),
            FormattableString.Invariant(
                $"a maximum of {FewPages * BucketClient.PageSize} drawings in a bucket, or fewer, for a model of more than {ManyClasses} classes"
            ),
            FormattableString.Invariant($"{_maximum} for {_folders.Count} classes"),
            "Lower the maximum number of drawings, or store them in a folder"
        );
}
