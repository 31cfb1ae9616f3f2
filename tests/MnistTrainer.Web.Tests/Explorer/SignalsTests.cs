using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on signals: its numbers are the book's and the library's, and each of them can be changed where it stands.</summary>
public sealed class SignalsTests(Chromium chromium)
{
    private const string Model = "chapters/signals/model.js";
    private const int OperationsPerNode = 7;

    [Fact]
    public async Task Signals_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (
            (double[] inputs, float[][] layers) in ((double[], float[][])[])
                [
                    (
                        [1, 0.5],
                        [
                            [0.9f, 0.2f, 0.3f, 0.8f],
                        ]
                    ),
                    (
                        [0.9, 0.1, 0.8],
                        [
                            [0.9f, 0.2f, 0.1f, 0.3f, 0.8f, 0.5f, 0.4f, 0.2f, 0.6f],
                            [0.3f, 0.6f, 0.8f, 0.7f, 0.5f, 0.1f, 0.5f, 0.2f, 0.9f],
                        ]
                    ),
                    (
                        [-3, 0, 2.5],
                        [
                            [-1, 2, -3, 0.25f, 0, 4, 1.5f, -0.5f, 0.75f],
                            [-2, 0, 3, 0.5f, -1.5f, 1, 0.125f, 5, -4],
                        ]
                    ),
                ]
        )
        {
            Dictionary<string, double[]>[] passes = await page.CallAsync<Dictionary<string, double[]>[]>(
                Model,
                "(m, { inputs, layers }) => m.forward(inputs, layers).map(({ netInputs, outputs, products }) => ({ netInputs, outputs, products: products.flat() }))",
                new { inputs, layers = layers.Select(weights => weights.Select(weight => (double)weight).ToArray()).ToArray() }
            );
            StepExplanation expected = Explain(inputs, layers);
            for (int i = 0; i < layers.Length; i++)
            {
                LayerExplanation layer = expected.Layers[i];
                ExpectEqual(layer.NetInputs, passes[i]["netInputs"]);
                ExpectEqual(layer.Outputs, passes[i]["outputs"]);
                ExpectEqual(
                    Enumerable
                        .Range(0, layer.Outputs.Length)
                        .SelectMany(unit => Enumerable.Range(0, layer.Inputs.Length).Select(input => layer.Contribution(input, unit))),
                    passes[i]["products"]
                );
            }
        }
    }

    /// <summary>"Following signals through a simple network" of the book, and its example of three layers, which it rounds to three digits.</summary>
    [Fact]
    public async Task The_tables_have_the_numbers_of_the_book()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "signals");
        Assert.Equal(
            [0.9, 0.15, 1.05, 0.3499, 1.3499, 0.7408, 0.2, 0.4, 0.6, 0.5488, 1.5488, 0.6457],
            (await page.TableAsync("two")).Select(row => row[^1])
        );
        double[] three = [.. (await page.TableAsync("three")).Select(row => row[^1])];
        Assert.Equal(6 * OperationsPerNode, three.Length);
        double[] sums = [1.16, 0.42, 0.62, 0.975, 0.888, 1.254];
        double[] outputs = [0.761, 0.603, 0.650, 0.726, 0.708, 0.778];
        for (int node = 0; node < 6; node++)
        {
            Assert.Equal(sums[node], three[(node * OperationsPerNode) + 3], 1e-3);
            Assert.Equal(outputs[node], three[(node * OperationsPerNode) + 6], 1e-3);
        }

        double[][] matrix = await page.TableAsync("matrix");
        Assert.Equal(three.Where((_, i) => i % OperationsPerNode == 3), matrix.Select(row => row[^2]));
        Assert.Equal(three.Where((_, i) => i % OperationsPerNode == 6), matrix.Select(row => row[^1]));
        Assert.Equal(matrix.Select(row => row[^1]), (await page.TableAsync("formula")).Select(row => row[^1]));
    }

    [Fact]
    public async Task A_key_does_one_operation()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "signals");
        ILocator outputs = page.Page.Locator("#figure-two .node b");
        ILocator readout = page.Page.Locator("#figure-two .readout");
        await page.Page.FocusAsync("#figure-two .player-step");
        foreach (string result in (string[])["0.9", "0.15", "1.05", "0.3499", "1.3499", "0.7408"])
        {
            await Expect(outputs.First).ToHaveTextAsync("?");
            await page.Page.Keyboard.PressAsync("s");
            await Expect(readout.Locator("strong")).ToHaveTextAsync(result);
        }

        await Expect(outputs).ToHaveTextAsync(["0.7408", "?"]);
        await page.Page.Keyboard.PressAsync("b");
        await Expect(outputs).ToHaveTextAsync(["?", "?"]);
    }

    [Fact]
    public async Task Any_number_is_changed_in_its_place_by_typing_and_by_keys()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "signals?at2=12");
        ILocator weight = page.Page.Locator("#figure-two .weight input").Nth(3);
        ILocator output = page.Page.Locator("#figure-two .node b").Nth(1);
        await Expect(weight).ToHaveAttributeAsync("aria-label", "Weight w₂₂, from 2 to 2");
        await weight.ClickAsync();
        await page.Page.Keyboard.TypeAsync("-1.5");
        await Expect(output).ToHaveTextAsync(Sigmoid(0.2 - 0.75));
        await page.Page.Keyboard.PressAsync("Shift+ArrowUp");
        await Expect(output).ToHaveTextAsync(Sigmoid(0.2 - 0.25));
        await page.ExpectAddressAsync("w2=0.9_0.2_0.3_-0.5");
        await weight.FillAsync("11");
        await weight.BlurAsync();
        await Expect(weight).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Page.Locator("#figure-two .problem")).ToContainTextAsync("from −10 to 10");
        await Expect(output).ToHaveTextAsync(Sigmoid(0.2 - 0.25));
        Assert.Equal(2 + 4, await page.Page.Locator("#figure-two .cell").CountAsync());
        Assert.Equal(3 + 9 + 9, await page.Page.Locator("#figure-three .cell").CountAsync());
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("ko-KR")]
    public async Task Headings_of_columns_are_apart_on_a_phone(string language)
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "signals", ExplorerPage.Screen(320, language));
        await page.Page.Locator(".diagram .column").First.WaitForAsync();
        double[] gaps = await page.Page.EvaluateAsync<double[]>(
            """
            [...document.querySelectorAll('.diagram')].flatMap(net => {
              const boxes = [...net.querySelectorAll('.column')].map(heading => heading.getBoundingClientRect()).sort((a, b) => a.left - b.left);
              return boxes.slice(1).map((box, i) => box.left - boxes[i].right);
            })
            """
        );
        Assert.True(gaps.Length >= 6);
        Assert.All(gaps, gap => Assert.InRange(gap, 2, 320));
    }

    /// <summary>The networks, the formula and the matrices have the same numbers.</summary>
    [Fact]
    public async Task A_number_that_a_finger_changes_changes_the_formula_and_the_matrices()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(
            chromium,
            "signals?unfold=6&product=8&at3=42",
            ExplorerPage.Screen(390, "ko")
        );
        ILocator input = page.Page.Locator("#figure-three .signal input").First;
        await input.ScrollIntoViewIfNeededAsync();
        await input.TapAsync();
        await page.Page.Keyboard.TypeAsync("0.25");
        float[][] layers =
        [
            [0.9f, 0.2f, 0.1f, 0.3f, 0.8f, 0.5f, 0.4f, 0.2f, 0.6f],
            [0.3f, 0.6f, 0.8f, 0.7f, 0.5f, 0.1f, 0.5f, 0.2f, 0.9f],
        ];
        string[] expected = [.. Explain([0.25, 0.1, 0.8], layers).Layers[1].Outputs.Select(Text)];
        await Expect(page.Page.Locator("#figure-three .node b").Nth(3)).ToHaveTextAsync(expected[0]);
        await Expect(page.Page.Locator("#figure-formula .readout strong")).ToHaveTextAsync(expected[0]);
        await Expect(page.Page.Locator("#figure-formula .unfolded .mark-x"))
            .ToHaveTextAsync(Enumerable.Repeat((string[])["0.25", "0.1", "0.8"], 3).SelectMany(all => all));
        await Expect(page.Page.Locator("#figure-matrix .products:not([hidden]) .product").Nth(1).Locator(".matrix").Last)
            .ToHaveTextAsync(string.Concat(expected));
        await page.Page.Locator("#figure-formula .picker input").Nth(2).CheckAsync();
        await Expect(page.Page.Locator("#figure-formula .readout strong")).ToHaveTextAsync(expected[2]);
        await Expect(page.Page.Locator("#figure-formula .unfolded .mark-v")).ToHaveTextAsync(["0.8", "0.1", "0.9"]);
    }

    /// <summary>Nine of the first weights and three of the second, for each of the outputs.</summary>
    [Fact]
    public async Task The_formula_has_twelve_of_the_weights()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "signals?unfold=4");
        for (int output = 1; output <= 3; output++)
        {
            await page.Page.Locator("#figure-formula .picker input").Nth(output - 1).CheckAsync();
            string[] weights = await page
                .Page.Locator("#figure-formula .mark-w, #figure-formula .mark-v")
                .EvaluateAllAsync<string[]>("all => all.map(one => one.textContent)");
            Assert.Equal(12, weights.Distinct().Count());
            Assert.Equal(12, weights.Length);
            Assert.Equal([$"v1{output}", $"v2{output}", $"v3{output}"], weights.Where(name => name[0] == 'v'));
        }
    }

    private static StepExplanation Explain(double[] inputs, float[][] layers)
    {
        int width = inputs.Length;
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(width),
            layers.Skip(1).Select(_ => width),
            Enumerable.Range(0, width).Select(number => $"{number}"),
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };
        return StepExplanation.Of(
            Network.Create(definition, layers.SelectMany(weights => weights).ToArray()),
            inputs,
            new double[width],
            Loss.SquaredError,
            GradientRule.Exact,
            1
        );
    }

    private static string Sigmoid(double netInput) => Text(1 / (1 + Math.Exp(-netInput)));

    private static string Text(double value) => FormattableString.Invariant($"{value:0.####}");

    private static void ExpectEqual(IEnumerable<double> expected, double[] found)
    {
        Assert.Equal(expected.Count(), found.Length);
        foreach ((double one, double other) in expected.Zip(found))
            Assert.Equal(one, other, 1e-12);
    }
}
