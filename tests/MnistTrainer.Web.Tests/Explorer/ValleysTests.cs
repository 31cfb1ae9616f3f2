using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on wrong valleys: its momentum is the library's, and its figures move by mouse, finger and keys.</summary>
public sealed class ValleysTests(Chromium chromium)
{
    private const string Model = "chapters/valleys/model.js";

    /// <summary>One weight w, the input √2, the target √2 and half the squared error: (w − 1)². The library trains it, one step an epoch.</summary>
    [Theory]
    [InlineData(0.05f, 0.9f)]
    [InlineData(0.1f, 0.5f)]
    [InlineData(0.3f, 0f)]
    public async Task Momentum_is_the_optimizer_of_the_library(float rate, float decay)
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] path = await page.CallAsync<double[]>(
            Model,
            "(m, [rate, decay]) => m.roll(x => 2 * (x - 1), 3, rate, decay, 12).map(one => one.x)",
            new double[] { rate, decay }
        );
        Assert.Equal(13, path.Length);
        for (int steps = 1; steps <= 12; steps++)
        {
            Assert.Equal(Trained(new Momentum(rate, decay), steps), path[steps], 1e-5);
            if (decay == 0)
                Assert.Equal(Trained(new GradientDescent(rate), steps), path[steps], 1e-5);
        }
    }

    /// <summary>The table of the document on the mathematics, and its two probabilities.</summary>
    [Fact]
    public async Task Numbers_are_those_of_the_document()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "valleys");
        double[] places = await page.CallAsync<double[]>(
            Model,
            "m => [m.deep, m.hilltop, m.wrong].flatMap(x => [x, m.height(x), m.slope(x)])"
        );
        double[] expected = [-1.0356, -0.3054, 0, 0.0754, 1.0113, 0, 0.9601, 0.2941, 0];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], places[i], 5e-5);
        foreach (
            double[] row in (double[][])
                [
                    [-2, -0.815, -0.8847, -1.0356],
                    [-0.5, -0.59, -0.6819, -1.0356],
                    [0.5, 0.56, 0.6219, 0.9601],
                    [2, 0.785, 0.8303, 0.9601],
                ]
        )
        {
            double[] path = await page.CallAsync<double[]>(
                Model,
                "(m, start) => m.descend(m.slope, start, 0.05, 200).map(one => one.x)",
                row[0]
            );
            Assert.Equal(row[1], path[1], 5e-5);
            Assert.Equal(row[2], path[2], 5e-5);
            Assert.Equal(row[3], path[^1], 5e-5);
        }

        Assert.Equal(0.5189, await page.CallAsync<double>(Model, "m => m.luck"), 5e-5);
        double[][] restarts = await page.TableAsync("restarts");
        Assert.Equal(0.0258, restarts[4][^2], 5e-5);
        // Three standard deviations of the share of 1000 series.
        foreach (double[] row in restarts)
            Assert.Equal(row[^2], row[^1], 1e-3 + (3 * Math.Sqrt(row[^2] * (1 - row[^2]) / 1000)));
    }

    [Fact]
    public async Task Colors_are_the_ends_of_a_descent()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach ((double rate, double decay) in ((double, double)[])[(0.05, 0), (0.15, 0), (0.2, 0), (0.25, 0), (0.01, 0.9), (0.03, 0.95)])
        {
            string[] ends = await page.CallAsync<string[]>(
                Model,
                "(m, [rate, decay]) => Array.from({ length: 81 }, (_, i) => m.end(-2 + i / 20, rate, decay))",
                new[] { rate, decay }
            );
            for (int i = 0; i < ends.Length; i++)
                Assert.Equal((rate, i, End(-2 + (i / 20.0), rate, decay)), (rate, i, ends[i]));
        }
    }

    /// <summary>The curvature 12 x² − 4 is 8.87 in the deepest valley and 7.06 in the wrong one; descent settles where the rate times it is below 2.</summary>
    [Fact]
    public async Task A_rate_of_a_quarter_settles_in_the_wrong_valley_only()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        string[] ends = await page.CallAsync<string[]>(Model, "m => Array.from({ length: 401 }, (_, i) => m.end(-2 + i / 100, 0.25))");
        Assert.Equal(["away", "restless", "wrong"], ends.Distinct().Order());
        Assert.Equal("restless", ends[80]); // the example's start, −1.2
    }

    [Fact]
    public async Task A_start_moves_by_keys_mouse_and_finger_and_is_colored_by_its_end()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "valleys", ExplorerPage.Screen(390, "en"));
        ILocator handle = page.Page.Locator("#figure-ends .handle");
        await handle.FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(handle).ToHaveAttributeAsync("aria-valuenow", "1");
        await page.Page.Locator("#figure-ends .choice input").CheckAsync();
        await Expect(page.Page.Locator("#figure-ends rect.dot")).ToHaveCountAsync(2);
        double[] widths = await page
            .Page.Locator("#figure-ends rect.dot")
            .EvaluateAllAsync<double[]>("bands => bands.map(band => Number(band.getAttribute('width')))");
        Assert.Equal(0.5189, widths[0] / widths.Sum(), 0.005);
        await page.ExpectAddressAsync("colored=yes");
        await page.DragAsync(handle.Locator(".core"), -60, 0);
        await page.Page.WaitForFunctionAsync("() => Math.abs(Number(document.querySelector('#figure-ends .handle').ariaValueNow)) < 0.6");
        await page.TapAsync(
            page.Page.Locator("#figure-ends .plot"),
            70,
            60,
            "Number(document.querySelector('#figure-ends .handle').ariaValueNow) < -1"
        );
    }

    [Fact]
    public async Task Fifty_are_thrown_again_and_counted()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "valleys");
        Assert.Equal(50, await page.Page.Locator("#figure-throw circle.ball.faint").CountAsync());
        HashSet<string> throws = [];
        for (int i = 0; i < 3; i++)
        {
            await page.Page.ClickAsync("button.throw");
            await page.Page.Locator("#figure-throw .player-step").ClickAsync();
            double[][] rows = await page.TableAsync("throw");
            int deep = rows.Count(row => row[1] < 0.0754);
            await Expect(page.Page.Locator("#figure-throw .readout")).ToHaveTextAsync($"Deepest valley {deep}, wrong valley {50 - deep}");
            Assert.Equal(deep, await page.Page.Locator("#figure-throw circle.ball.three").CountAsync());
            Assert.All(rows, row => Assert.InRange(row[1], -2, 2));
            throws.Add(string.Join(' ', rows.Select(row => row[1])));
        }

        Assert.Equal(3, throws.Count);
        await page.ExpectAddressAsync("seed=5");
    }

    /// <summary>A quarter of a million starts: the mean of the uniform distribution is 0, its variance 4/3, and no tenth of the range is preferred.</summary>
    [Fact]
    public async Task Starts_are_spread_evenly()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] starts = await page.CallAsync<double[]>(
            Model,
            "m => Array.from({ length: 500 }, (_, seed) => m.throwStarts(seed, 50)).flat()"
        );
        Assert.Equal(0, starts.Average(), 4 * Math.Sqrt(4.0 / 3 / starts.Length));
        Assert.Equal(4.0 / 3, starts.Average(x => x * x), 0.04);
        for (int tenth = 0; tenth < 10; tenth++)
        {
            int count = starts.Count(x => (int)((x + 2) / 0.4) == tenth);
            Assert.Equal(2500, count, 4 * Math.Sqrt(25000 * 0.09));
        }
    }

    [Fact]
    public async Task Noise_leads_over_the_hill_where_it_is_strong_enough()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "valleys?noise=0");
        Assert.All(await page.TableAsync("noise"), row => Assert.Equal(0, row[2]));
        foreach ((int noise, int from, int to) in ((int, int, int)[])[(1, 0, 0), (5, 10, 33), (8, 25, 45)])
        {
            await page.GoAsync($"valleys?noise={noise}&shaken=200&language=en");
            await page.ExpectAddressAsync($"noise={noise}");
            await Expect(page.Page.Locator("#figure-noise .exact")).ToHaveValueAsync($"{noise}");
            double[][] rows = await page.TableAsync("noise");
            Assert.Equal([200, 0], rows[^1][..2]);
            Assert.InRange(rows[^1][2], from, to);
            await Expect(page.Page.Locator("#figure-noise .readout")).ToContainTextAsync($"Deepest valley: {rows[^1][2]} of 50");
        }
    }

    private static string End(double start, double rate, double decay)
    {
        (double x, double velocity) = (start, 0);
        for (int i = 0; i < 2000; i++)
        {
            velocity = (decay * velocity) + Slope(x);
            x -= rate * velocity;
            if (!(Math.Abs(x) < 10))
                return "away";
            if (Math.Abs(Slope(x)) < 1e-4 && Math.Abs(velocity) < 1e-4)
                return Math.Abs(x - 0.0754) < 1e-3 ? "hilltop"
                    : x < 0.0754 ? "deep"
                    : "wrong";
        }

        return "restless";
    }

    private static double Slope(double x) => (4 * x * ((x * x) - 1)) + 0.3;

    private static float Trained(Optimizer optimizer, int steps)
    {
        float root = MathF.Sqrt(2);
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(1), [], ["x"], Activation.Identity, Activation.Identity, useBias: false) with
            {
                Scaling = InputScaling.None,
            },
            [3f]
        );
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Optimizer = optimizer,
            Epochs = steps,
            BatchSize = 1,
            Threads = 1,
        };
        Samples samples = new Samples<float>(Shape.Vector(1), [root], null, []).WithTargets([root], "x");
        return new Trainer(options).Train(network, samples, cancellation: TestContext.Current.CancellationToken).Network.Parameters[0];
    }
}
