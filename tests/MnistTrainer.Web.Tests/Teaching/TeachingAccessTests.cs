using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Web.Tests.Teaching.LessonRequests;

namespace MnistTrainer.Web.Tests.Teaching;

/// <summary>Who may teach the served model, and who may see what was drawn.</summary>
public sealed class TeachingAccessTests
{
    [Fact]
    public async Task Only_this_machine_may_teach_unless_everybody_may()
    {
        IPAddress address = await AddressAsync();
        foreach (TeachingAccess access in Enum.GetValues<TeachingAccess>())
        {
            await using ServedPage served = await ServedPage.StartAsync(
                options => options with { Address = IPAddress.Any, Teaching = access },
                new DrawingSite(ServedPage.Recognizer, "digits.zip", null, new QuickTeacher())
            );
            foreach (
                (string host, bool isAllowed) in new[]
                {
                    ("127.0.0.1", access != TeachingAccess.Nobody),
                    (address.ToString(), access == TeachingAccess.Everybody),
                }
            )
            {
                using HttpClient client = new() { BaseAddress = new Uri($"http://{host}:{served.Address.Port}/") };
                JsonElement state = await client.GetAsync("api/lesson", TestContext.Current.CancellationToken).JsonAsync();
                Assert.Equal(isAllowed, state.GetProperty("isAllowed").GetBoolean());
                HttpStatusCode expected = isAllowed ? HttpStatusCode.Conflict : HttpStatusCode.Forbidden;
                string code = isAllowed ? "nothing-taught" : "teaching-not-allowed";
                Assert.Equal(
                    code,
                    await client.DeleteAsync("api/lesson", TestContext.Current.CancellationToken).ProblemCodeAsync(expected)
                );
                Assert.Equal(
                    code,
                    await client.PostAsync("api/lesson/save", null, TestContext.Current.CancellationToken).ProblemCodeAsync(expected)
                );
                if (!isAllowed)
                    Assert.Equal(code, await client.AskJsonAsync(Body, "api/lesson").ProblemCodeAsync(expected));
            }
        }
    }

    [Fact]
    public async Task What_was_drawn_and_why_a_lesson_failed_is_only_for_who_may_teach()
    {
        IPAddress address = await AddressAsync();
        bool isBroken = false;
        QuickTeacher teacher = new()
        {
            Epochs = 1,
            Before = _ =>
            {
                if (isBroken)
                    throw new InvalidInputException("/home/ada/data", "digits", "letters", "Choose others");
            },
        };
        await using ServedPage served = await ServedPage.StartAsync(
            options => options with { Address = IPAddress.Any },
            new DrawingSite(ServedPage.Recognizer, "digits.zip", null, teacher)
        );
        using HttpClient here = new() { BaseAddress = new Uri($"http://127.0.0.1:{served.Address.Port}/") },
            other = new() { BaseAddress = new Uri($"http://{address}:{served.Address.Port}/") };
        await here.AskJsonAsync(Body, "api/lesson").JsonAsync();
        JsonElement own = await EndAsync(here);
        JsonElement seen = await EndAsync(other);
        Assert.Equal(("learned", "learned"), (Text(own, "state"), Text(seen, "state")));
        Assert.All(["label", "before", "after"], name => AssertOnlyIn(own, seen, name));
        isBroken = true;
        await here.AskJsonAsync(Body, "api/lesson").JsonAsync();
        own = await EndAsync(here);
        seen = await EndAsync(other);
        Assert.Equal("failed", Text(seen, "state"));
        AssertOnlyIn(own, seen, "failure");
        Assert.DoesNotContain("ada", seen.ToString(), StringComparison.Ordinal);

        static void AssertOnlyIn(JsonElement own, JsonElement seen, string name)
        {
            Assert.NotEqual(JsonValueKind.Null, own.GetProperty(name).ValueKind);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public async Task Pages_of_other_sites_may_not_teach()
    {
        await using ServedPage served = await ServeAsync(new QuickTeacher());
        foreach (
            (HttpMethod method, string path) in new[]
            {
                (HttpMethod.Post, "api/lesson"),
                (HttpMethod.Delete, "api/lesson"),
                (HttpMethod.Post, "api/lesson/save"),
            }
        )
        {
            using HttpRequestMessage request = new(method, path);
            request.Headers.Add("Origin", "http://example.org");
            Assert.Equal(
                "other-origin",
                await served.Client.SendAsync(request, TestContext.Current.CancellationToken).ProblemCodeAsync(HttpStatusCode.Forbidden)
            );
        }
    }

    // This machine's address in a network: a client there is not one of this machine.
    private static async Task<IPAddress> AddressAsync()
    {
        IPAddress? address = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestContext.Current.CancellationToken)).FirstOrDefault(
            one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one)
        );
        Assert.SkipWhen(address is null, "This machine has no address in a network.");
        return address;
    }
}
