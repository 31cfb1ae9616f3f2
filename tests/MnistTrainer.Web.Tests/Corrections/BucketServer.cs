using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>
/// A store of one bucket, <c>digits</c>, by the interface of Amazon S3: it writes, deletes and lists objects, in memory, for requests with the correct
/// signature, time and content, and fails where a test wants it to.
/// </summary>
internal sealed partial class BucketServer : IAsyncDisposable
{
    /// <summary>The credentials of Amazon's examples.</summary>
    public const string Key = "AKIAIOSFODNN7EXAMPLE",
        Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private const string Bucket = "digits";

    private static readonly XNamespace Names = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly WebApplication _application;
    private readonly string _secret;

    static BucketServer()
    {
        // Of all clients in this process.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", Key);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Secret);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }

    private BucketServer(WebApplication application, string secret) => (_application, _secret) = (application, secret);

    /// <summary>The objects by their names.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests so far, with those that failed: <c>PUT 7/….png</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Called before a request is answered, with its method and the object's name; a status other than 0 is the answer.</summary>
    public Func<string, string, Task<int>> Before { get; set; } = (_, _) => Task.FromResult(0);

    /// <summary>The address.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Starts a server.</summary>
    /// <param name="secret">The secret that requests are signed with.</param>
    public static async Task<BucketServer> StartAsync(string secret = Secret)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        BucketServer server = new(application, secret);
        application.Run(server.AnswerAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The page, with this bucket for corrections.</summary>
    public Task<ServedPage> ServeAsync(
        string bucket = "s3://digits/corrections",
        Func<WebServerOptions, WebServerOptions>? change = null,
        ISite? site = null
    ) =>
        ServedPage.StartAsync(
            options =>
            {
                options = options with
                {
                    CorrectionFolder = null,
                    CorrectionBucket = CorrectionBucket.Parse(bucket, Address),
                    DrainTime = TimeSpan.Zero,
                };
                return change is null ? options : change(options);
            },
            site
        );

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string[] path = Uri.UnescapeDataString(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0])
            .Split('/', 3);
        string name = path.Length > 2 ? path[2] : "";
        using MemoryStream content = new();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        Requests.Enqueue($"{context.Request.Method} {name}");
        int status = await Before(context.Request.Method, name);
        (int Status, string Code)? problem =
            status != 0
                ? (
                    status,
                    status == 503 ? "SlowDown"
                    : status == 403 ? "AccessDenied"
                    : "InternalError"
                )
            : Reject(context.Request, content.ToArray()) is string code ? (403, code)
            : path[1] != Bucket ? (404, "NoSuchBucket")
            : null;
        if (problem is null)
            await CompleteAsync(context, name, content.ToArray());
        else
            await WriteAsync(context.Response, problem.Value.Status, new XElement("Error", new XElement("Code", problem.Value.Code)));
    }

    private async Task CompleteAsync(HttpContext context, string name, byte[] content)
    {
        switch (context.Request.Method)
        {
            case "PUT":
                Objects[name] = content;
                break;
            case "DELETE":
                Objects.TryRemove(name, out _);
                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                break;
            default:
                await WriteAsync(context.Response, 200, List(context.Request.Query));
                break;
        }
    }

    private XElement List(IQueryCollection query)
    {
        Assert.Equal("2", query["list-type"]);
        int maximum = int.Parse(query["max-keys"]!, CultureInfo.InvariantCulture);
        string[] names =
        [
            .. Objects
                .Keys.Where(name => name.StartsWith(query["prefix"]!, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Where(name => string.CompareOrdinal(name, query["continuation-token"]) > 0),
        ];
        string[] shown = names[..Math.Min(maximum, names.Length)];
        bool isCut = shown.Length < names.Length;
        return new XElement(
            Names + "ListBucketResult",
            new XElement(Names + "Name", Bucket),
            new XElement(Names + "KeyCount", shown.Length),
            new XElement(Names + "IsTruncated", isCut ? "true" : "false"),
            isCut ? new XElement(Names + "NextContinuationToken", shown[^1]) : null,
            shown.Select(name => new XElement(
                Names + "Contents",
                new XElement(Names + "Key", name),
                new XElement(Names + "Size", Objects[name].Length)
            ))
        );
    }

    /// <summary>The code of what is wrong with the signature; null if nothing is.</summary>
    private string? Reject(HttpRequest request, byte[] content)
    {
        Match parts = Authorization().Match(request.Headers.Authorization.ToString());
        string time = request.Headers["x-amz-date"].ToString();
        string[] signed = parts.Groups["headers"].Value.Split(';');
        if (!parts.Success || !((string[])["host", "x-amz-date", "x-amz-content-sha256"]).All(signed.Contains))
            return "AccessDenied";
        if (parts.Groups["key"].Value != Key)
            return "InvalidAccessKeyId";
        var sent = DateTime.ParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        if (
            Math.Abs((DateTime.UtcNow - sent).TotalMinutes) > 15
            || !parts.Groups["scope"].Value.StartsWith(time[..8], StringComparison.Ordinal)
        )
            return "RequestTimeTooSkewed";
        string hash = AwsSignature.Hash(content);
        if (request.Headers["x-amz-content-sha256"] != hash)
            return "XAmzContentSHA256Mismatch";
        string[] target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        string signature = AwsSignature.Of(
            request.Method,
            Uri.UnescapeDataString(target[0]),
            QueryHelpers.ParseQuery(target.Length > 1 ? target[1] : "").Select(one => KeyValuePair.Create(one.Key, one.Value.ToString())),
            signed.Select(header => KeyValuePair.Create(header, request.Headers[header].ToString())),
            hash,
            parts.Groups["scope"].Value,
            time,
            _secret
        );
        return signature == parts.Groups["signature"].Value ? null : "SignatureDoesNotMatch";
    }

    private static async Task WriteAsync(HttpResponse response, int status, XElement answer)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{answer}"));
    }

    [GeneratedRegex(
        "^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<scope>[0-9]{8}/[^/]+/s3/aws4_request), *SignedHeaders=(?<headers>[^,]+), *Signature=(?<signature>[0-9a-f]{64})$"
    )]
    private static partial Regex Authorization();
}
