using System.Diagnostics;
using System.Net;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist serve --keep s3://…</c> as a process: the client of buckets is loaded for it alone, and what is wrong is named.</summary>
public sealed class ServeBucketTests : IDisposable
{
    // Neither this machine's credentials nor those of a machine in a cloud.
    private static readonly Dictionary<string, string> Nobody = new()
    {
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "nowhere",
        ["AWS_CONFIG_FILE"] = "nowhere",
        ["AWS_ACCESS_KEY_ID"] = "",
        ["AWS_SECRET_ACCESS_KEY"] = "",
        ["AWS_REGION"] = "",
        ["AWS_DEFAULT_REGION"] = "",
        ["AWS_PROFILE"] = "",
    };

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_server_without_a_bucket_does_not_load_its_client()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the files of a process.");
        using ServeProcess server = await ServeProcess.StartAsync(_work, "--keep", "drawings");
        Assert.Equal(
            """{"id":null,"count":0,"areKept":true,"leaveMachine":false}""",
            await server.Client.GetStringAsync("api/corrections", TestContext.Current.CancellationToken)
        );
        string files = await File.ReadAllTextAsync($"/proc/{server.Process.Id}/maps", TestContext.Current.CancellationToken);
        Assert.Contains("MnistTrainer.Web.dll", files, StringComparison.Ordinal);
        Assert.DoesNotContain("AWSSDK", files, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "s3://digits",
        "http://127.0.0.1:1",
        "s3://digits: expected a bucket for corrected drawings that can be written to and listed, found no credentials. "
    )]
    [InlineData("s3://Digits", "http://127.0.0.1:1", "the bucket for corrections: expected s3://bucket or s3://bucket/prefix")]
    [InlineData("s3://digits", "http://key:secret@127.0.0.1:1", "the address of the store for corrections: expected http:// or https://")]
    public void Rejects_a_bucket_that_cannot_be_used(string bucket, string endpoint, string expected)
    {
        ProcessOutcome outcome = ServeProcess.Run(_work, Nobody, "--keep", bucket, "--s3-endpoint", endpoint);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(expected, outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_S3")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task Names_the_bucket_in_the_path_for_an_endpoint_from_the_environment(string variable)
    {
        using HttpListener store = new();
        // Only for this name: a client that asks bucket.localhost does not arrive.
        string address = $"http://localhost:{FreePort.Find()}/";
        store.Prefixes.Add(address);
        store.Start();
        Dictionary<string, string> variables = new(Nobody)
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            [variable] = address,
        };
        using Process process = ServeProcess.Start(_work, variables, "--keep", "s3://digits/there");
        HttpListenerContext first = await store
            .GetContextAsync()
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal("/digits/there/.trial", first.Request.Url!.AbsolutePath);
        Assert.Contains("/us-east-1/s3/aws4_request", first.Request.Headers["Authorization"], StringComparison.Ordinal);
        first.Response.StatusCode = 404;
        first.Response.Close();
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("found the answer 404", outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--s3-endpoint goes with --keep s3://bucket.", "--keep", "drawings", "--s3-endpoint", "https://s3.example")]
    [InlineData("--s3-endpoint: expected an address with http:// or https://", "--keep", "s3://digits", "--s3-endpoint", "s3.example")]
    [InlineData("--keep-at-most: expected a whole number from 1 to 1000000", "--keep-at-most", "0")]
    public void Rejects_options_that_make_no_sense(string expected, params string[] options)
    {
        ProcessOutcome outcome = ServeProcess.Run(_work, options);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.StandardError, StringComparison.Ordinal);
    }
}
