using System.Net;
using System.Text.Json;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>
/// The same with a store by somebody else, where the environment names one: <c>MNIST_TRAINER_BUCKET=s3://digits/test</c>, with
/// <c>AWS_ENDPOINT_URL_S3</c> and credentials. Run it alone, since other tests set credentials of their own.
/// </summary>
public sealed class OtherBucketTests
{
    [Fact]
    public async Task Stores_replaces_and_deletes_a_drawing()
    {
        string? bucket = Environment.GetEnvironmentVariable("MNIST_TRAINER_BUCKET");
        Assert.SkipWhen(bucket is null, "MNIST_TRAINER_BUCKET names no bucket.");
        var endpoint = new Uri(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3")!);
        await using ServedPage page = await ServedPage.StartAsync(options =>
            options with
            {
                CorrectionFolder = null,
                CorrectionBucket = CorrectionBucket.Parse(bucket, endpoint),
            }
        );
        int before = (await CountAsync(page)).GetProperty("count").GetInt32();
        string id = (await KeepAsync(page, "7")).GetProperty("id").GetString()!;
        Assert.Equal(before + 1, (await KeepAsync(page, "1")).GetProperty("count").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(page, id));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(page, id));
        Assert.Equal(before, (await CountAsync(page)).GetProperty("count").GetInt32());
    }

    private static Task<JsonElement> KeepAsync(ServedPage page, string label) =>
        page
            .Client.AskJsonAsync(
                new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(7)), label },
                "api/corrections"
            )
            .JsonAsync();

    private static Task<JsonElement> CountAsync(ServedPage page) =>
        page.Client.GetAsync("api/corrections", TestContext.Current.CancellationToken).JsonAsync();

    private static async Task<HttpStatusCode> DeleteAsync(ServedPage page, string id)
    {
        using HttpResponseMessage answer = await page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
