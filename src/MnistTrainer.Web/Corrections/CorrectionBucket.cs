using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// A bucket of Amazon S3 or of a compatible store, for corrected drawings: <c>s3://bucket/prefix</c>. Credentials and the region are
/// read from the same places as by Amazon's clients: environment variables such as <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c> and
/// <c>AWS_REGION</c>, the files in <c>~/.aws</c>, or the machine's role. Immutable.
/// </summary>
public sealed partial record CorrectionBucket
{
    // An object's name has at most 1024 bytes, and behind the prefix come a class of 200 and an identifier.
    private const int MaximumPrefixBytes = 700;

    private CorrectionBucket(string name, string prefix, Uri? endpoint) => (Name, Prefix, Endpoint) = (name, prefix, endpoint);

    /// <summary>The name of the bucket.</summary>
    public string Name { get; }

    /// <summary>The prefix of the names of all drawings: empty, or a path that ends with a slash.</summary>
    public string Prefix { get; }

    /// <summary>The address of a store other than Amazon's; null for Amazon's, or the one in the environment variables.</summary>
    public Uri? Endpoint { get; }

    /// <summary>Parses the address of a bucket.</summary>
    /// <param name="address"><c>s3://bucket</c> or <c>s3://bucket/prefix</c>.</param>
    /// <param name="endpoint">The address of a store other than Amazon's: <c>https://</c> or <c>http://</c>, a host and optionally a port. Default:
    /// null.</param>
    /// <exception cref="InvalidInputException">Either is invalid.</exception>
    public static CorrectionBucket Parse(string address, Uri? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        Match match = Address().Match(address);
        string prefix = match.Groups["prefix"].Value.TrimEnd('/');
        if (!match.Success || !IsPrefix(prefix))
        {
            throw new InvalidInputException(
                "the bucket for corrections",
                "s3://bucket or s3://bucket/prefix, with a name of 3 to 63 lower-case letters, digits, dots and hyphens",
                $"\"{address}\"",
                "Correct the address"
            );
        }

        if (endpoint is not null && !IsEndpoint(endpoint))
        {
            throw new InvalidInputException(
                "the address of the store for corrections",
                "http:// or https://, a host and optionally a port, without a name, password, path or query",
                // The rest may be a secret.
                $"another, for the host \"{(endpoint.IsAbsoluteUri ? endpoint.Host : "")}\"",
                "Correct the address; credentials are read from the environment"
            );
        }

        return new(match.Groups["name"].Value, prefix.Length == 0 ? "" : $"{prefix}/", endpoint);
    }

    /// <summary>The address: <c>s3://bucket/prefix</c>.</summary>
    public override string ToString() => $"s3://{Name}/{Prefix}".TrimEnd('/');

    private static bool IsPrefix(string prefix) =>
        Encoding.UTF8.GetByteCount(prefix) <= MaximumPrefixBytes
        && !prefix.Any(char.IsControl)
        && (prefix.Length == 0 || prefix.Split('/').All(part => part is not ("" or "." or "..")));

    private static bool IsEndpoint(Uri endpoint) =>
        endpoint is { IsAbsoluteUri: true, UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" }
        && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps);

    [GeneratedRegex(
        "^s3://(?<name>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<prefix>.*))?$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Address();
}
