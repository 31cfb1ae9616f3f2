using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace MnistTrainer.Web.Tests;

/// <summary>Requests to the API, and checks common to all rejections.</summary>
internal static class Exchange
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, byte[] body, string? type = null, string query = "")
    {
        ByteArrayContent content = new(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return client.PostAsync($"api/predict{query}", content, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> AskJsonAsync(this HttpClient client, object body, string path = "api/predict") =>
        client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> response)
    {
        using HttpResponseMessage answer = await response;
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The detail of a problem document; empty if it has none.</summary>
    public static async Task<string> ProblemAsync(this Task<HttpResponseMessage> response, HttpStatusCode status) =>
        (await response.ProblemDocumentAsync(status)).TryGetProperty("detail", out JsonElement detail) ? detail.GetString() ?? "" : "";

    /// <summary>The code of a problem document.</summary>
    public static async Task<string> ProblemCodeAsync(this Task<HttpResponseMessage> response, HttpStatusCode status) =>
        (await response.ProblemDocumentAsync(status)).GetProperty("code").GetString()!;

    /// <summary>
    /// A problem document (RFC 9457), after checking its type and status and that it contains no stack trace and no path.
    /// </summary>
    public static async Task<JsonElement> ProblemDocumentAsync(this Task<HttpResponseMessage> response, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await response;
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), answer.Content.Headers.ContentType);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.Matches("^[a-z]+(-[a-z]+)*$", problem.GetProperty("code").GetString());
        Assert.DoesNotContain(" at MnistTrainer", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
        return problem;
    }
}
