using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on gradient descent: its numbers are the library's, and it moves by mouse, finger and keys.</summary>
public sealed class DownhillTests(Chromium chromium)
{
    private const string Model = "chapters/downhill/model.js";
    private const string Start = "#figure-walk .handle";

    /// <summary>
    /// One weight w, the input √2, the target √2 and half the squared error: (w − 1)², whose slope is that of the chapter's curve. The library explains one step of
    /// the training.
    /// </summary>
    [Fact]
    public async Task Steps_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach ((float start, double rate) in ((float, double)[])[(3, 0.1), (-2, 0.5), (-1.5f, 0.9), (0.25f, 1), (3, 1.1)])
        {
            double[] walk = await page.CallAsync<double[]>(
                Model,
                "(m, [start, rate]) => m.descend(m.slope, start, rate, 10).map(one => one.x)",
                new[] { start, rate }
            );
            Assert.Equal(11, walk.Length);
            for (int i = 0; i < 10; i++)
                Assert.Equal(LibraryStep((float)walk[i], rate), walk[i + 1], 1e-6 * (1 + Math.Abs(walk[i])));
        }
    }

    /// <summary>The table of the document on the mathematics, and the closed form x = 1 + (1 − 2r)ⁿ (start − 1).</summary>
    [Fact]
    public async Task Tables_show_the_closed_form()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill?start=3&rate=0.9");
        foreach (double[] row in await page.TableAsync("walk"))
        {
            double x = 1 + (Math.Pow(1 - (2 * 0.9), row[0]) * (3 - 1));
            Assert.Equal(x, row[1], 5e-5);
            Assert.Equal(((x - 1) * (x - 1)) + 1, row[2], 5e-5);
            Assert.Equal(2 * (x - 1), row[3], 5e-5);
        }

        double[][] zones = await page.TableAsync("zones");
        Assert.Equal([0.9, -0.8, -0.6, 2.28, -0.024, 1.2147], zones.Single(row => row[0] == 0.9));
        Assert.Equal([1.1, -1.2, -1.4, 3.88, -2.456, 13.3835], zones.Single(row => row[0] == 1.1));
        double[][] both = await page.TableAsync("proportional");
        Assert.Equal([3, 2.3, 1.6, 0.9, 1.6, 0.9], both[..6].Select(row => row[2]));
    }

    [Fact]
    public async Task The_start_is_dragged_by_mouse_to_the_other_side()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator handle = page.Page.Locator(Start).Locator(".core");
        float left = (await page.Page.Locator("#figure-walk .plot").BoundingBoxAsync())!.X + 120;
        await page.DragAsync(handle, left - (await handle.BoundingBoxAsync())!.X, 0);
        double start = await StartAsync(page);
        Assert.InRange(start, -2.5, 0);
        await Expect(page.Page.Locator("#figure-walk .readout")).ToContainTextAsync("slope −");
        Assert.Equal(start, (await page.TableAsync("walk"))[0][1], 1e-9);
        await page.ExpectAddressAsync(FormattableString.Invariant($"start={start}"));
    }

    [Fact]
    public async Task The_start_follows_a_finger_and_a_tap()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill", ExplorerPage.Screen(390, "ko"));
        const string start = $"Number(document.querySelector('{Start}').ariaValueNow)";
        await page.SwipeAsync(page.Page.Locator(Start).Locator(".core"), -60, $"{start} < 2.2");
        Assert.True(await StartAsync(page) > 0.5);
        await page.TapAsync(page.Page.Locator("#figure-walk .plot"), 70, 60, $"{start} < -1.5");
    }

    [Fact]
    public async Task The_start_moves_by_keys()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        await page.Page.FocusAsync(Start);
        foreach (
            (string key, double expected) in ((string, double)[])
                [("ArrowLeft", 2.9), ("Shift+ArrowLeft", 1.9), ("ArrowUp", 2), ("Home", -3), ("End", 5)]
        )
        {
            await page.Page.Keyboard.PressAsync(key);
            Assert.Equal(expected, await StartAsync(page), 1e-9);
        }
    }

    [Fact]
    public async Task The_learning_rate_is_set_by_slider_field_and_plot()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator range = page.Page.Locator("#figure-walk input[type=range]");
        ILocator field = page.Page.Locator("#figure-walk .exact");
        await range.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(field).ToHaveValueAsync("0.108");
        await field.FillAsync("1.1");
        await field.PressAsync("Enter");
        await Expect(page.Page.Locator("#figure-zones .readout")).ToContainTextAsync("moves farther away");
        await page.ExpectAddressAsync("rate=1.1");
        await field.FillAsync("5");
        await field.PressAsync("Enter");
        await Expect(page.Page.Locator("#figure-walk .problem")).ToHaveTextAsync("Enter a number from 0.001 to 2.");
        await page.Page.FocusAsync("#figure-zones .handle");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Page.Locator("#figure-zones .handle")).ToHaveAttributeAsync("aria-valuetext", "1.05");
    }

    [Fact]
    public async Task What_is_typed_stays_while_other_values_change()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator field = page.Page.Locator("#figure-walk .exact");
        await field.FillAsync("0.25");
        await page
            .Page.Locator("#figure-walk .handle")
            .EvaluateAsync("handle => handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))");
        Assert.Equal(5, await StartAsync(page));
        await Expect(field).ToHaveValueAsync("0.25");
        await field.PressAsync("Enter");
        await page.ExpectAddressAsync("rate=0.25");
    }

    [Fact]
    public async Task A_prediction_is_judged_and_sets_the_figure()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator form = page.Page.Locator(".prediction").First;
        await form.Locator("button").ClickAsync();
        await Expect(form.Locator(".outcome")).ToHaveTextAsync("Enter a number from −3 to 5.");
        await form.Locator("input").FillAsync("-1.4");
        await form.Locator("input").PressAsync("Enter");
        await Expect(form.Locator(".outcome strong").First).ToHaveTextAsync("Correct.");
        Assert.Equal(-2, await StartAsync(page));
        await Expect(page.Page.Locator("#figure-walk .position")).ToHaveTextAsync("step 1 of 20");
    }

    [Fact]
    public async Task Zones_are_named_once_the_reader_has_predicted()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator names = page.Page.Locator("#figure-zones .zone + .note");
        await Expect(page.Page.Locator("#figure-zones .zone")).ToHaveCountAsync(3);
        await Expect(names).ToHaveCountAsync(0);
        ILocator form = page.Page.Locator("section[aria-labelledby=section-zones] .prediction");
        await form.Locator(".choice input").Nth(1).CheckAsync();
        await form.Locator("button").ClickAsync();
        await Expect(names).ToHaveTextAsync(["one side", "overshoots", "diverges"]);
    }

    [Fact]
    public async Task Any_function_is_descended_and_a_mistake_in_it_is_named()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        ILocator field = page.Page.Locator(".function");
        await field.FillAsync("(x + 2)^2");
        double[][] rows = await page.TableAsync("own");
        Assert.Equal([0, 2.2, 17.64, 8.4, -0.42], rows[0]);
        Assert.Equal(1.78, rows[1][1], 1e-9);
        await field.FillAsync("(x + 2)^");
        await Expect(page.Page.Locator("#figure-own .problem").First).ToContainTextAsync("ends too early");
        await field.FillAsync("alert(1)");
        await Expect(page.Page.Locator("#figure-own .problem").First)
            .ToHaveTextAsync("“alert” at position 1 is neither x nor a known function.");
        await field.FillAsync("1/x");
        await Expect(page.Page.Locator("#figure-own .problem").First).ToBeHiddenAsync();
    }

    /// <summary>Where a function is flat, or its heights or their differences are no numbers, the plot still has a range that contains it.</summary>
    [Theory]
    [InlineData("10^20")]
    [InlineData("-10^20")]
    [InlineData("5")]
    [InlineData("1e308 x")]
    [InlineData("1.5e308")]
    [InlineData("10^20 + x")]
    public async Task Heights_have_a_range_for_every_function(string function)
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] range = await page.CallAsync<double[]>(
            "chapters/downhill/own.js",
            "async (m, text) => { const f = (await import('/explore/expression.js')).parse(text); const { from, to } = m.heights(f, 3); return [from, to, f(0.5)[0]]; }",
            function
        );
        Assert.All(range, value => Assert.True(double.IsFinite(value)));
        Assert.True(range[0] < range[1] && double.IsFinite(range[1] - range[0]));
        Assert.InRange(Math.Clamp(range[2], -1e300, 1e300), range[0], range[1]);
        // Parts of the range differ as numbers.
        Assert.True(range[0] + ((range[1] - range[0]) / 10) > range[0]);
    }

    private static double LibraryStep(float weight, double rate)
    {
        double[] input = [Math.Sqrt(2)];
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(1), [], ["x"], Activation.Identity, Activation.Identity, useBias: false) with
            {
                Scaling = InputScaling.None,
            },
            [weight]
        );
        return StepExplanation.Of(network, input, input, Loss.SquaredError, GradientRule.Exact, rate).Layers[0].NewWeight(0, 0);
    }

    private static async Task<double> StartAsync(ExplorerPage page) =>
        double.Parse(
            (await page.Page.Locator(Start).GetAttributeAsync("aria-valuenow"))!,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
