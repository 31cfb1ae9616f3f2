using System.IO.Compression;
using Microsoft.Playwright;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter in which a network learns digits: its steps are the library's, its digits the project's, and it can be broken and restored.</summary>
public sealed class LiveTests(Chromium chromium)
{
    private const string Model = "chapters/live/model.js";
    private const int Pixels = 784;

    /// <summary>A step from random weights, and one from weights that 200 images have changed, which the page has in two parts.</summary>
    [Theory]
    [InlineData("book", GradientRule.Book)]
    [InlineData("exact", GradientRule.Exact)]
    public async Task A_step_is_that_of_the_library(string name, GradientRule rule)
    {
        (byte[][] images, byte[] labels) = ReadDigits();
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        foreach (int before in (int[])[0, 200])
        {
            double[][] step = await page.CallAsync<double[][]>(
                Model,
                """
                async (m, { before, image, rule }) => {
                  const { training: { images, labels } } = await (await import("/explore/digits.js")).loadDigits();
                  const inputs = images.slice(0, 300).map(m.inputOf);
                  const learned = new m.Network(m.startingWeights(30, 7));
                  for (let i = 0; i < before; i++)
                    learned.learn(inputs[i], labels[i], 0.3, rule);
                  const start = { first: learned.weights.first.map(Math.fround), second: learned.weights.second.map(Math.fround) };
                  const network = new m.Network(start);
                  const { loss } = network.learn(inputs[image], labels[image], 0.3, rule);
                  learned.learn(inputs[image], labels[image], 0.3, rule);
                  const all = ({ first, second }) => [...first, ...second];
                  return [all(start), all(network.weights), all(learned.weights), [...network.outputs], [loss]];
                }
                """,
                new
                {
                    before,
                    image = 250,
                    rule = name,
                }
            );
            (double[] start, double[] end, double[] unrounded, double[] outputs) = (step[0], step[1], step[2], step[3]);
            double[] targets = new double[10];
            Array.Fill(targets, 0.01);
            targets[labels[250]] = 0.99;
            StepExplanation expected = StepExplanation.Of(
                Network.Create(Definition, [.. start.Select(weight => (float)weight)]),
                [.. images[250].Select(pixel => (double)pixel)],
                targets,
                Loss.SquaredError,
                rule,
                0.3
            );
            Assert.Equal(expected.Loss, step[4][0], 1e-7);
            for (int j = 0; j < 10; j++)
                Assert.Equal(expected.Layers[1].Outputs[j], outputs[j], 1e-7);
            for (int i = 0; i < Pixels; i++)
            {
                for (int j = 0; j < 30; j++)
                    Assert.Equal(expected.Layers[0].NewWeight(i, j), end[(i * 30) + j], 1e-8);
            }

            for (int i = 0; i < 30; i++)
            {
                for (int j = 0; j < 10; j++)
                    Assert.Equal(expected.Layers[1].NewWeight(i, j), end[(Pixels * 30) + (i * 10) + j], 1e-8);
            }

            for (int i = 0; i < end.Length; i++)
                Assert.Equal(end[i], unrounded[i], 1e-6);
        }
    }

    [Fact]
    public async Task Learns_from_the_digits_of_the_project()
    {
        (byte[][] images, byte[] labels) = ReadDigits();
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        int[][] found = await page.CallAsync<int[][]>(
            "digits.js",
            """
            async m => {
              const { training, checking } = await m.loadDigits();
              return [training, checking].flatMap(({ images, labels }) => [[...labels], images.map(image => image.reduce((sum, pixel, i) => sum + (i % 97 + 1) * pixel, 0))]);
            }
            """
        );
        int[] sums = [.. images.Select(image => image.Select((pixel, i) => ((i % 97) + 1) * pixel).Sum())];
        Assert.Equal(labels[..7000].Select(label => (int)label), found[0]);
        Assert.Equal(sums[..7000], found[1]);
        Assert.Equal(labels[7000..].Select(label => (int)label), found[2]);
        Assert.Equal(sums[7000..], found[3]);
    }

