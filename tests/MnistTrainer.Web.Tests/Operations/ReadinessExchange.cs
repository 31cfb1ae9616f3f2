using System.Net;

namespace MnistTrainer.Web.Tests.Operations;

/// <summary>Requests for <c>/readyz</c>.</summary>
internal static class ReadinessExchange
{
    /// <summary>The status and the text.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> ReadinessAsync(this HttpClient client)
    {
        using HttpResponseMessage answer = await client.GetAsync("readyz", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until the server is ready, at most 30 seconds.</summary>
    public static async Task UntilReadyAsync(this HttpClient client)
    {
        (HttpStatusCode Status, string Text) answer = await client.ReadinessAsync();
        for (int i = 0; i < 300 && answer.Status != HttpStatusCode.OK; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await client.ReadinessAsync();
        }

        Assert.Equal((HttpStatusCode.OK, "ready\n"), answer);
    }
}
