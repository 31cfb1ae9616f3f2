using System.Diagnostics;
using System.Net;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Operations;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>Where a bucket fails, whoever corrects learns it, and so do the metrics and <c>/readyz</c>. Nothing waits long or tries often.</summary>
public sealed class BucketFailureTests : IAsyncLifetime
{
    private BucketServer _store = null!;

    public async ValueTask InitializeAsync() => _store = await BucketServer.StartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Tries_again_what_failed_for_the_moment()
    {
        await using ServedPage page = await _store.ServeAsync();
        using Measurements measured = new(page.Services);
        int writes = 0;
        _store.Before = (method, _) => Task.FromResult(method == "PUT" && Interlocked.Increment(ref writes) == 1 ? 503 : 0);
        await KeepAsync(page).JsonAsync();
        Assert.Equal(2, writes);
        Assert.Single(_store.Objects);
        Assert.Equal(1, measured.Sum("mnist_trainer.corrections store"));
        Assert.Equal(1, measured.Count("mnist_trainer.store.duration store"));
        await page.Client.UntilReadyAsync();
    }

    [Theory]
    [InlineData(500, HttpStatusCode.ServiceUnavailable, "store-unreachable", 3)]
    [InlineData(403, HttpStatusCode.InternalServerError, "store-unwritable", 1)]
    [InlineData(507, HttpStatusCode.InsufficientStorage, "disk-full", 1)]
    public async Task Reports_what_fails_until_it_works_again(int status, HttpStatusCode expected, string code, int tries)
    {
        await using ServedPage page = await _store.ServeAsync();
        using Measurements measured = new(page.Services);
        await page.Client.UntilReadyAsync();
        _store.Requests.Clear();
        _store.Before = (method, _) => Task.FromResult(method == "PUT" ? status : 0);
        Assert.Equal(code, await KeepAsync(page).ProblemCodeAsync(expected));
        Assert.InRange(_store.Requests.Count(one => one.StartsWith("PUT", StringComparison.Ordinal)), 1, tries);
        Assert.Empty(_store.Objects);
        Assert.Equal(0, measured.Sum("mnist_trainer.corrections store"));
        Assert.Equal(1, measured.Count($"mnist_trainer.store.duration store {code}"));
        Assert.Equal(1, measured.Sum($"mnist_trainer.problems {code}"));
        Assert.Matches($"^ready, but corrections are not stored: {code} since 2[0-9T:-]+Z\n$", (await page.Client.ReadinessAsync()).Text);

        _store.Before = (_, _) => Task.FromResult(0);
        await KeepAsync(page).JsonAsync();
        await page.Client.UntilReadyAsync();
        Assert.Single(_store.Objects);
    }

