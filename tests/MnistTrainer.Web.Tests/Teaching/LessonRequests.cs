using System.Text.Json;

namespace MnistTrainer.Web.Tests.Teaching;

/// <summary>A correction to teach, and the requests that tests of teaching share.</summary>
internal static class LessonRequests
{
    // A 7 that its writer calls a 1: whatever the model knows, it reads something else.
    public static readonly string Url = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(7));
    public static readonly object Body = new { image = Url, label = "1" };

    public static Task<ServedPage> ServeAsync(ITeacher teacher) =>
        ServedPage.StartAsync(site: new DrawingSite(ServedPage.Recognizer, "digits.zip", null, teacher));

    public static Task<JsonElement> EndAsync(ServedPage served) => EndAsync(served.Client);

    public static async Task<JsonElement> EndAsync(HttpClient client)
    {
        JsonElement state = await StateAsync(client);
        while (Text(state, "state") == "learning")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            state = await StateAsync(client);
        }

        return state;
    }

    public static Task<JsonElement> StateAsync(ServedPage served) => StateAsync(served.Client);

    public static Task<JsonElement> StateAsync(HttpClient client) =>
        client.GetAsync("api/lesson", TestContext.Current.CancellationToken).JsonAsync();

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
