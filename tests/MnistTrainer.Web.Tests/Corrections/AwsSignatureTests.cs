namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>The signatures that Amazon publishes with its description.</summary>
public sealed class AwsSignatureTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Written = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";

    /// <summary>Amazon S3 API Reference, "Examples: Signature Calculations".</summary>
    [Theory]
    [InlineData("GET", "/test.txt", "", "range:bytes=0-9", Empty, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData(
        "PUT",
        "/test$file.text",
        "",
        "date:Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class:REDUCED_REDUNDANCY",
        Written,
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
    )]
    [InlineData("GET", "/", "lifecycle=", "", Empty, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/", "prefix=J|max-keys=2", "", Empty, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Is_what_Amazon_publishes(string method, string path, string query, string headers, string contentHash, string signature) =>
        Assert.Equal(
            signature,
            AwsSignature.Of(
                method,
                path,
                Pairs(query, '='),
                [
                    .. Pairs(headers, ':'),
                    new("Host", "examplebucket.s3.amazonaws.com"),
                    new("x-amz-content-sha256", contentHash),
                    new("x-amz-date", "20130524T000000Z"),
                ],
                contentHash,
                "20130524/us-east-1/s3/aws4_request",
                "20130524T000000Z",
                BucketServer.Secret
            )
        );

    [Fact]
    public void The_hash_of_content_is_what_Amazon_publishes() =>
        Assert.Equal((Empty, Written), (AwsSignature.Hash([]), AwsSignature.Hash("Welcome to Amazon S3."u8.ToArray())));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text, char between) =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split(between, 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
