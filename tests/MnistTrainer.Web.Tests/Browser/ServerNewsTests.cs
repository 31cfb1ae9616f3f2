using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>What the page says about the server: where drawings go, which model answers, and what went wrong, in the language of the page.</summary>
public sealed class ServerNewsTests(Chromium chromium)
{
    [Fact]
    public async Task Says_what_leaves_the_device()
    {
        IPAddress? address = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestContext.Current.CancellationToken)).FirstOrDefault(
            one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one)
        );
        Assert.SkipWhen(address is null, "This machine has no address in a network.");
        await using ServedPage served = await ServedPage.StartAsync(options => options with { Address = IPAddress.Any });
        Uri outside = new($"http://{address}:{served.Address.Port}/");
        await using (OpenPage open = await OpenPage.OpenAsync(chromium, outside))
        {
            await Expect(open.Page.Locator("#private"))
                .ToContainTextAsync($"sent, without encryption, to the computer at {outside.Authority}");
            await open.Page.ClickAsync("#language");
            await Expect(open.Page.Locator("#private")).ToContainTextAsync("암호화 없이");
        }

        await using OpenPage own = await OpenPage.OpenAsync(chromium, new Uri($"http://127.0.0.1:{served.Address.Port}/"));
        await Expect(own.Page.Locator("#private")).ToContainTextAsync("Nothing leaves this machine");
    }

    [Fact]
    public async Task Reports_a_newer_model_and_keeps_the_old_one()
    {
        string? newer = null;
        await using ServedPage served = await ServedPage.StartAsync(
            site: new DrawingSite(ServedPage.Recognizer, "digits.zip", () => newer)
        );
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("digits.zip");
        await Expect(open.Page.Locator("#newer")).ToBeHiddenAsync();
        newer = "mnist-fast.zip";
        await open.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(open.Page.Locator("#newer"))
            .ToHaveTextAsync("There is a newer model, mnist-fast.zip. To use it, restart “mnist serve”.");
        await open.ImageAsync("draw-newer");
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("digits.zip");
        await open.Page.ClickAsync("#language");
        await Expect(open.Page.Locator("#newer")).ToContainTextAsync("더 새로운 모델");
        await open.Page.ClickAsync("#dismiss");
        await Expect(open.Page.Locator("#newer")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Shows_the_model_of_a_restarted_server()
    {
        ServedPage first = await ServedPage.StartAsync();
        int port = first.Address.Port;
        await using OpenPage open = await OpenPage.OpenAsync(chromium, first.Address);
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("digits.zip");
        await first.DisposeAsync();
        await open.DrawAsync(Strokes.Of(6));
        await Expect(open.Page.Locator("#offline")).ToBeVisibleAsync();
        string[] letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
        await using ServedPage second = await ServedPage.StartAsync(
            options => options with { Port = port },
            new DrawingSite(ServedPage.Named(letters), "letters.zip")
        );
        await open.ExpectAsync("G");
        await Expect(open.Page.Locator("#metadata")).ToContainTextAsync("letters.zip");
        await Expect(open.Page.Locator("#labels button")).ToHaveTextAsync(letters);
        open.Forgive();
    }

    [Fact]
    public async Task Korean_card_has_no_English_words()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address, new() { Locale = "ko-KR" });
        await Expect(open.Page.Locator("#metadata .first dd")).ToContainTextAsync(" %");
        // The name of the file and the command are what they are.
        string[] texts = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#metadata div:not(.command)')].map(e => e.innerText.replace('digits.zip', ''))"
        );
        Assert.All(texts, text => Assert.DoesNotMatch("(?<![A-Za-z])[a-z]{2,}", text));
    }

    [Fact]
    public async Task Korean_has_a_word_for_every_layer_activation_and_optimizer()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        string[] layers =
        [
            .. Layer.All.Select(layer => layer.Describe(new Shape(3, 10, 10))),
            Layer.Parse("convolution(4,3,stride 2,padding same,no-bias)").Describe(Shape.Image(9, 9)),
            Layer.Parse("feature-encoding(ramps 5,indicators 2)").Describe(Shape.Vector(9)),
            .. Activation.All.Select(activation => new Dense(10, activation, UseBias: false).Describe(Shape.Vector(10))),
        ];
        const string translate =
            "async ([name, values]) => { const { translated } = await import('/terms.js'); return values.map(v => translated(name, v)); }";
        foreach ((string name, string[] values) in ((string, string[])[])[("layers", layers), ("optimizer", [.. Optimizer.Names])])
        {
            string[] shown = await open.Page.EvaluateAsync<string[]>(translate, new object[] { name, values });
            Assert.Equal(values.Length, shown.Length);
            Assert.All(shown, text => Assert.DoesNotMatch("(?<![A-Za-z])[a-z]{2,}", text));
        }
    }

    [Fact]
    public async Task Translates_problems_by_their_code()
    {
        await using ServedPage strict = await ServedPage.StartAsync(options => options with { MaximumPixels = 10 });
        await using OpenPage open = await OpenPage.OpenAsync(chromium, strict.Address, new() { Locale = "ko-KR" });
        await open.Page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "digit.png",
                MimeType = "image/png",
                Buffer = TestImages.OnPaper(8),
            }
        );
        await Expect(open.Page.Locator("#remark")).ToContainTextAsync("픽셀이 너무 많습니다");
        open.Forgive();
    }
}
