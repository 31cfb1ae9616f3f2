using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on error functions: its numbers are the book's and the library's.</summary>
public sealed class ErrorsTests(Chromium chromium)
{
    private const string Model = "chapters/errors/model.js";

    /// <summary>The library's squared error is halved: its gradient is half that of the square.</summary>
    [Fact]
    public async Task Errors_and_slopes_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach ((float output, double target) in ((float, double)[])[(0.25f, 0.5), (0.75f, 0.5), (0.5f, 0.5), (1, 0.01)])
        {
            double[] found = await page.CallAsync<double[]>(
                Model,
                "(m, [output, target]) => ['absolute', 'square'].flatMap(name => [m.functions[name].value(output, target), m.functions[name].slope(output, target)])",
                new[] { output, target }
            );
            (double absolute, double absoluteSlope) = Explain(output, target, Activation.Identity, Loss.AbsoluteError);
            (double square, double squareSlope) = Explain(output, target, Activation.Identity, Loss.SquaredError);
            double[] expected = [absolute, absoluteSlope, 2 * square, 2 * squareSlope];
            for (int i = 0; i < found.Length; i++)
                Assert.Equal(expected[i], found[i], 1e-12);
        }

        foreach (float z in (float[])[-5, -1.5f, 0, 3])
        {
            double[] found = await page.CallAsync<double[]>(
                Model,
                "(m, z) => ['square', 'entropy'].flatMap(name => [m.throughSigmoid[name].value(z), m.throughSigmoid[name].slope(z)])",
                (double)z
            );
            (double square, double squareSlope) = Explain(z, 1, Activation.Sigmoid, Loss.SquaredError);
            (double entropy, double entropySlope) = Explain(z, 1, Activation.Sigmoid, Loss.SigmoidCrossEntropy);
            double[] expected = [2 * square, 2 * squareSlope, entropy, entropySlope];
            for (int i = 0; i < found.Length; i++)
                Assert.Equal(expected[i], found[i], 1e-12);
        }
    }

    [Fact]
    public async Task The_table_is_the_one_of_the_book()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "errors?outputs=0.4_0.8_1");
        double[][] rows = await page.TableAsync("sums");
        Assert.Equal([1, 0.4, 0.5, 0.1, 0.1, 0.01], rows[0]);
        Assert.Equal([2, 0.8, 0.7, -0.1, 0.1, 0.01], rows[1]);
        Assert.Equal([3, 1, 1, 0, 0, 0], rows[2]);
        Assert.Equal([0, 0.2, 0.02], rows[3][^3..]);
    }

    [Fact]
    public async Task An_output_moves_by_mouse_finger_and_keys()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "errors", ExplorerPage.Screen(390, "ko"));
        ILocator handle = page.Page.Locator("#figure-sums .handle").First;
        await handle.FocusAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowUp");
        await Expect(handle).ToHaveAttributeAsync("aria-valuetext", "0.50");
        await page.ExpectAddressAsync("outputs=0.5_0.6_0.8");
        await page.DragAsync(handle.Locator(".core"), 0, -50);
        Assert.InRange((await page.TableAsync("sums"))[0][1], 0.6, 1.2);
        ILocator plot = page.Page.Locator("#figure-sums .plot");
        float middle = (await plot.BoundingBoxAsync())!.Width / 2;
        await page.TapAsync(plot, middle, -60, "Number(location.hash.split('_')[1]) <= 0.4");
    }

    [Fact]
    public async Task The_absolute_value_hovers_and_the_square_settles()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "errors");
        double[][] rows = await page.TableAsync("descent");
        for (int i = 0; i <= 30; i++)
        {
            Assert.Equal(0.98 + (0.1 * i), rows[i][1], 5e-5);
            Assert.Equal(
                i <= 5 ? 0.98 - (0.1 * i)
                    : i % 2 == 0 ? 0.58
                    : 0.48,
                rows[i][2],
                5e-5
            );
            Assert.Equal(0.5 + (0.48 * Math.Pow(0.8, i)), rows[i][3], 5e-5);
        }
    }

    /// <summary>The loss of a network of one weight and the input 1, and its slope along the net input.</summary>
    private static (double Value, double Slope) Explain(float weight, double target, Activation activation, Loss loss)
    {
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(1), [], ["x"], activation, activation, useBias: false) with
            {
                Scaling = InputScaling.None,
            },
            [weight]
        );
        StepExplanation step = StepExplanation.Of(network, [1], [target], loss, GradientRule.Exact, 1);
        return (step.Loss, step.Layers[0].Gradient(0, 0));
    }
}
