using Amazon.Runtime;

namespace MnistTrainer.Web;

/// <summary>Why a bucket could not be used: what was found, for the owner of the server, and the answer to the user who corrects.</summary>
/// <param name="Found">What was found instead of a bucket that can be used.</param>
/// <param name="Problem">The answer to the user.</param>
internal sealed record BucketFailure(string Found, InvalidRequestException Problem)
{
    private const int TooManyRequests = 429,
        ServerError = 500,
        NoSpace = 507;

    // Of stores other than Amazon's, whose buckets have no limit.
    private static readonly string[] FullCodes = ["QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "EntityTooLarge"];

    /// <summary>Whether an error of the client of buckets is one of the network, the store or the configuration.</summary>
    public static bool Is(Exception error) =>
        error
            is AmazonServiceException
                or AmazonClientException
                or HttpRequestException
                or IOException
                or OperationCanceledException
                or TimeoutException;

    /// <summary>The failure that an error means.</summary>
    /// <param name="error">An error of which <see cref="Is"/> is true.</param>
    public static BucketFailure Of(Exception error) =>
        error switch
        {
            AmazonServiceException { StatusCode: 0 } => NoAnswer(error),
            AmazonServiceException e when (int)e.StatusCode == NoSpace || FullCodes.Contains(e.ErrorCode) => new(
                Named(e),
                StorageProblem.NoSpace()
            ),
            AmazonServiceException e when (int)e.StatusCode is TooManyRequests or >= ServerError => new(
                Named(e),
                StorageProblem.NoAnswer()
            ),
            AmazonServiceException e => new(Named(e), StorageProblem.Rejected()),
            // The library's message has many lines about the places that it searched.
            AmazonClientException => new(
                error.Message.Contains("Region", StringComparison.Ordinal) ? "no region"
                    : error.Message.Contains("credentials", StringComparison.Ordinal) ? "no credentials"
                    : error.Message,
                StorageProblem.Rejected()
            ),
            _ => NoAnswer(error),
        };

    private static BucketFailure NoAnswer(Exception error) =>
        new(
            error is OperationCanceledException or TimeoutException
                ? "no answer in time"
                : $"no answer ({error.GetBaseException().Message.TrimEnd('.')})",
            StorageProblem.NoAnswer()
        );

    // The code is short and from a list of Amazon's, but another store may send anything.
    private static string Named(AmazonServiceException error)
    {
        string code = new([.. (error.ErrorCode ?? "").Where(char.IsAsciiLetterOrDigit).Take(60)]);
        return FormattableString.Invariant($"the answer {(int)error.StatusCode} {code}").TrimEnd();
    }
}
