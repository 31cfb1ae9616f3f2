using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Why, on the page: pixels for and against, the sum of the last layer, units and maps.</summary>
public sealed class WhyPageTests(Chromium chromium)
{
    [Fact]
    public async Task Explains_the_answer_and_any_other_class()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.Page.Locator("#why-toggle").PressAsync("Enter");
        await Expect(open.Page.Locator("#why-note")).ToHaveTextAsync("Draw a single digit, and lift the pen.");
        await open.DrawAsync(Strokes.Of(7));
        await open.ExpectAsync("7");
        await Expect(open.Page.Locator("#why-note")).ToContainTextAsync("The answer is 7");
        await Expect(open.Page.Locator("#why-sum tr")).ToHaveCountAsync(14);
        await Expect(open.Page.Locator("#why-maps-list li")).ToHaveCountAsync(6);
        await open.Page.SelectOptionAsync("#why-class", "1");
        await Expect(open.Page.Locator("#why-note")).ToContainTextAsync("Not 1");

        // The sum as it is shown: each term is rounded to hundredths.
        double[] shown = await open.Page.EvaluateAsync<double[]>(
            """
            () => [...document.querySelectorAll("#why-sum td:last-child, #why-total")].map(e => Number(e.textContent.replace("−", "-")))
            """
        );
        Assert.Equal(shown[^1], shown[..^1].Sum(), 0.005 * shown.Length);

        // Both signs are in color over the drawing.
        int[] colors = await open.Page.EvaluateAsync<int[]>(
            """
            () => {
              const { data } = document.getElementById("why-pixels").getContext("2d").getImageData(0, 0, 280, 280);
              const count = isOf => { let n = 0; for (let i = 0; i < data.length; i += 4) n += isOf(data[i], data[i + 2]); return n; };
              return [count((red, blue) => blue > red + 40), count((red, blue) => red > blue + 40)];
            }
            """
        );
        Assert.All(colors, count => Assert.InRange(count, 100, 40_000));
        // No probability is shown as certain.
        Assert.Equal(
            ["over 99.9\u00A0%", "over 99.9\u00A0%", "99.9\u00A0%", "50.0\u00A0%"],
            await open.Page.EvaluateAsync<string[]>(
                "async () => { const { confidence } = await import('/language.js'); return [1, 0.9996, 0.9994, 0.5].map(confidence); }"
            )
        );
        await open.ExpectAccessibleAsync();
        await open.ImagesAsync("why");
        await Expect(open.Page.Locator("#why-note")).ToContainTextAsync("답이 1이(가) 아닌 까닭");
        await open.Page.ClickAsync("#clear");
        await Expect(open.Page.Locator("#why-parts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Shows_the_hidden_units_of_a_dense_network()
    {
        Recipe recipe = Recipe.Fast with
        {
            Network = new() { HiddenUnits = [30] },
            Training = Recipe.Fast.Training with { Epochs = 10 },
        };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        TrainingData digits = new(
            "digits",
            DigitSynthesizer.Synthesize(1000, 5, DataSplit.Train, cancellation: cancellation),
            null,
            DigitSynthesizer.Synthesize(80, 5, DataSplit.Test, cancellation: cancellation)
        );
        Network network = recipe.Train(digits, null, cancellation).Network;
        await using ServedPage served = await ServedPage.StartAsync(site: new DrawingSite(new ImageRecognizer(network), "dense.zip"));
        await using OpenPage open = await OpenPage.OpenAsync(chromium, served.Address);
        await open.DrawAsync(Strokes.Of(1));
        await open.Page.ClickAsync("#why-toggle");
        await Expect(open.Page.Locator("#why-sum img")).ToHaveCountAsync(12);
        await Expect(open.Page.Locator("#why-maps")).ToBeHiddenAsync();
        await open.ImagesAsync("why-dense");
    }
}