    [Fact]
    public async Task Does_not_wait_for_a_store_that_is_silent()
    {
        await using ServedPage page = await _store.ServeAsync();
        TaskCompletionSource end = new();
        _store.Before = async (_, _) =>
        {
            await end.Task;
            return 0;
        };
        long began = Stopwatch.GetTimestamp();
        string problem = await KeepAsync(page).ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 1, 20);
        Assert.Contains("The drawing may not have been stored. Try again.", problem, StringComparison.Ordinal);
        // Recognition does not depend on it.
        await page.Client.AskAsync(TestImages.Framed(7)).JsonAsync();
        end.SetResult();
    }

    [Fact]
    public async Task Stores_only_so_many_at_a_time()
    {
        await using ServedPage page = await _store.ServeAsync();
        TaskCompletionSource end = new();
        _store.Before = async (method, _) =>
        {
            if (method == "PUT")
                await end.Task;
            return 0;
        };
        // Eight are being stored and 64 wait.
        Task<HttpResponseMessage>[] sent = [.. Enumerable.Range(0, 120).Select(_ => KeepAsync(page))];
        await Task.WhenAny(sent);
        end.SetResult();
        List<string> codes = [];
        foreach (Task<HttpResponseMessage> one in sent)
        {
            if ((await one).IsSuccessStatusCode)
                codes.Add("stored");
            else
                codes.Add(await one.ProblemCodeAsync(HttpStatusCode.ServiceUnavailable));
        }

        Assert.InRange(codes.Count(code => code == "busy"), 1, 48);
        Assert.All(codes, code => Assert.True(code is "stored" or "busy" or "store-unreachable", code));
        Assert.Single(_store.Objects);
    }

    [Fact]
    public async Task Rejects_at_the_start_what_cannot_be_used()
    {
        await using BucketServer other = await BucketServer.StartAsync("another secret");
        UriBuilder nobody = new("http", "127.0.0.1", 1);
        foreach (
            (string bucket, Uri address, string found) in ((string, Uri, string)[])
                [
                    ("s3://nosuch/there", _store.Address, "found the answer 404 NoSuchBucket"),
                    ("s3://digits", other.Address, "found the answer 403 SignatureDoesNotMatch"),
                    ("s3://digits", nobody.Uri, "found no answer (Connection "),
                ]
        )
        {
            InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
                ServedPage.StartAsync(options =>
                    options with
                    {
                        CorrectionFolder = null,
                        CorrectionBucket = CorrectionBucket.Parse(bucket, address),
                    }
                )
            );
            Assert.StartsWith(
                $"{bucket}: expected a bucket for corrected drawings that can be written to and listed, {found}",
                error.Message,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(BucketServer.Secret, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(BucketServer.Key, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("s3://digits", "digits", "")]
    [InlineData("s3://digits/", "digits", "")]
    [InlineData("s3://my.digits-7/a b/영", "my.digits-7", "a b/영/")]
    public void Reads_the_address_of_a_bucket(string address, string name, string prefix)
    {
        var bucket = CorrectionBucket.Parse(address, new Uri("https://s3.example:9000"));
        Assert.Equal((name, prefix), (bucket.Name, bucket.Prefix));
        Assert.Equal(address.TrimEnd('/'), bucket.ToString());
        Assert.Equal(bucket, CorrectionBucket.Parse(bucket.ToString(), new Uri("https://s3.example:9000/")));
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("s3://")]
    [InlineData("s3://ab")]
    [InlineData("s3://Digits")]
    [InlineData("S3://digits")]
    [InlineData("s3:///prefix")]
    [InlineData("s3://digits//x")]
    [InlineData("s3://digits/../x")]
    [InlineData("s3://digits/a\nb")]
    [InlineData("s3://key:secret@digits")]
    public void Rejects_what_is_no_bucket(string address) =>
        Assert.Contains(
            "expected s3://bucket or s3://bucket/prefix",
            Assert.Throws<InvalidInputException>(() => CorrectionBucket.Parse(address)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("ftp://s3.example")]
    [InlineData("https://key:secret@s3.example")]
    [InlineData("https://s3.example/path")]
    [InlineData("https://s3.example?secret=1")]
    [InlineData("/s3")]
    public void Rejects_an_endpoint_with_more_than_an_address_and_does_not_repeat_it(string endpoint)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            CorrectionBucket.Parse("s3://digits", new Uri(endpoint, UriKind.RelativeOrAbsolute))
        );
        Assert.Contains("without a name, password, path or query", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_stores_in_a_folder_or_a_bucket() =>
        Assert.Contains(
            "in a folder or a bucket, not in both",
            Assert
                .Throws<InvalidInputException>(() =>
                    new WebServerOptions { CorrectionFolder = "x", CorrectionBucket = CorrectionBucket.Parse("s3://digits") }.Validate()
                )
                .Message,
            StringComparison.Ordinal
        );

    private static Task<HttpResponseMessage> KeepAsync(ServedPage page) =>
        page.Client.AskJsonAsync(
            new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(7)), label = "7" },
            "api/corrections"
        );
}
