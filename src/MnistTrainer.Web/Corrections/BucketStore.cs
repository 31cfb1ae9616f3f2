using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// Stores drawings in a bucket, named <c>prefix/class/identifier.png</c>, for any number of servers. Nothing is remembered between requests but
/// the number of drawings: whatever one server stores, another one replaces or deletes.
/// </summary>
internal sealed class BucketStore : ICorrectionStore
{
    // Of a request for one drawing, all are well within the patience of the server.
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CountTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(1);
    private const int Retries = 2;
    private const int Connections = 16;
    private const int PageSize = 1000;

    private readonly CorrectionBucket _bucket;
    private readonly int _maximum;
    private readonly IReadOnlyList<string> _folders;
    private readonly AmazonS3Client _client;
    private readonly CancellationTokenSource _disposed = new();
    private Task _counting = Task.CompletedTask;
    private long _counted;
    private int _count;

    /// <param name="bucket">The bucket.</param>
    /// <param name="maximum">The maximum number of drawings. Several servers may together exceed it by what they store within a minute.</param>
    /// <param name="folders">The folders of the classes.</param>
    /// <exception cref="InvalidInputException">The environment names no region, and there is no endpoint.</exception>
    public BucketStore(CorrectionBucket bucket, int maximum, IReadOnlyList<string> folders)
    {
        (_bucket, _maximum, _folders) = (bucket, maximum, folders);
        try
        {
            _client = new AmazonS3Client(ConfigurationOf(bucket));
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
            if (Environment.TickCount64 - Interlocked.Read(ref _counted) > CountInterval.TotalMilliseconds)
                BeginCounting();
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
            await PutAsync(trial, [], limit.Token).ConfigureAwait(false);
            await RemoveAsync(trial, limit.Token).ConfigureAwait(false);
            _count = (await ListAsync(_bucket.Prefix, PageSize, null, limit.Token).ConfigureAwait(false)).Count;
            if (_count < PageSize)
                _counted = Environment.TickCount64;
            else
                BeginCounting();
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
                if (same.Length == 0 && Volatile.Read(ref _count) >= _maximum)
                    throw StorageProblem.Full(_maximum);
                await PutAsync(key, drawing.File, cancellation).ConfigureAwait(false);
                foreach (string other in same.Where(other => other != key))
                    await RemoveAsync(other, cancellation).ConfigureAwait(false);
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
                    await RemoveAsync(key, cancellation).ConfigureAwait(false);
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

    private static AmazonS3Config ConfigurationOf(CorrectionBucket bucket)
    {
        AmazonS3Config config = new()
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            Timeout = AttemptTime,
            MaxConnectionsPerServer = Connections,
            // Other stores do not know the newer checksums. The signature covers the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (bucket.Endpoint is Uri endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.ForcePathStyle = true;
            // Where a store has no regions, all take this one.
            config.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region ? region : "us-east-1";
        }

        return config;
    }

    private string KeyOf(string folder, string id) => $"{_bucket.Prefix}{folder}/{id}.png";

    // A name that is asked for by its prefix takes no right to read drawings.
    private async Task<string[]> FindAsync(string id, CancellationToken cancellation)
    {
        string?[] found = new string?[_folders.Count];
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, found.Length),
                new ParallelOptions { MaxDegreeOfParallelism = Connections / 2, CancellationToken = cancellation },
                async (i, token) =>
                {
                    string key = KeyOf(_folders[i], id);
                    found[i] = (await ListAsync(key, 1, null, token).ConfigureAwait(false)).First == key ? key : null;
                }
            )
            .ConfigureAwait(false);
        return [.. found.OfType<string>()];
    }

    private async Task PutAsync(string key, byte[] content, CancellationToken cancellation)
    {
        PutObjectRequest request = new()
        {
            BucketName = _bucket.Name,
            Key = key,
            InputStream = new MemoryStream(content),
            ContentType = "image/png",
            // In one piece, whose hash is signed.
            UseChunkEncoding = false,
        };
        await _client.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task RemoveAsync(string key, CancellationToken cancellation) =>
        await _client
            .DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket.Name, Key = key }, cancellation)
            .ConfigureAwait(false);

    private async Task<Page> ListAsync(string prefix, int maximum, string? from, CancellationToken cancellation)
    {
        ListObjectsV2Response page = await _client
            .ListObjectsV2Async(
                new ListObjectsV2Request
                {
                    BucketName = _bucket.Name,
                    Prefix = prefix,
                    MaxKeys = maximum,
                    ContinuationToken = from,
                },
                cancellation
            )
            .ConfigureAwait(false);
        List<S3Object> objects = page.S3Objects ?? [];
        return new(objects.Count, objects.FirstOrDefault()?.Key, page.IsTruncated == true ? page.NextContinuationToken : null);
    }

    // One count at a time, in the background: a page of a thousand takes tens of milliseconds.
    private void BeginCounting()
    {
        lock (_disposed)
        {
            if (_counting.IsCompleted && !_disposed.IsCancellationRequested)
                _counting = Task.Run(CountAsync);
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
                Page page = await ListAsync(_bucket.Prefix, PageSize, from, limit.Token).ConfigureAwait(false);
                count += page.Count;
                from = page.Next;
            } while (from is not null && count <= _maximum);
            // What was stored meanwhile may be in the list or not.
            Interlocked.Add(ref _count, count - before);
        }
        catch (Exception e) when (BucketFailure.Is(e) || e is ObjectDisposedException)
        {
            // The last number stays. That the store fails shows when a drawing is stored.
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

    private sealed record Page(int Count, string? First, string? Next);
}
