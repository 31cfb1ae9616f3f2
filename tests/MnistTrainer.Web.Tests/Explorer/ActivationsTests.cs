using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on activations: its curves, slopes and products are the library's.</summary>
public sealed class ActivationsTests(Chromium chromium)
{
    private const string Model = "chapters/activations/model.js";

    [Fact]
    public async Task Has_all_activations_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        string[] names = await page.CallAsync<string[]>(Model, "m => m.names");
        Assert.Equal(Activation.Names.Order(), names.Concat(["maxout", "softmax"]).Order());
    }

    [Fact]
    public async Task Curves_and_slopes_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] places = [-5.5, -4, -2, -0.75, -0.125, 0.25, 1, 3.5, 5.5];
        foreach (string name in Activation.Names.Except(["maxout", "softmax", "step"]))
        {
            double[][] found = await page.CallAsync<double[][]>(
                Model,
                $"(m, all) => all.map(x => [m.activations['{name}'].value(x), m.activations['{name}'].slope(x)])",
                places
            );
            for (int i = 0; i < places.Length; i++)
            {
                (double value, double slope) = Explain(Activation.Parse(name), [(float)places[i]], 1);
                Assert.Equal(value, found[i][0], 1e-7);
                Assert.Equal(slope, found[i][1], 1e-7);
            }
        }

        double[] steps = await page.CallAsync<double[]>(Model, "m => [-0.1, 0, 0.1].map(m.activations.step.value)");
        Assert.Equal([0, 1, 1], steps);
    }

    /// <summary>The library propagates an error of 1 through ten layers of one node each.</summary>
    [Fact]
    public async Task The_product_over_layers_is_that_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (
            (string name, float weight) in ((string, float)[])
                [("sigmoid", 1), ("sigmoid", 4), ("tanh", -1.5f), ("relu", 2), ("gelu", 1), ("selu", 1)]
        )
        {
            double[] found = await page.CallAsync<double[]>(
                Model,
                $"(m, weight) => {{ const end = m.chain('{name}', weight, 0.5, 10).at(-1); return [end.output, end.product]; }}",
                (double)weight
            );
            (double value, double slope) = Explain(Activation.Parse(name), [.. Enumerable.Repeat(weight, 10)], 0.5);
            Assert.Equal(value, found[0], 1e-9 * (1 + Math.Abs(value)));
            Assert.Equal(slope, found[1], 1e-9 * Math.Max(1e-6, Math.Abs(slope)));
        }
    }

    [Fact]
    public async Task Softmax_and_maxout_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] nets = [2, 1, -1];
        Network softmax = Network.Create(Definition(["a", "b", "c"], [], Activation.Softmax, Activation.Softmax), [2, 1, -1]);
        StepExplanation step = StepExplanation.Of(softmax, [1], [1, 0, 0], Loss.SoftmaxCrossEntropy, GradientRule.Exact, 1);
        double[] outputs = await page.CallAsync<double[]>(Model, "(m, nets) => m.softmax(nets)", nets);
        for (int i = 0; i < 3; i++)
            Assert.Equal(step.Layers[0].Outputs[i], outputs[i], 1e-12);

        // One unit of three lines without a bias: −2 x, 0.5 x and x.
        Network maxout = Network.Create(Definition(["y"], [1], Activation.Maxout(3), Activation.Identity), [-2, 0.5f, 1, 1]);
        using Scorer scorer = new(maxout);
        foreach (float x in (float[])[-3, -0.5f, 0.25f, 2])
        {
            float[] output = new float[1];
            scorer.Score([x], output);
            Assert.Equal(output[0], await page.CallAsync<double>(Model, "(m, x) => m.maxout([-2 * x, 0.5 * x, x]).value", (double)x), 1e-6);
        }
    }

    /// <summary>Not "tanhx".</summary>
    [Theory]
    [InlineData(@"\tanh x", 1)]
    [InlineData(@"\ln \frac{a}{b}", 1)]
    [InlineData(@"\tanh(x)", 0)]
    [InlineData(@"\max_i", 0)]
    public async Task A_function_is_apart_from_an_argument_without_parentheses(string formula, int spaces)
    {
        ExplorerPage page = await chromium.ModulesAsync();
        Assert.Equal(
            spaces,
            await page.CallAsync<int>("formula.js", "(m, source) => m.formula(source).querySelectorAll('mspace').length", formula)
        );
    }

    [Fact]
    public async Task Axes_have_titles_with_a_capital()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "activations");
        await Expect(page.Page.Locator("text.axis").GetByText("Slope", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.GoAsync("two-weights");
        await Expect(page.Page.Locator("text.axis").GetByText("x", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    /// <summary>σ'(x) and tanh'(x) tend to e^−|x| and 4 e^−2|x|: none of their units is dead, however far out.</summary>
    [Fact]
    public async Task Small_slopes_are_not_rounded_to_dead_ones()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (double x in (double[])[-300, -40, 40, 300])
        {
            double[] slopes = await page.CallAsync<double[]>(
                Model,
                "(m, x) => ['sigmoid', 'tanh'].map(name => m.activations[name].slope(x))",
                x
            );
            Assert.Equal(1, slopes[0] * Math.Exp(Math.Abs(x)), 1e-12);
            Assert.Equal(1, slopes[1] * Math.Exp(2 * Math.Abs(x)) / 4, 1e-12);
        }

        Assert.Equal(0, await page.CallAsync<double>(Model, "m => m.shares('sigmoid', 8, 10).dead + m.shares('tanh', 8, 10).dead"));
    }

    /// <summary>The share of dead ReLUs is Φ(−mean / deviation): 0.5, 0.8413 and 0.0228; the sigmoid's slope is below 0.05 beyond ±2.8872.</summary>
    [Fact]
    public async Task Shares_of_dead_and_saturated_nodes_are_those_of_the_normal_distribution()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] dead = await page.CallAsync<double[]>(
            Model,
            "m => [[0, 1], [-1, 1], [4, 2]].map(([mean, spread]) => m.shares('relu', mean, spread).dead)"
        );
        Assert.Equal([0.5, 0.8413447, 0.0227501], dead, (a, b) => Math.Abs(a - b) < 1e-6);
        double saturated = await page.CallAsync<double>(Model, "m => m.shares('sigmoid', 0, 2.8872).saturated");
        Assert.Equal(0.3173, saturated, 5e-3);
    }

    [Fact]
    public async Task Figures_move_by_mouse_finger_and_keys()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "activations", ExplorerPage.Screen(390, "ko"));
        await page.Page.Locator("#figure-curves .picker input[value=relu]").CheckAsync();
        ILocator handle = page.Page.Locator("#figure-curves .handle");
        await handle.FocusAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(handle).ToHaveAttributeAsync("aria-valuetext", "−1.00");
        await Expect(page.Page.Locator("#figure-curves .readout")).ToContainTextAsync("죽음");
        await page.TapAsync(
            page.Page.Locator("#figure-curves .plot").First,
            -40,
            90,
            "document.querySelector('#figure-curves .readout').textContent.includes('살아 있음')"
        );
        ILocator line = page.Page.Locator("#figure-maxout .handle").First;
        await line.FocusAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowUp");
        await page.ExpectAddressAsync("lines=2_1_-3_3_-6_-6_-6_-6");
        Assert.Equal(4, await page.Page.Locator("#figure-maxout .handle:visible").CountAsync());
        await page.Page.FocusAsync("#figure-softmax .handle");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.ExpectAddressAsync("nets=2.1_1_-1");
    }

    /// <summary>The output of a chain of layers of one node each, and its slope along the input: the error that arrives there if that of the output is 1.</summary>
    private static (double Value, double Slope) Explain(Activation activation, float[] weights, double input)
    {
        Network network = Network.Create(Definition(["y"], [.. Enumerable.Repeat(1, weights.Length - 1)], activation, activation), weights);
        StepExplanation Of(double target) => StepExplanation.Of(network, [input], [target], Loss.SquaredError, GradientRule.Exact, 1);
        double value = Of(0).Layers[^1].Outputs[0];
        return (value, Of(value - 1).Layers[0].Deltas[0] * (weights.Length == 1 ? 1 : weights[0]));
    }

    private static NetworkDefinition Definition(string[] outputs, int[] hidden, Activation activation, Activation last) =>
        NetworkDefinition.Dense(Shape.Vector(1), hidden, outputs, activation, last, useBias: false) with
        {
            Scaling = InputScaling.None,
        };
}
