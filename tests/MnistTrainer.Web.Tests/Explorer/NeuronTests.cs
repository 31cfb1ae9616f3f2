using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on neurons and nodes: its numbers are the library's, and its figures move by mouse, finger and keys.</summary>
public sealed class NeuronTests(Chromium chromium)
{
    private const string Model = "chapters/neuron/model.js";

    /// <summary>A threshold θ is a bias of −θ, and a steepness a weight.</summary>
    [Fact]
    public async Task Functions_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (
            (double x, float threshold, float steepness) in ((double, float, float)[])
                [(1, 0, 1), (-2.5, 0, 1), (0, 0, 1), (2, 1.5f, 4), (1.5, 1.5f, 1), (1.25, 1.5f, 20)]
        )
        {
            double[] found = await page.CallAsync<double[]>(
                Model,
                "(m, [x, threshold, steepness]) => [m.step(x, threshold), m.smooth(x, threshold, steepness), m.stages.at(-1)(x)]",
                new[] { x, threshold, steepness }
            );
            Assert.Equal(Output([x], [1], -threshold, Activation.Step), found[0]);
            Assert.Equal(Output([x], [steepness], -threshold * steepness, Activation.Sigmoid), found[1], 1e-12);
            Assert.Equal(Output([x], [1], 0, Activation.Sigmoid), found[2], 1e-12);
        }
    }

    /// <summary>The table of the document on the mathematics.</summary>
    [Fact]
    public async Task Tables_show_the_step_function_and_the_sigmoid()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "neuron?center=0");
        double[][] both = await page.TableAsync("functions");
        Assert.Equal([-4, -2, -1, 0, 1, 2, 4], both.Select(row => row[0]));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], both.Select(row => row[1]));
        double[] sigmoid = [0.0180, 0.1192, 0.2689, 0.5000, 0.7311, 0.8808, 0.9820];
        Assert.Equal(sigmoid, both.Select(row => row[2]));
        foreach (double[] row in await page.TableAsync("logistic"))
        {
            double power = Math.Exp(-row[0]);
            Assert.Equal(-row[0], row[1]);
            Assert.Equal(power, row[2], 5e-5);
            Assert.Equal(1 + power, row[3], 5e-5);
            Assert.Equal(1 / (1 + power), row[4], 5e-5);
        }

        double[][] growth = await page.TableAsync("euler");
        Assert.Equal([2, 2.25, 2.441406], growth[..3].Select(row => row[1]));
        Assert.Equal(Math.Pow(2, 20), growth[^1][0]);
        Assert.Equal(Math.E, growth[^1][1], 2e-6);
    }

    /// <summary>As many connections as the library's network of these layers has weights.</summary>
    [Fact]
    public async Task Connections_are_the_weights_of_the_library()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "neuron");
        foreach (
            int[] sizes in (int[][])
                [
                    [3, 4, 2],
                    [3, 3, 3],
                    [784, 200, 10],
                    [1, 8, 5],
                ]
        )
        {
            NetworkDefinition definition = NetworkDefinition.Dense(
                Shape.Vector(sizes[0]),
                [sizes[1]],
                Enumerable.Range(0, sizes[2]).Select(number => $"{number}"),
                Activation.Sigmoid,
                Activation.Sigmoid,
                useBias: false
            );
            int weights = Network.Create(definition).ParameterCount;
            Assert.Equal(weights, (await page.CallAsync<int[]>(Model, "(m, sizes) => m.connections(sizes)", sizes)).Sum());
        }

        await page.GoAsync("neuron?first=3&second=4&third=2");
        await Expect(page.Page.Locator("#figure-layers .readout strong")).ToHaveTextAsync("20");
        Assert.Equal(20, await page.Page.Locator("#figure-layers .layered line").CountAsync());
        Assert.Equal(9, await page.Page.Locator("#figure-layers .layered .unit").CountAsync());
    }

    [Fact]
    public async Task The_output_no_longer_depends_on_an_input_whose_weight_is_zero()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "neuron?weight1=2&weight2=-1.5&weight3=0");
        double[][] rows = await page.TableAsync("fade");
        float[] weights = [2, -1.5f, 0];
        for (int i = 0; i < 3; i++)
        {
            for (int end = 0; end < 2; end++)
            {
                double[] inputs = [0.5, 0.5, 0.5];
                inputs[i] = end;
                Assert.Equal(Output(inputs, weights, 0, Activation.Sigmoid), rows[i][2 + end], 5e-5);
            }
        }

        Assert.Equal(rows[2][2], rows[2][3]);
        Assert.True(rows[0][3] - rows[0][2] > 0.3 && rows[1][2] - rows[1][3] > 0.3);
        double[] opacity = await page
            .Page.Locator("#figure-fade .fading line:not(.out)")
            .EvaluateAllAsync<double[]>("all => all.map(line => Number(getComputedStyle(line).opacity))");
        Assert.True(opacity[0] > opacity[1] && opacity[1] > opacity[2]);
        Assert.InRange(opacity[2], 0, 0.1);
    }

    [Fact]
    public async Task A_neuron_fires_from_its_threshold_on()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "neuron?signal1=0.4&signal2=0.4&signal3=0.1");
        ILocator readout = page.Page.Locator("#figure-cell .readout");
        await page.Page.FocusAsync("#figure-cell .player-step");
        foreach (string expected in (string[])["0.40, 0.40", "0.40 + 0.40 + 0.10 = 0.90", "below", "Nothing runs", "output is 0"])
        {
            await page.Page.Keyboard.PressAsync("s");
            await Expect(readout).ToContainTextAsync(expected);
        }

        Assert.Equal(0, await page.Page.Locator("#figure-cell .fires").CountAsync());
        await page.Page.Locator("#figure-cell .slider input[type=range]").Nth(2).FocusAsync();
        foreach (string expected in (string[])["output is 0", "output is 1"])
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
            await Expect(readout).ToContainTextAsync(expected);
        }

        Assert.Equal(3, await page.Page.Locator("#figure-cell .fires").CountAsync());
    }

    [Fact]
    public async Task The_sum_moves_by_mouse_and_finger()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "neuron", ExplorerPage.Screen(390, "ko"));
        ILocator plot = page.Page.Locator("#figure-functions .plot");
        await page.TapAsync(plot, 80, 90, "Number(/at=([^&]*)/.exec(location.hash)?.[1]) < -3");
        await page.DragAsync(page.Page.Locator("#figure-functions .handle .core"), 220, 0);
        await page.Page.WaitForFunctionAsync("() => Number(/at=([^&]*)/.exec(location.hash)?.[1]) > 3");
        await Expect(page.Page.Locator("#figure-functions .readout strong").First).ToHaveTextAsync("1");
    }

    private static double Output(double[] inputs, float[] weights, float bias, Activation activation)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(inputs.Length), [], ["x"], activation, activation) with
        {
            Scaling = InputScaling.None,
        };
        return new ExactScorer(Network.Create(definition, [.. weights, bias])).Trace(inputs).Layers[^1].Outputs[0];
    }
}
