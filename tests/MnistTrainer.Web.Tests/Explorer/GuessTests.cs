using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on brute force: its powers are exact, and its network is the library's.</summary>
public sealed class GuessTests(Chromium chromium)
{
    private const string Model = "chapters/guess/model.js";
    private const int Nodes = 3;

    [Fact]
    public async Task Possibilities_are_exact_powers()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "guess?values=997");
        double[][] rows = await page.TableAsync("count");
        Assert.Equal(18, rows.Length);
        for (int weights = 1; weights <= 18; weights++)
        {
            BigInteger expected = BigInteger.Pow(997, weights);
            Assert.Equal([weights, 997 * weights, expected.ToString(CultureInfo.InvariantCulture).Length], rows[weights - 1][..3]);
            string found = await page.CallAsync<string>(Model, "(m, weights) => String(m.possibilities(weights, 997))", weights);
            Assert.Equal(expected, BigInteger.Parse(found, CultureInfo.InvariantCulture));
        }

        foreach ((int nodes, int values) in ((int, int)[])[(3, 1000), (10, 7), (100, 1000), (500, 999), (500, 1000)])
        {
            int weights = 2 * nodes * nodes;
            double digits = await page.CallAsync<double>(
                Model,
                "(m, [nodes, values]) => m.digitsOf(m.logPossibilities(m.weightsOf(nodes), values))",
                new[] { nodes, values }
            );
            Assert.Equal(Math.Floor(BigInteger.Log10(BigInteger.Pow(values, weights)) + 1e-9) + 1, digits);
        }
    }

    [Fact]
    public async Task Weights_are_as_many_as_the_library_has()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "guess");
        double[][] rows = await page.TableAsync("sums");
        Assert.Equal([3, 10, 28, 100, 500], rows.Select(row => row[0]));
        foreach (double[] row in rows)
        {
            int nodes = (int)row[0];
            string[] names = [.. Enumerable.Range(1, nodes).Select(i => $"{i}")];
            Network network = Network.Create(
                NetworkDefinition.Dense(Shape.Vector(nodes), [nodes], names, Activation.Sigmoid, Activation.Sigmoid, useBias: false)
            );
            Assert.Equal(network.ParameterCount, row[1]);
            Assert.Equal(1000.0 * network.ParameterCount, row[2]);
        }

        Assert.Equal(1_500_001, rows[^1][3]);
    }

    /// <summary>500 million tries at one a second are 16 years, and 16,000 years for a thousand examples; the correct number has 1.5 million digits.</summary>
    [Fact]
    public async Task The_sum_of_the_book_stands_beside_the_correct_one()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "guess?nodes=500");
        ILocator rows = page.Page.Locator(".ledger tbody tr");
        await Expect(rows.Nth(1)).ToContainTextAsync("?");
        ILocator step = page.Page.Locator("#figure-sums .player-step");
        for (int i = 0; i < 4; i++)
            await step.ClickAsync();
        (string, string)[] expected =
        [
            ("500,000", "500,000"),
            ("500,000,000", "101,500,000"),
            ("15.8 years", "3.2·101,499,992 years"),
            ("15,844 years", "3.2·101,499,995 years"),
        ];
        for (int i = 0; i < expected.Length; i++)
        {
            ILocator cells = rows.Nth(i).Locator("b");
            await Expect(cells.First).ToHaveTextAsync(expected[i].Item1);
            await Expect(cells.Last).ToHaveTextAsync(expected[i].Item2);
        }
    }

    [Fact]
    public async Task Errors_and_slopes_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] book = await page.CallAsync<double[]>(Model, "m => m.BookWeights");
        double[] other = [.. book.Select((weight, i) => (double)(float)(weight * Math.Sin(i + 1)))];
        foreach (
            double[] weights in (double[][])
                [
                    [.. book.Select(weight => (double)(float)weight)],
                    other,
                ]
        )
        {
            double[] found = await page.CallAsync<double[]>(
                Model,
                "(m, weights) => [...m.outputs(weights), m.error(weights), ...m.gradient(weights)]",
                weights
            );
            StepExplanation step = Explain(weights, 1);
            double[] expected =
            [
                .. step.Layers[1].Outputs,
                2 * step.Loss,
                .. Order((layer, input, unit) => 2 * step.Layers[layer].Gradient(input, unit)),
            ];
            Assert.Equal(expected.Length, found.Length);
            for (int i = 0; i < found.Length; i++)
                Assert.Equal(expected[i], found[i], 1e-12);
        }
    }

    [Fact]
    public async Task Descent_is_that_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] weights = await page.CallAsync<double[]>(Model, "m => m.BookWeights");
        double[] found = await page.CallAsync<double[]>(Model, "m => m.descent(1, 20)");
        Assert.Equal(21, found.Length);
        foreach (double error in found)
        {
            // The library's loss is half the error, and its slope half the slope.
            StepExplanation step = Explain(weights, 2);
            Assert.Equal(2 * step.Loss, error, 1e-5);
            weights = [.. Order((layer, input, unit) => step.Layers[layer].NewWeight(input, unit))];
        }
    }

    [Fact]
    public async Task Brute_force_finds_what_the_library_finds()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] book = await page.CallAsync<double[]>(Model, "m => m.BookWeights");
        double[] found = await page.CallAsync<double[]>(
            Model,
            "m => { const s = new m.Search(3, 5).next(1000); return [s.tried, s.best.error, ...s.best.weights]; }"
        );
        double[] grid = [-1, -0.5, 0, 0.5, 1];
        (double error, double[] weights) = (
            from third in grid
            from second in grid
            from first in grid
            let tried = (double[])[first, second, third, .. book[3..]]
            select (2 * Explain(tried, 1).Loss, tried)
        ).MinBy(one => one.Item1);
        Assert.Equal(125, found[0]);
        Assert.Equal(error, found[1], 1e-7);
        Assert.Equal(weights, found[2..]);
    }

    [Fact]
    public async Task This_machine_counts_live_stops_and_starts_over()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "guess");
        ILocator counter = page.Page.Locator(".counter strong");
        ILocator run = page.Page.Locator("button.run");
        await page.Page.Locator("#figure-live .player-step").ClickAsync();
        await Expect(counter).ToHaveTextAsync("1");
        await run.ClickAsync();
        await Expect(counter).ToHaveTextAsync("1,000");
        await Expect(run).ToBeDisabledAsync();
        await Expect(page.Page.Locator(".progress")).ToContainTextAsync("done");
        // The last of all settings has every wheel at 1; the first output is as close to its target as those values allow.
        double[][] rows = await page.TableAsync("live");
        Assert.Equal([1, 1, 1], rows.Select(row => row[0]));
        Assert.NotEqual([1, 1, 1], rows.Select(row => row[1]));
        ILocator free = page.Page.Locator("#figure-live input[type=range]").First;
        await free.FocusAsync();
        await page.Page.Keyboard.PressAsync("PageUp");
        await Expect(counter).ToHaveTextAsync("1");
        await page.GoAsync("guess?free=18&grid=1000&language=en");
        await Expect(page.Page.Locator(".counter")).ToHaveTextAsync(new Regex("0 of 1054 tried"));
        await run.ClickAsync();
        await Expect(page.Page.Locator(".progress")).ToContainTextAsync("a second");
        await Expect(page.Page.Locator(".progress")).ToContainTextAsync("years");
        await run.ClickAsync();
        await Expect(run).ToHaveTextAsync("Try all of them");
        string stopped = (await counter.TextContentAsync())!;
        Assert.True(int.Parse(stopped, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) > 0);
        await Expect(counter).ToHaveTextAsync(stopped);
    }

    /// <summary>The chapter's order of the weights, those of the output layer first, unit by unit, from the library's layers.</summary>
    private static IEnumerable<double> Order(Func<int, int, int, double> weight) =>
        from layer in (int[])[1, 0]
        from unit in Enumerable.Range(0, Nodes)
        from input in Enumerable.Range(0, Nodes)
        select weight(layer, input, unit);

    private static StepExplanation Explain(double[] weights, double rate)
    {
        float[] parameters = new float[2 * Nodes * Nodes];
        for (int layer = 0; layer < 2; layer++)
        {
            for (int unit = 0; unit < Nodes; unit++)
            {
                for (int input = 0; input < Nodes; input++)
                    parameters[(layer * Nodes * Nodes) + (input * Nodes) + unit] = (float)
                        weights[((1 - layer) * Nodes * Nodes) + (unit * Nodes) + input];
            }
        }

        Network network = Network.Create(
            NetworkDefinition.Dense(
                Shape.Vector(Nodes),
                [Nodes],
                ["1", "2", "3"],
                Activation.Sigmoid,
                Activation.Sigmoid,
                useBias: false
            ) with
            {
                Scaling = InputScaling.None,
            },
            parameters
        );
        return StepExplanation.Of(network, [0.9, 0.1, 0.8], [0.8, 0.3, 0.5], Loss.SquaredError, GradientRule.Exact, rate);
    }
}
