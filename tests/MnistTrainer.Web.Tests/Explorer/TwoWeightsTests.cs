using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on two weights: its optimizers move as the library's do, and its figures by mouse and keys.</summary>
public sealed class TwoWeightsTests(Chromium chromium)
{
    private const string Model = "chapters/two-weights/model.js";
    private const int Steps = 25;

    /// <summary>A rate for each optimizer with which it neither stands nor leaves.</summary>
    private static readonly Dictionary<string, float> Rates = new()
    {
        ["gradient-descent"] = 0.05f,
        ["sgd"] = 0.03f,
        ["momentum"] = 0.01f,
        ["nesterov"] = 0.01f,
        ["adagrad"] = 0.5f,
        ["adadelta"] = 20,
        ["rmsprop"] = 0.05f,
        ["adam"] = 0.2f,
        ["nadam"] = 0.2f,
        ["adamw"] = 0.3f,
    };

    [Fact]
    public async Task Has_all_optimizers_of_the_library_with_their_rates()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        Assert.Equal(Optimizer.Names, await page.CallAsync<string[]>(Model, "m => m.names"));
        double[] rates = await page.CallAsync<double[]>(Model, "m => m.names.map(name => m.optimizers[name].rate)");
        Assert.Equal(Optimizer.All.Select(one => (double)one.LearningRate), rates.Select(rate => (double)(float)rate));
    }

    /// <summary>
    /// The library trains a network of two weights with all samples in a batch: the chapter's neuron, and a linear unit whose squared error on two samples is the ravine,
    /// ¼ (√2 x)² + ¼ (√50 y)².
    /// </summary>
    [Fact]
    public async Task Ways_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[][] data = await DataAsync(page);
        Samples ravine = Samples([MathF.Sqrt(2), 0, 0, MathF.Sqrt(50)], [0, 0]);
        Samples neuron = Samples([.. data.SelectMany(row => row[..2]).Select(x => (float)x)], [.. data.Select(row => (float)row[2])]);
        foreach ((string name, float rate) in Rates)
        {
            await EqualAsync(page, "ravine", [-2.5f, 1.25f], ravine, Activation.Identity, name, rate);
            if (name != "sgd")
                await EqualAsync(page, "neuron", [-2, -1.25f], neuron, Activation.Sigmoid, name, 4 * rate);
        }
    }

    [Fact]
    public async Task Ways_of_the_neuron_stay_on_its_map()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] bounds = await page.CallAsync<double[]>(
            Model,
            "m => { const { neuron } = m.surfaces; const all = m.names.flatMap(name => m.descend(neuron, name, m.bestRate(neuron, name, neuron.start, true), neuron.start)); "
                + "return [all.length, ...[0, 1].flatMap(i => [Math.min(...all.map(one => one.at[i])), Math.max(...all.map(one => one.at[i]))])]; }"
        );
        Assert.Equal(1010, bounds[0]);
        Assert.True(bounds[1] >= -3 && bounds[2] <= 5 && bounds[3] >= -2 && bounds[4] <= 3.2);
    }

    /// <summary>On the neuron, stochastic gradient descent takes one sample after another; the library explains each step.</summary>
    [Fact]
    public async Task Stochastic_steps_and_slopes_of_the_neuron_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[][] data = await DataAsync(page);
        double[][] way = await page.CallAsync<double[][]>(
            Model,
            "m => m.descend(m.surfaces.neuron, 'sgd', 5, [-2, -1.25], 20).map(one => [...one.at, one.value, ...m.surfaces.neuron.slope(one.at)])"
        );
        for (int i = 0; i < 20; i++)
        {
            StepExplanation[] all = [.. data.Select(row => Explain(way[i], row))];
            Assert.Equal(all.Average(one => one.Loss), way[i][2], 1e-7);
            for (int k = 0; k < 2; k++)
            {
                Assert.Equal(all.Average(one => one.Layers[0].Gradient(k, 0)), way[i][3 + k], 1e-7);
                Assert.Equal(all[i % data.Length].Layers[0].NewWeight(k, 0), way[i + 1][k], 1e-6);
            }
        }
    }

    [Fact]
    public async Task Slopes_are_those_of_the_surfaces()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] faults = await page.CallAsync<double[]>(
            Model,
            """
            m => Object.values(m.surfaces).flatMap(({ value, slope }) => [[0.3, -0.7], [-1.2, 1.1]].flatMap(at => slope(at).map((one, i) => {
              const moved = by => value(at.map((weight, k) => k === i ? weight + by : weight));
              return one - (moved(1e-5) - moved(-1e-5)) / 2e-5;
            })))
            """
        );
        Assert.Equal(20, faults.Length);
        Assert.All(faults, fault => Assert.Equal(0, fault, 1e-5));
        double[] minima = await page.CallAsync<double[]>(
            Model,
            "m => Object.values(m.surfaces).flatMap(({ slope, lowest }) => lowest.flatMap(at => slope(at)))"
        );
        Assert.All(minima, slope => Assert.Equal(0, slope, 1e-5));
    }

    /// <summary>A line of equal height of the bowl is a circle with the radius √(2 level), as long as its circumference.</summary>
    [Fact]
    public async Task Contours_of_the_bowl_are_circles()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[][][] pieces = await page.CallAsync<double[][][]>(
            Model,
            "m => m.contours(m.surfaces.bowl.value, m.surfaces.bowl.x, m.surfaces.bowl.y, [0.5])[0]"
        );
        Assert.All(pieces.SelectMany(ends => ends), end => Assert.Equal(1, Math.Sqrt((end[0] * end[0]) + (end[1] * end[1])), 2e-3));
        Assert.Equal(
            2 * Math.PI,
            pieces.Sum(ends => Math.Sqrt(Math.Pow(ends[0][0] - ends[1][0], 2) + Math.Pow(ends[0][1] - ends[1][1], 2))),
            0.01
        );
    }

    /// <summary>A slow twin: the average height over all steps with each rate.</summary>
    [Theory]
    [InlineData("bowl", "gradient-descent", 1.0)]
    [InlineData("ravine", "adam", null)]
    [InlineData("rosenbrock", "momentum", null)]
    public async Task The_best_rate_has_the_lowest_error_on_average(string surface, string name, double? expected)
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] found = await page.CallAsync<double[]>(
            Model,
            """
            (m, [surface, name]) => {
              const one = m.surfaces[surface];
              const average = rate => {
                const way = m.descend(one, name, rate, one.start);
                return way.length <= m.Steps ? Infinity : way.reduce((sum, { at }) => sum + m.heightOf(one, at), 0) / way.length;
              };
              const rates = Array.from({ length: 71 }, (_, i) => Number((10 ** (-4 + i / 10)).toPrecision(3)));
              const best = m.bestRate(one, name, one.start);
              return [best, average(best), Math.min(...rates.map(average))];
            }
            """,
            new[] { surface, name }
        );
        Assert.Equal(found[2], found[1], 1e-12);
        if (expected is not null)
            Assert.Equal(expected.Value, found[0]);
    }

    [Fact]
    public async Task A_landscape_is_chosen_dragged_and_turned()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "two-weights");
        await page.Page.Locator("#figure-surface .picker input[value=ravine]").CheckAsync();
        await page.ExpectAddressAsync("surface=ravine");
        await Expect(page.Page.Locator("#figure-race .picker input[value=ravine]")).ToBeCheckedAsync();
        ILocator handle = page.Page.Locator("#figure-surface .handle");
        await handle.FocusAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(handle).ToHaveAttributeAsync("aria-valuetext", "−1.50, 1.10");
        double[] first = (await page.TableAsync("surface"))[0];
        Assert.Equal([0, -1.5, 1.1, (1.5 * 1.5 / 2) + (25 * 1.1 * 1.1 / 2), -1.5, 27.5], first, (a, b) => Math.Abs(a - b) < 5e-5);
        await page.DragAsync(page.Page.Locator(".landscape"), 60, 30);
        await page.ExpectAddressAsync("turn=-5");
        await page.ExpectAddressAsync("tilt=48");
    }

    [Fact]
    public async Task The_race_has_a_best_rate_a_look_inside_and_the_family()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(
            chromium,
            "two-weights?surface=ravine&start=-2.5_1.2&lap=2&momentum=0.5"
        );
        ILocator momentum = page.Page.Locator(".racer.five");
        await momentum.Locator("button").ClickAsync();
        await Expect(momentum.Locator(".exact")).ToHaveValueAsync("0.0158");
        double[][] rows = await page.TableAsync("race");
        Assert.Equal(10, rows.Length);
        await page.Page.Locator("#figure-race .picker input[value=momentum]").CheckAsync();

        // Three slopes, of which the velocity keeps 0.9 in each step: v = 0.81 g₁ + 0.9 g₂ + g₃.
        double[] velocity = await page.CallAsync<double[]>(
            Model,
            "m => { const g = m.descend(m.surfaces.ravine, 'momentum', 0.0158, [-2.5, 1.2], 2).map(one => one.slope[0]); return [0.81 * g[0] + 0.9 * g[1] + g[2]]; }"
        );
        string shown = (await page.Page.Locator(".insides .five .value > span").First.TextContentAsync())!.Replace('\u2212', '-');
        Assert.Equal(velocity[0], double.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), 5e-5);
        await page.Page.Locator(".family button.seven").ClickAsync();
        await Expect(page.Page.Locator(".member")).ToContainTextAsync("It builds on Nesterov, Adam.");
        await Expect(page.Page.Locator("#figure-race .picker input[value=nadam]")).ToBeCheckedAsync();
        await page.Page.Locator(".racer input[type=checkbox]").First.UncheckAsync();
        await page.ExpectAddressAsync("runners=0_1_1_1_1_1_1_1_1_1");
    }

    private static async Task EqualAsync(
        ExplorerPage page,
        string surface,
        float[] start,
        Samples samples,
        Activation activation,
        string name,
        float rate
    )
    {
        double[] expected = await page.CallAsync<double[]>(
            Model,
            $"(m, [rate, ...start]) => m.descend(m.surfaces.{surface}, '{name}', rate, start, {Steps})[{Steps}].at",
            new double[] { rate, start[0], start[1] }
        );
        Network trained = new Trainer(
            new TrainingOptions
            {
                Loss = Loss.SquaredError,
                Optimizer = Optimizer.Parse(name, rate),
                Epochs = Steps,
                BatchSize = samples.Count,
                Threads = 1,
            }
        ).Train(Network.Create(Definition(activation), start), samples).Network;
        for (int i = 0; i < 2; i++)
            Assert.True(
                Math.Abs(expected[i] - trained.Parameters[i]) < 2e-4,
                $"{name} on {surface}: {expected[i]}, {trained.Parameters[i]}"
            );
    }

    private static StepExplanation Explain(double[] weights, double[] row) =>
        StepExplanation.Of(
            Network.Create(Definition(Activation.Sigmoid), [(float)weights[0], (float)weights[1]]),
            row.AsSpan(0, 2),
            row.AsSpan(2, 1),
            Loss.SquaredError,
            GradientRule.Exact,
            5
        );

    private static Task<double[][]> DataAsync(ExplorerPage page) =>
        page.CallAsync<double[][]>(Model, "m => m.data.map(({ inputs, target }) => [...inputs, target])");

    private static Samples Samples(float[] values, float[] targets) =>
        new Samples<float>(Shape.Vector(2), values, null, []).WithTargets(targets, "y");

    private static NetworkDefinition Definition(Activation activation) =>
        NetworkDefinition.Dense(Shape.Vector(2), [], ["y"], activation, activation, useBias: false) with
        {
            Scaling = InputScaling.None,
        };
}
