using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>
/// Amazon's Signature Version 4 of a request whose content is signed, from its description: "Signature Calculations for the Authorization Header",
/// Amazon S3 API Reference.
/// </summary>
internal static class AwsSignature
{
    /// <summary>Computes the signature.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, decoded.</param>
    /// <param name="query">The parameters, decoded.</param>
    /// <param name="headers">The signed headers with their values.</param>
    /// <param name="contentHash">The SHA-256 of the content, in lower-case hexadecimal digits.</param>
    /// <param name="scope">The date, region and service: <c>20130524/us-east-1/s3/aws4_request</c>.</param>
    /// <param name="time">The time of the request: <c>20130524T000000Z</c>.</param>
    /// <param name="secret">The secret key.</param>
    public static string Of(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        string contentHash,
        string scope,
        string time,
        string secret
    )
    {
        (string Name, string Value)[] lines =
        [
            .. headers.Select(one => (one.Key.ToLowerInvariant(), one.Value.Trim())).OrderBy(one => one.Item1, StringComparer.Ordinal),
        ];
        string[] parameters = [.. query.Select(one => $"{Encode(one.Key)}={Encode(one.Value)}").Order(StringComparer.Ordinal)];
        string request = string.Join(
            '\n',
            method,
            string.Join('/', path.Split('/').Select(Encode)),
            string.Join('&', parameters),
            string.Concat(lines.Select(line => $"{line.Name}:{line.Value}\n")),
            string.Join(';', lines.Select(line => line.Name)),
            contentHash
        );
        string toSign = string.Join('\n', "AWS4-HMAC-SHA256", time, scope, Hash(Encoding.UTF8.GetBytes(request)));
        byte[] key = scope
            .Split('/')
            .Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (known, part) => HMACSHA256.HashData(known, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    /// <summary>The SHA-256 of some content, in lower-case hexadecimal digits.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    // RFC 3986: all but letters, digits and four characters.
    private static string Encode(string text) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes(text)
                .Select(one =>
                    char.IsAsciiLetterOrDigit((char)one) || "-._~".Contains((char)one, StringComparison.Ordinal)
                        ? ((char)one).ToString()
                        : string.Create(CultureInfo.InvariantCulture, $"%{one:X2}")
                )
        );
}
