using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace MnistTrainer.Web;

/// <summary>Writes, deletes and lists the objects of a bucket. Thread-safe.</summary>
internal sealed partial class BucketClient : IDisposable
{
    /// <summary>The maximum number of requests at a time.</summary>
    public const int Connections = 16;

    /// <summary>The number of names in a page of a list.</summary>
    public const int PageSize = 1000;

    private const int Retries = 2;

    // All attempts of a request for one drawing are well within the time limit of the server.
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(2);

    private readonly string _bucket;
    private readonly AmazonS3Client _client;

    /// <param name="bucket">The bucket.</param>
    /// <exception cref="AmazonClientException">The environment names no region, and there is no endpoint.</exception>
    public BucketClient(CorrectionBucket bucket) => (_bucket, _client) = (bucket.Name, new AmazonS3Client(ConfigurationOf(bucket)));

    /// <summary>Writes an object.</summary>
    public async Task PutAsync(string key, byte[] content, CancellationToken cancellation)
    {
        PutObjectRequest request = new()
        {
            BucketName = _bucket,
            Key = key,
            InputStream = new MemoryStream(content),
            ContentType = "image/png",
            // In one piece, whose hash is signed.
            UseChunkEncoding = false,
        };
        await _client.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes an object.</summary>
    public async Task RemoveAsync(string key, CancellationToken cancellation) =>
        await _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = key }, cancellation).ConfigureAwait(false);

    /// <summary>Lists the objects whose names begin with a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="maximum">The maximum number of names.</param>
    /// <param name="from">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public async Task<Page> ListAsync(string prefix, int maximum, string? from, CancellationToken cancellation)
    {
        ListObjectsV2Response page = await _client
            .ListObjectsV2Async(
                new ListObjectsV2Request
                {
                    BucketName = _bucket,
                    Prefix = prefix,
                    MaxKeys = maximum,
                    ContinuationToken = from,
                },
                cancellation
            )
            .ConfigureAwait(false);
        return new([.. (page.S3Objects ?? []).Select(one => one.Key)], page.IsTruncated == true ? page.NextContinuationToken : null);
    }

    public void Dispose() => _client.Dispose();

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
        // Without an endpoint of the user's, this is the one in the environment or the files of Amazon's clients, if any.
        if ((bucket.Endpoint?.AbsoluteUri ?? config.ServiceURL) is { Length: > 0 } endpoint)
        {
            config.ServiceURL = endpoint;
            config.ForcePathStyle = true;
            // Stores without regions accept this one.
            config.AuthenticationRegion =
                FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName ?? "us-east-1";
        }

        return config;
    }

    /// <summary>A page of a list.</summary>
    /// <param name="Keys">The names.</param>
    /// <param name="Next">Where the next page begins; null if there is none.</param>
    internal sealed record Page(IReadOnlyList<string> Keys, string? Next)
    {
        /// <summary>How many of the names are those of drawings.</summary>
        public int Drawings => Keys.Count(key => Drawing().IsMatch(key));
    }

    [GeneratedRegex(@"/[0-9a-f]{32}\.png\z", RegexOptions.CultureInvariant)]
    private static partial Regex Drawing();
}