    [Fact]
    public async Task Learns_to_read_most_of_them_and_reads_a_drawing_and_undoes_it()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "live?pace=full");
        ILocator figure = page.Page.Locator("#figure-learning");
        ILocator position = figure.Locator(".position");
        await figure.Locator(".player-step").ClickAsync();
        await Expect(position).ToHaveTextAsync("100 images");
        await figure.Locator(".player-play").ClickAsync();
        await page.Page.WaitForFunctionAsync(
            "() => Number(document.querySelector('#figure-learning .position').textContent.replace(/\\D/g, '')) >= 14000"
        );
        await page.Page.Keyboard.PressAsync("p");
        await Expect(figure.Locator(".player-play")).ToHaveTextAsync("Train");

        // The readout follows the last images, the confusion follows it.
        IJSHandle shown = await page.Page.WaitForFunctionAsync(
            """
            () => {
              const counts = [...document.querySelectorAll(".confusion tbody tr")].map(row => [...row.querySelectorAll("td")].map(cell => Number(cell.textContent)));
              const correct = counts.reduce((sum, row, i) => sum + row[i], 0);
              return document.querySelector("#figure-learning .readout").textContent.includes(`${(correct / 10).toFixed(1)}\u00a0%`) && counts;
            }
            """
        );
        int[][] counts = await shown.JsonValueAsync<int[][]>();
        Assert.Equal(1000, counts.Sum(row => row.Sum()));
        int correct = counts.Select((row, label) => row[label]).Sum();
        Assert.InRange(correct, 780, 950);

        await DrawSevenAsync(page.Page);
        await Expect(page.Page.Locator(".live-answer")).ToHaveTextAsync("7");
        await page.Page.ClickAsync("#language");
        await Expect(page.Page.Locator(".live-answer")).ToHaveTextAsync("7");
        await Expect(position).ToContainTextAsync("이미지");

        await figure.Locator(".player-back").ClickAsync();
        await Expect(position).ToHaveTextAsync("이미지 100개");
        await figure.Locator(".player-back").ClickAsync();
        await Expect(position).ToHaveTextAsync("이미지 0개");
    }

    [Fact]
    public async Task A_broken_setting_takes_effect_and_is_undone_with_what_it_broke()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "live");
        ILocator figure = page.Page.Locator("#figure-breaking");
        ILocator readout = figure.Locator(".readout");
        for (int i = 0; i < 10; i++)
        {
            await figure.Locator(".player-step").ClickAsync();
            await Expect(figure.Locator(".position")).ToHaveTextAsync(FormattableString.Invariant($"{100 * (i + 1):N0} images"));
        }

        string sound = (await readout.TextContentAsync())!;
        await page.Page.Locator("section:has(#figure-breaking) .tries button").First.ClickAsync();
        await page.ExpectAddressAsync("rate=10");
        await figure.Locator(".player-step").ClickAsync();
        await Expect(figure.Locator(".position")).ToHaveTextAsync("1,100 images");
        await Expect(readout).Not.ToHaveTextAsync(sound);
        await figure.Locator(".player-back").ClickAsync();
        await Expect(figure.Locator(".position")).ToHaveTextAsync("1,000 images");
        await figure.Locator(".player-back").ClickAsync();
        await Expect(figure.Locator(".exact")).ToHaveValueAsync("0.1");
        await Expect(readout).ToHaveTextAsync(sound);
    }

    /// <summary>Each of the three ways leaves a network that guesses; and equal weights keep all hidden nodes equal.</summary>
    [Fact]
    public async Task Each_way_to_break_it_does()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        double[][] found = await page.CallAsync<double[][]>(
            Model,
            """
            async m => {
              const { training, checking } = await (await import("/explore/digits.js")).loadDigits();
              const { Training } = await import("/explore/chapters/live/training.js");
              const [inputs, checks] = [training, checking].map(({ images }) => images.map(m.inputOf));
              const sound = { hidden: 30, rate: 0.1, rule: "book", start: "random", order: "shuffled" };
              return [{}, { rate: 10 }, { start: "equal" }, { order: "sorted" }].map(change => {
                const run = new Training(inputs, training.labels, { ...sound, ...change });
                run.learn(7000);
                const { first } = run.network.weights;
                const spread = first.reduce((largest, weight, i) => Math.max(largest, Math.abs(weight - first[i - i % 30])), 0);
                return [m.examine(run.network, checks, checking.labels).correct, spread];
              });
            }
            """
        );
        Assert.InRange(found[0][0], 0.8, 0.95);
        Assert.All(found[1..], broken => Assert.InRange(broken[0], 0.05, 0.25));
        Assert.Equal(0, found[2][1], 1e-12);
        Assert.True(found[0][1] > 0.1);
    }

    /// <summary>MNIST's frame: the longer side is 20 pixels, and the center of mass in the middle.</summary>
    [Fact]
    public async Task A_drawing_is_framed_as_the_digits_are()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        foreach (
            (int left, int top, int width, int height) in ((int, int, int, int)[])[(10, 20, 40, 200), (150, 30, 120, 60), (200, 200, 9, 9)]
        )
        {
            double[] pixels = await page.CallAsync<double[]>(
                "frame.js",
                """
                (m, { left, top, width, height }) => {
                  const ink = new Float64Array(280 * 280);
                  for (let y = top; y < top + height; y++)
                    ink.fill(200, y * 280 + left, y * 280 + left + width);
                  return [...m.frame(ink, 280, 280)];
                }
                """,
                new
                {
                    left,
                    top,
                    width,
                    height,
                }
            );
            int[] ink = [.. Enumerable.Range(0, Pixels).Where(i => pixels[i] > 0)];
            int rows = ink.Max(i => i / 28) - ink.Min(i => i / 28) + 1;
            int columns = ink.Max(i => i % 28) - ink.Min(i => i % 28) + 1;
            Assert.Equal(20, Math.Max(rows, columns));
            Assert.Equal((int)Math.Round(20.0 * Math.Min(width, height) / Math.Max(width, height)), Math.Min(rows, columns));
            Assert.Equal(255, pixels.Max());
            double mass = pixels.Sum();
            Assert.InRange(ink.Sum(i => ((i % 28) + 0.5) * pixels[i]) / mass, 13.9, 15.1);
            Assert.InRange(ink.Sum(i => ((i / 28) + 0.5) * pixels[i]) / mass, 13.9, 15.1);
        }

        Assert.True(await page.CallAsync<bool>("frame.js", "m => m.frame(new Float64Array(100), 10, 10) === null"));
    }

    /// <summary>What the command of the last section trains is the network of the page.</summary>
    [Fact]
    public async Task The_command_has_the_settings_of_the_page()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "live?hidden=50&rate=0.3&rule=exact&start=equal");
        await Expect(page.Page.Locator(".command code"))
            .ToHaveTextAsync(
                "./mnist train --data digits --preset book --hidden 50 --learning-rate 0.3 --gradient exact --initializer \"constant(0.01)\" --watch"
            );
        Recipe recipe = Recipe.Book;
        Assert.Equal(
            (Activation.Sigmoid, false, InputScaling.Book, Loss.SquaredError, 1, TargetValues.Book, GradientRule.Book),
            (
                recipe.Network.HiddenActivation,
                recipe.Network.UseBias,
                recipe.Network.Scaling,
                recipe.Training.Loss,
                recipe.Training.BatchSize,
                recipe.Training.Targets,
                recipe.Training.Gradient
            )
        );
        Assert.Equal(0.1f, recipe.Training.Optimizer.LearningRate);
    }

    private static NetworkDefinition Definition =>
        NetworkDefinition.Dense(
            new Shape(1, 28, 28),
            [30],
            Enumerable.Range(0, 10).Select(digit => $"{digit}"),
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.Book,
        };

    private static async Task DrawSevenAsync(IPage page)
    {
        ILocator paper = page.Locator("#paper");
        await paper.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await paper.BoundingBoxAsync())!;
        (float x, float y)[] points = [(0.3f, 0.25f), (0.7f, 0.25f), (0.45f, 0.8f)];
        await page.Mouse.MoveAsync(box.X + (points[0].x * box.Width), box.Y + (points[0].y * box.Height));
        await page.Mouse.DownAsync();
        foreach ((float x, float y) in points[1..])
            await page.Mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height), new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static (byte[][] Images, byte[] Labels) ReadDigits()
    {
        byte[] images = Read("t10k-images-idx3-ubyte.gz")[16..];
        return ([.. images.Chunk(Pixels)], Read("t10k-labels-idx1-ubyte.gz")[8..]);
    }

    private static byte[] Read(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(Repository.Root, "datasets", "digits", name));
        using GZipStream plain = new(file, CompressionMode.Decompress);
        using MemoryStream bytes = new();
        plain.CopyTo(bytes);
        return bytes.ToArray();
    }
}
