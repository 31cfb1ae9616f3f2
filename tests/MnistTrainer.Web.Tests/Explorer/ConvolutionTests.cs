using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on convolution: its maps and its pooling are the library's, its slopes the differences of the library's maps.</summary>
public sealed class ConvolutionTests(Chromium chromium)
{
    private const string Model = "chapters/convolution/model.js";
    private const int Side = 28;

    [Fact]
    public async Task Digits_that_cannot_be_loaded_are_not_waited_for()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        await page.Page.RouteAsync("**/explore/digits/*", route => route.FulfillAsync(new() { Status = 500 }));
        await page.GoAsync("convolution");
        await Expect(page.Page.GetByText("The digits could not be loaded").First).ToBeVisibleAsync();
        await Expect(page.Page.GetByText("Loading the digits")).ToHaveCountAsync(0);
        page.Open.Forgive();
    }

    [Fact]
    public async Task Maps_are_those_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (int side in (int[])[Side, 11])
        {
            double[] image = Tenths(side);
            foreach (
                (int size, int stride, int padding, string activation) in ((int, int, int, string)[])
                    [
                        (3, 1, 0, "relu"),
                        (3, 2, 1, "sigmoid"),
                        (3, 3, 2, "identity"),
                        (5, 1, 2, "identity"),
                        (5, 2, 0, "relu"),
                        (5, 3, 1, "sigmoid"),
                    ]
            )
            {
                float[] weights = [.. Enumerable.Range(0, size * size).Select(i => (((i * 7) % 11) - 5) / 8f)];
                double[][] found = await page.CallAsync<double[][]>(
                    Model,
                    """
                    (m, { image, side, place, ...filter }) => {
                      const map = m.mapOf(image, side, filter);
                      const one = m.placeOf(image, side, filter, place);
                      return [map.values, [map.side, one.output], one.patch, one.products];
                    }
                    """,
                    new
                    {
                        image,
                        side,
                        size,
                        stride,
                        padding,
                        activation,
                        weights = weights.Select(weight => (double)weight),
                        bias = -0.25,
                        place = 4,
                    }
                );

                // The library has padding on one side more where it is odd; zeros around the image are the same on all sides.
                Convolution convolution = new(1, size, Activation.Parse(activation), stride);
                double[] expected = Outputs(convolution, Padded(image, side, padding), side + (2 * padding), [.. weights, -0.25f]);
                Near(expected, found[0]);
                Assert.Equal(Math.Sqrt(expected.Length), found[1][0]);
                Assert.Equal(expected[4], found[1][1], 1e-12);
                Near([.. found[2].Select((pixel, i) => pixel * weights[i])], found[3]);
                if (stride == 1)
                {
                    Padding same = 2 * padding == size - 1 ? Padding.Same : Padding.Valid;
                    Near(Outputs(convolution with { Padding = same }, image, side, [.. weights, -0.25f]), found[0]);
                }
            }
        }
    }

    [Fact]
    public async Task Pooling_is_that_of_the_library_and_the_winner_is_the_first_of_the_largest()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] map = Tenths(26);
        foreach (int size in (int[])[2, 3, 4])
        {
            double[][] found = await page.CallAsync<double[][]>(
                Model,
                "(m, { values, size }) => ['max', 'average'].flatMap(kind => { const all = m.pooled({ values, side: 26 }, size, kind); return [all.values, all.winners]; })",
                new { values = map, size }
            );
            Near(Outputs(new MaxPooling(size), map, 26), found[0]);
            Near(Outputs(new AveragePooling(size), map, 26), found[2]);
            int columns = 26 / size;
            for (int place = 0; place < columns * columns; place++)
            {
                double[] under =
                [
                    .. Enumerable
                        .Range(0, size * size)
                        .Select(at => map[((place / columns * size) + (at / size)) * 26 + (place % columns * size) + (at % size)]),
                ];
                Assert.Equal(Array.IndexOf(under, under.Max()), (int)found[1][place]);
            }
        }
    }

    /// <summary>The 3x3 image and the 2x2 filter of the document on the mathematics, and its numbers of parameters.</summary>
    [Fact]
    public async Task Computes_the_example_of_the_document_on_the_mathematics()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[][] found = await page.CallAsync<double[][]>(
            Model,
            """
            m => {
              const image = [0, 0.5, 1, 0, 1, 0.5, 0.5, 1, 0], weights = [0.5, -0.5, 1, 0.2], error = [0.1, 0.2, 0, -0.3];
              const map = m.mapOf(image, 3, { weights, bias: 0.1, size: 2 });
              const patches = [0, 1, 2, 3].map(place => m.patchOf(image, 3, { size: 2 }, place));
              const bare = m.mapOf(image, 3, { weights, size: 2 }).values;
              return [
                map.values, m.slopesOf(patches, weights, bare.map((value, i) => value - error[i])).slopes, ["max", "average"].map(kind => m.pooled(map, 2, kind).values[0]),
                [m.filterCount(1, 5), m.denseCount(784, 784), m.filterCount(8, 5), m.denseCount(784, 8 * m.sideOf(28, { size: 5 }) ** 2), m.sideOf(28, { size: 3, stride: 2 })],
              ];
            }
            """
        );
        Near([0.05, 0.95, 0.3, 1.35], found[0]);
        Near([-0.2, 0.1, -0.1, 0.2], found[1]);
        Near([1.35, 0.6625], found[2]);
        Assert.Equal([26, 615440, 208, 3617280, 13], found[3]);
    }

    /// <summary>Half the sum of squares is quadratic in the weights, so central differences are exact for any distance.</summary>
    [Fact]
    public async Task Slopes_are_differences_of_the_loss_of_the_library_and_a_filter_learns_the_wanted_one()
    {
        const float h = 1f / 64;
        const int side = 12;
        double[] image = Tenths(side);
        float[] weights = [0.5f, -1, 0.25f, 2, 0, -0.75f, 1, 0.125f, -0.5f];
        double[] wanted = Outputs(Bare, image, side, [-1, 0, 1, -1, 0, 1, -1, 0, 1]);
        double Loss(float[] filter) =>
            Outputs(Bare, image, side, filter).Zip(wanted).Sum(pair => Math.Pow(pair.First - pair.Second, 2) / 2);
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "convolution?learnStep=60");
        double[][] found = await page.CallAsync<double[][]>(
            Model,
            """
            (m, { image, side, weights, wanted }) => {
              const patches = wanted.map((_, place) => m.patchOf(image, side, { size: 3 }, place));
              const all = m.slopesOf(patches, weights, wanted);
              return [[all.loss], all.slopes, weights.map((_, i) => all.parts(i).reduce((sum, part) => sum + part, 0))];
            }
            """,
            new
            {
                image,
                side,
                weights = weights.Select(weight => (double)weight),
                wanted,
            }
        );
        Assert.Equal(Loss(weights), found[0][0], 1e-10);
        for (int i = 0; i < 9; i++)
        {
            double slope = (Loss(Nudged(i, h)) - Loss(Nudged(i, -h))) / (2 * h);
            Assert.Equal(slope, found[1][i], 1e-8);
            Assert.Equal(slope, found[2][i], 1e-8);
        }

        await Expect(page.Page.Locator("#figure-learning .readout")).ToContainTextAsync("676");
        double[][] path = await page.TableAsync("learn");
        Assert.Equal(61, path.Length);
        for (int step = 1; step <= 60; step++)
            Assert.True(path[step][1] < path[step - 1][1], $"The error rises at step {step}.");
        double[] vertical = [-1, 0, 1, -1, 0, 1, -1, 0, 1];
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(0, path[0][2 + i]);
            Assert.Equal(vertical[i], path[60][2 + i], 0.1);
        }

        float[] Nudged(int at, float by) => [.. weights.Select((weight, i) => i == at ? weight + by : weight)];
    }

    /// <summary>A map moves with its image; and pooling by larger windows changes less by one pixel, for the digits that the chapter offers.</summary>
    [Fact]
    public async Task A_map_moves_with_the_digit_and_pooling_forgives_a_pixel()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "convolution?shift=3");
        bool moves = await page.CallAsync<bool>(
            Model,
            """
            async m => {
              const { written } = await import("/explore/chapters/convolution/filters.js");
              const { training: { images } } = await (await import("/explore/digits.js")).loadDigits();
              const image = Array.from(images[4], pixel => pixel / 255), filter = { weights: written.vertical[3], size: 3, activation: "relu" };
              const [before, after] = [image, m.moved(image, 28, 3)].map(one => m.mapOf(one, 28, filter).values);
              return JSON.stringify(after) === JSON.stringify(m.moved(before, 26, 3)) && after.some(value => value > 1);
            }
            """
        );
        Assert.True(moves);
        await Expect(page.Page.Locator("#figure-shift .readout")).ToContainTextAsync("%");
        // Image 4 is the first one, which an address does not name.
        foreach (
            (int image, string state, string part) in ((int, string, string)[])
                [(4, "shift=1", "shift=1"), (1, "image=1&shift=1", "image=1")]
        )
        {
            await page.GoAsync($"convolution?{state}");
            await page.ExpectAddressAsync(part);
            await Expect(page.Page.Locator("#figure-shift .exact")).ToHaveValueAsync("1");
            double[][] rows = await page.TableAsync("shift");
            Assert.Equal([0, 0, 0, 0, 0], rows[0]);
            double[] one = rows[1];
            Assert.True(one[3] < one[2] && one[2] < one[1], $"Image {image}: {string.Join(", ", one)}");
            Assert.True(one[3] < 0.15 && one[1] > 0.4 && one[4] > 0.1, $"Image {image}: {string.Join(", ", one)}");
        }
    }

    [Fact]
    public async Task Figures_move_by_finger_and_keys_and_weights_can_be_typed()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "convolution?place=30", ExplorerPage.Screen(390, "ko"));
        ILocator figure = page.Page.Locator("#figure-slide");
        ILocator frame = figure.Locator(".sheet-frame").First;
        await frame.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.ExpectAddressAsync($"place={31 + (5 * 26)}");
        await Expect(frame).ToHaveAttributeAsync("aria-valuenow", $"{31 + (5 * 26)}");
        await figure
            .Locator(".sheet-area")
            .Last.TapAsync(
                new()
                {
                    Position = new() { X = 2, Y = 2 },
                }
            );
        await page.ExpectAddressAsync("place=0");
        await page.GoAsync("convolution?place=195");
        await Expect(frame).ToHaveAttributeAsync("aria-valuenow", "195");

        await figure.Locator(".cells .cell").First.FillAsync("-2.5");
        await page.ExpectAddressAsync("small=-2.5_0_1_-1_0_1_-1_0_1");
        double[][] rows = await page.TableAsync("place");
        Assert.Equal(12, rows.Length);
        Assert.Equal(-2.5, rows[0][1]);
        Assert.All(rows[..9], row => Assert.Equal(row[0] * row[1], row[2], 1e-9));
        Assert.Equal(rows[..9].Sum(row => row[2]), rows[9][^1], 1e-9);
        Assert.Equal(Math.Max(0, rows[10][^1]), rows[11][^1]);
        double[][] map = await page.TableAsync("map");
        Assert.Equal(26, map.Length);
        Assert.Equal(rows[11][^1], map[7][1 + 13], 5e-4);
    }

    [Fact]
    public async Task A_drawing_is_kept_in_the_address()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "convolution?source=own");
        // A dot, which the frame makes as large as a digit.
        await page.Page.Locator("#paper").ClickAsync();
        await page.Page.WaitForFunctionAsync("() => new URLSearchParams(location.hash.split('?')[1]).has('drawing')");
        string hash = await page.Page.EvaluateAsync<string>("() => location.hash.slice(2)");
        double[] sum = await InkAsync(page);
        Assert.InRange(sum[0], 20, 784);
        await page.GoAsync("downhill");
        await Expect(page.Page.Locator("h2")).ToHaveTextAsync("Downhill");
        await page.GoAsync(hash);
        await Expect(page.Page.Locator("h2")).ToHaveTextAsync("Convolution");
        Assert.Equal(sum, await InkAsync(page));

        bool[] codec = await page.CallAsync<bool[]>(
            "chapters/convolution/ink.js",
            """
            ({ ink }) => [
              ...[0, 1, 5, 29, 784].map(every => Array.from({ length: 784 }, (_, i) => every > 0 && i % every === 0 ? 1 + i % 10 : 0))
                .map(pixels => JSON.stringify(ink.read(ink.write(pixels))) === JSON.stringify(pixels)),
              ...["zz", "0".repeat(785), "b".repeat(784), "!".repeat(784), "-"].map(text => ink.read(text) === undefined),
            ]
            """
        );
        Assert.All(codec, Assert.True);
    }

    private static Task<double[]> InkAsync(ExplorerPage page) =>
        page
            .Page.Locator("#figure-slide .sheet-image.ink")
            .EvaluateAsync<double[]>(
                """
                canvas => {
                  const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
                  const ink = Array.from({ length: 784 }, (_, i) => data[4 * i + 3] / 255);
                  return [ink.reduce((sum, one) => sum + one, 0), ...ink];
                }
                """
            );

    private static Convolution Bare => new(1, 3, UseBias: false);

    /// <summary>The outputs of a layer for an image, in double precision.</summary>
    private static double[] Outputs(Layer layer, double[] image, int side, params float[] parameters)
    {
        NetworkDefinition definition = new()
        {
            InputShape = new Shape(1, side, side),
            Layers = [layer, new Dense(2, Activation.Softmax)],
            ClassNames = ["a", "b"],
            Scaling = InputScaling.None,
        };
        float[] all = new float[Network.Create(definition).Parameters.Length];
        parameters.CopyTo(all, 0);
        return [.. new ExactScorer(Network.Create(definition, all)).Trace(image).Layers[0].Outputs];
    }

    private static double[] Padded(double[] image, int side, int padding)
    {
        int wide = side + (2 * padding);
        double[] all = new double[wide * wide];
        for (int y = 0; y < side; y++)
            image.AsSpan(y * side, side).CopyTo(all.AsSpan(((y + padding) * wide) + padding));
        return all;
    }

    /// <summary>An image of tenths, as the chapter's.</summary>
    private static double[] Tenths(int side) => [.. Enumerable.Range(0, side * side).Select(i => i * 37 % 101 % 11 / 10.0)];

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
