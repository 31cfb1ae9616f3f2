using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Models of other classes than ten digits.</summary>
public sealed class ClassNamesTests(Chromium chromium)
{
    // EMNIST balanced: digits, capital letters, and the small letters that look different.
    private static readonly string[] Many = [.. "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt".Select(one => $"{one}")];

    [Fact]
    public async Task Many_classes_show_the_most_probable_first()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.Page.RouteAsync("**/api/model", route => ChangeAsync(route, card => card["classes"] = ArrayOf(Many)));
        await open.Page.RouteAsync("**/api/predict*", route => ChangeAsync(route, RankLast));
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("#labels button")).ToHaveCountAsync(47);
        await open.DrawAsync(Strokes.Of(3));
        await open.ExpectAsync("t");
        await Expect(open.Page.Locator("#bars li b")).ToHaveTextAsync(["t", .. Many[..9]]);
        await Expect(open.Page.Locator("#bars li").First).ToHaveClassAsync("best");
        await Expect(open.Page.Locator("#bars-heading")).ToHaveTextAsync("The 10 most probable classes");
        await open.ImageAsync("draw-47-classes");
    }

    [Fact]
    public async Task The_page_of_another_model_does_not_speak_of_digits()
    {
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Named("A", "B", "C", "D", "E", "F", "G", "H", "I", "J"), "letters.zip")
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("Draw");
        await Expect(open.Page.Locator("#hint span")).ToHaveTextAsync("Draw here");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page).ToHaveTitleAsync("그려 보세요");
        await Expect(open.Page.Locator("h1")).ToHaveTextAsync("그려 보세요");
    }

    // 받침: without one and after ㄹ it is 로, otherwise 으로.
    [Theory]
    [InlineData("바지", "바지로")]
    [InlineData("양말", "양말로")]
    [InlineData("신발장", "신발장으로")]
    [InlineData("7", "7로")]
    [InlineData("3", "3으로")]
    [InlineData("Coat", "Coat(으)로")]
    public async Task Korean_particles_follow_the_name(string name, string expected)
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        string shown = await open.Page.EvaluateAsync<string>("async name => (await import('/korean.js')).korean.kept(name, 1)", name);
        Assert.Contains($" {expected} 저장했습니다", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_answer_to_a_correction_is_not_shown_for_the_next_drawing()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        TaskCompletionSource next = new();
        await open.Page.RouteAsync(
            "**/api/corrections",
            async route =>
            {
                if (route.Request.Method == "POST")
                    await next.Task;
                await route.ContinueAsync();
            }
        );
        await open.DrawAsync(Strokes.Of(3));
        await open.Page.ClickAsync("#labels button:text-is('8')");
        await open.Page.ClickAsync("#clear");
        await open.DrawAsync(Strokes.Of(1));
        await open.ExpectAsync("1");
        await Expect(open.Page.Locator("#correct")).ToBeVisibleAsync();
        Task<IResponse> kept = open.Page.WaitForResponseAsync(response =>
            response.Request.Method == "POST" && response.Url.EndsWith("corrections")
        );
        next.SetResult();
        await (await kept).FinishedAsync();
        await open.Page.WaitForTimeoutAsync(100);
        await Expect(open.Page.Locator("#kept")).ToBeEmptyAsync();
        await Expect(open.Page.Locator("#labels button[aria-pressed=true]")).ToHaveCountAsync(0);
    }

    private static async Task ChangeAsync(IRoute route, Action<JsonNode> change)
    {
        IAPIResponse response = await route.FetchAsync();
        JsonNode answer = JsonNode.Parse(await response.TextAsync())!;
        change(answer);
        await route.FulfillAsync(new() { ContentType = "application/json", Body = answer.ToJsonString() });
    }

    private static void RankLast(JsonNode answer)
    {
        answer["label"] = Many[^1];
        answer["ranked"] = JsonSerializer.SerializeToNode(
            Many.SkipLast(1).Prepend(Many[^1]).Select((label, i) => new { label, probability = i == 0 ? 0.7 : 0.3 / 46 })
        );
    }

    private static JsonNode ArrayOf(string[] names) => JsonSerializer.SerializeToNode(names)!;
}
