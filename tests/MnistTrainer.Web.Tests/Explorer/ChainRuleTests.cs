using System.Globalization;
using Microsoft.Playwright;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>The chapter on the chain rule: every number of its derivations is one of the library's explained step.</summary>
public sealed class ChainRuleTests(Chromium chromium)
{
    private const string Model = "chapters/chain-rule/model.js";
    private const double Rate = 0.7;

    private static readonly Example Default = new([1, 0.5], [0.9f, 0.2f, 0.3f, 0.8f, 0.5f, -0.4f, 0.3f, 0.6f], [0.99, 0.01]);
    private static readonly Example[] Examples =
    [
        Default,
        new([0.75, -2], [-1.5f, 0.25f, 3, -0.125f, 2.5f, -4, 0.5f, 1.75f], [0, 1]),
        new([0, 3], [0, 0, 0.5f, -0.5f, 1, 1, -6, 6], [0.25, 0.75]),
    ];

    /// <summary>The page's error has no ½ and its errors are target less output, as in the book: E = 2 L, and what it adds is the opposite of the gradient.</summary>
    [Fact]
    public async Task Every_value_is_that_of_the_library()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach (Example example in Examples)
        {
            foreach (GradientRule rule in Enum.GetValues<GradientRule>())
            {
                double[][] found = await page.CallAsync<double[][]>(
                    Model,
                    """
                    (m, { network, rule, rate }) => {
                      const pass = m.forward(network), delta = m.deltas(network, rule);
                      return [
                        pass.hidden, pass.outputs, pass.errors, m.hiddenErrors(network, pass, rule), delta.hidden, delta.outputs, m.changes(network, rule),
                        m.slopes(network, rule), m.step(network, rule, rate).weights, m.train(network, rule, rate, 1), [pass.error],
                      ];
                    }
                    """,
                    new
                    {
                        network = example.AsNumbers(),
                        rule = Name(rule),
                        rate = Rate,
                    }
                );
                StepExplanation step = example.Step(rule, Rate);
                (LayerExplanation hidden, LayerExplanation outputs) = (step.Layers[0], step.Layers[1]);
                double[][] expected =
                [
                    [.. hidden.Outputs],
                    [.. outputs.Outputs],
                    [.. outputs.Errors.Select(error => -error)],
                    [.. hidden.Errors.Select(error => -error)],
                    [.. hidden.Deltas.Select(delta => -delta)],
                    [.. outputs.Deltas.Select(delta => -delta)],
                    [.. Gradient(step).Select(slope => -slope)],
                    [.. Gradient(step).Select(slope => 2 * slope)],
                    NewWeights(step),
                    [2 * step.Loss, 2 * step.LossAfter],
                    [2 * step.Loss],
                ];
                Assert.Equal(expected.Length, found.Length);
                for (int i = 0; i < expected.Length; i++)
                    Near(expected[i], found[i], 1e-12);
            }
        }
    }

    [Fact]
    public async Task A_derivation_ends_with_the_step_of_the_library_for_every_weight_by_both_rules()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        string[] names = ["11", "12", "21", "22"];
        foreach (GradientRule rule in Enum.GetValues<GradientRule>())
        {
            StepExplanation step = Default.Step(rule, 0.5);
            double[] gradient = Gradient(step);
            int last = rule == GradientRule.Book ? 4 : 7;
            for (int i = 0; i < 4; i++)
            {
                await page.GoAsync(
                    $"chain-rule?rate=0.5&rule={Name(rule)}&hiddenWeight={names[i]}&hiddenLine={last}&outputWeight={names[i]}&outputLine=9"
                );
                await page.Page.Locator("#figure-output .derivation li:nth-child(10)").WaitForAsync();
                Assert.Equal(-0.5 * gradient[i], await ResultAsync(page, "hidden", last), 5.1e-5);
                Assert.Equal(-0.5 * gradient[4 + i], await ResultAsync(page, "output", 9), 5.1e-5);
                Assert.Equal(gradient[4 + i], await ResultAsync(page, "output", 8), 5.1e-5);
                Assert.Equal(2 * gradient[4 + i], await ResultAsync(page, "output", 7), 5.1e-5);
                Assert.Equal(gradient[i], await ResultAsync(page, "hidden", last - 1), 5.1e-5);
                double[] factors = await page
                    .Page.Locator("#figure-hidden .derivation li.current .below")
                    .EvaluateAllAsync<double[]>("all => all.map(one => Number(one.textContent.replace('\\u2212', '-')))");
                LayerExplanation hidden = step.Layers[0];
                double[] expected =
                [
                    0.5,
                    -hidden.Errors[i % 2],
                    hidden.Outputs[i % 2] * (1 - hidden.Outputs[i % 2]),
                    Default.Inputs[i / 2],
                ];
                Assert.Equal(expected.Length, factors.Length);
                for (int f = 0; f < expected.Length; f++)
                    Assert.Equal(expected[f], factors[f], 5.1e-5);
            }
        }
    }

    [Fact]
    public async Task Tables_show_the_step_of_the_library()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "chain-rule");
        StepExplanation exact = Default.Step(GradientRule.Exact, 1),
            book = Default.Step(GradientRule.Book, 1);
        double[] gradient = Gradient(exact),
            byBook = Gradient(book);
        double[][] output = await page.TableAsync("output");
        Near([0.99, 0.01, 0.99, 0.01], output[0]);
        Near([.. gradient[4..].Select(slope => 2 * slope)], output[5]);
        Near(gradient[4..], output[6]);
        Near(NewWeights(exact)[4..], output[8]);
        double[][] hidden = await page.TableAsync("hidden");
        Near(gradient[..4], hidden[4]);
        Near(NewWeights(exact)[..4], hidden[5]);
        Near(byBook[..4], hidden[6]);
        Near(NewWeights(book)[..4], hidden[7]);
        double[][] matrix = await page.TableAsync("matrix");
        for (int i = 0; i < 8; i++)
            Near([Default.Weights[i], -gradient[i], NewWeights(exact)[i]], matrix[i]);
        await Expect(page.Page.Locator("#figure-matrix .readout")).ToContainTextAsync(Decimal(2 * exact.Loss));
        await Expect(page.Page.Locator("#figure-matrix .readout strong")).ToHaveTextAsync(Decimal(2 * exact.LossAfter));
        foreach (double[] row in await page.TableAsync("slope"))
        {
            (double output1, double slope) = Sigmoid((float)row[0]);
            Near([output1, 1 - output1, slope], row[1..]);
        }
    }

    /// <summary>The nudged slopes are those of the library's exact rule, and the check finds what the library's own check finds.</summary>
    [Fact]
    public async Task The_check_finds_what_the_check_of_the_library_finds()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        foreach (Example example in Examples)
        {
            double[] measured = await page.CallAsync<double[]>(
                Model,
                "(m, network) => network.weights.map((_, i) => m.nudge(network, i, 1e-5).slope)",
                example.AsNumbers()
            );
            double[] slopes = [.. Gradient(example.Step(GradientRule.Exact, 1)).Select(slope => 2 * slope)];
            for (int i = 0; i < 8; i++)
                Assert.Equal(slopes[i], measured[i], 1e-8);
        }

        foreach (GradientRule rule in Enum.GetValues<GradientRule>())
        {
            IReadOnlyList<LayerGradientCheck> library = GradientCheck.Run(
                Default.Create(),
                new Samples<float>(Shape.Vector(2), [1, 0.5f], [0], ["1", "2"]),
                new TrainingOptions
                {
                    Loss = Loss.SquaredError,
                    Gradient = rule,
                    Targets = new TargetValues(0.01f, 0.99f),
                },
                cancellation: TestContext.Current.CancellationToken
            );
            await page.GoAsync($"chain-rule?rule={Name(rule)}&nudge=0.001");
            await Expect(page.Page.Locator($"#figure-check .chips input[value={Name(rule)}]")).ToBeCheckedAsync();
            await page.TableAsync("check");
            string[] results = [.. await page.Page.Locator("#table-check tbody tr td:last-child").AllTextContentsAsync()];
            Assert.Equal(Enumerable.Range(0, 8).Select(i => library[i / 4].Passes ? "agrees" : "differs"), results);
            Assert.Equal(rule == GradientRule.Exact, library[0].Passes);
            Assert.True(library[1].Passes);
        }
    }

    /// <summary>In every line but the first, something is new, and the line above shows what it replaces; complete lines multiply to their result.</summary>
    [Fact]
    public async Task Every_line_shows_what_is_new_and_what_it_replaces()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "chain-rule");
        foreach (
            (string figure, string field, int last, string more) in ((string, string, int, string)[])
                [
                    ("output", "outputLine", 9, ""),
                    ("slope", "slopeLine", 5, ""),
                    ("hidden", "hiddenLine", 7, "&rule=exact"),
                    ("hidden", "hiddenLine", 4, "&rule=book"),
                    ("matrix", "matrixLine", 5, ""),
                    ("matrix", "matrixLine", 5, "&layer=hidden&rule=book"),
                ]
        )
        {
            for (int line = 1; line <= last; line++)
            {
                await page.GoAsync($"chain-rule?{field}={line}{more}");
                ILocator list = page.Page.Locator($"#figure-{figure} .derivation");
                await Expect(list.Locator("li")).ToHaveCountAsync(line + 1);
                Assert.True(await list.Locator("li.current .mark-new").CountAsync() > 0, $"{figure}, line {line}: nothing is new.");
                Assert.True(await list.Locator("li.former .mark-old").CountAsync() > 0, $"{figure}, line {line}: nothing is replaced.");
                Assert.NotEmpty((await page.Page.Locator($"#figure-{figure} .why").TextContentAsync())!);
            }
        }
    }

    [Fact]
    public async Task A_weight_is_chosen_by_mouse_and_by_keys_and_walked_by_keys()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "chain-rule");
        ILocator figure = page.Page.Locator("#figure-output");
        await figure.Locator(".chips input").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.ExpectAddressAsync("outputWeight=12");
        await Expect(figure.Locator(".net .node.faint")).ToHaveCountAsync(0);
        await page.Page.Keyboard.PressAsync("s");
        await Expect(figure.Locator(".net .node.faint")).ToHaveCountAsync(1);
        await Expect(figure.Locator(".derivation [aria-current=step]")).ToHaveCountAsync(1);
        await Expect(figure.Locator(".why")).ToContainTextAsync("leads to output 2 and nowhere else");
        ILocator link = figure.Locator(".net .link").Nth(7).Locator("line.line");
        LocatorBoundingBoxResult box = (await link.BoundingBoxAsync())!;
        await link.ClickAsync(
            new()
            {
                Position = new() { X = box.Width * 0.8f, Y = box.Height / 2 },
                Force = true,
            }
        );
        await page.ExpectAddressAsync("outputWeight=22");
        await Expect(figure.Locator(".chips input").Nth(3)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Numbers_are_changed_on_a_phone_and_all_formulas_follow()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(
            chromium,
            "chain-rule?outputLine=9",
            ExplorerPage.Screen(390, "ko", ColorScheme.Dark)
        );
        ILocator figure = page.Page.Locator("#figure-output");
        await figure.Locator(".fields summary").TapAsync();
        ILocator target = figure.Locator("[data-number=targets-0]");
        await target.FillAsync("0");
        await target.PressAsync("Enter");
        Example changed = Default with { Targets = [0, 0.01] };
        double gradient = changed.Step(GradientRule.Exact, 1).Layers[1].Gradient(0, 0);
        await page.ExpectAddressAsync("targets=0_0.01");
        Assert.Equal(-gradient, await ResultAsync(page, "output", 9), 5.1e-5);
        await target.FillAsync("2");
        await target.PressAsync("Enter");
        await Expect(figure.Locator(".fields .problem:visible")).ToHaveTextAsync("0에서 1 사이의 수를 적으세요.");
        Assert.Equal(-gradient, await ResultAsync(page, "output", 9), 5.1e-5);
        await figure.Locator(".fields button").TapAsync();
        await Expect(target).ToHaveValueAsync("0.99");
    }

    [Fact]
    public async Task Steps_are_taken_as_the_library_takes_them()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "chain-rule?rule=book&rate=0.5");
        await page.Page.ClickAsync("#figure-matrix .take");
        double[] expected = NewWeights(Default.Step(GradientRule.Book, 0.5));
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('weights=')");
        string address = await page.Page.EvaluateAsync<string>("() => new URLSearchParams(location.hash.split('?')[1]).get('weights')");
        double[] weights = [.. address.Split('_').Select(weight => double.Parse(weight, CultureInfo.InvariantCulture))];
        for (int i = 0; i < 8; i++)
            Assert.Equal(expected[i], weights[i], 1e-7); // the library's weights are rounded to floats
        await page.Page.Locator("#figure-matrix .acts button").Last.ClickAsync();
        await page.Page.WaitForFunctionAsync("() => !location.hash.includes('weights=')");
    }

    [Fact]
    public async Task The_prediction_shows_the_rule_of_the_book_failing_below_the_last_layer()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "chain-rule");
        ILocator form = page.Page.Locator("section[aria-labelledby=section-check] .prediction");
        await Expect(page.Page.Locator("#figure-check .readout strong")).ToHaveTextAsync("they agree");
        await form.Locator(".choice input").Nth(2).CheckAsync();
        await form.Locator("button").ClickAsync();
        await Expect(form.Locator(".outcome strong")).ToHaveTextAsync("Correct.");
        await Expect(page.Page.Locator("#figure-check .readout strong")).ToHaveTextAsync("they differ");
    }

    private static async Task<double> ResultAsync(ExplorerPage page, string figure, int line)
    {
        string text = (
            await page.Page.Locator($"#figure-{figure} .derivation li:nth-child({line + 1}) .factor:last-child math").TextContentAsync()
        )!;
        return double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture);
    }

    private static (double Value, double Slope) Sigmoid(float z)
    {
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(1), [], ["x"], Activation.Sigmoid, Activation.Sigmoid, useBias: false) with
            {
                Scaling = InputScaling.None,
            },
            [z]
        );
        LayerExplanation layer = StepExplanation.Of(network, [1], [2], Loss.SquaredError, GradientRule.Exact, 1).Layers[0];
        return (layer.Outputs[0], layer.Deltas[0] / layer.Errors[0]);
    }

    private static string Name(GradientRule rule) => rule == GradientRule.Book ? "book" : "exact";

    private static string Decimal(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static double[] Gradient(StepExplanation step) =>
        [.. step.Layers.SelectMany(layer => Enumerable.Range(0, 4).Select(i => layer.Gradient(i / 2, i % 2)))];

    private static double[] NewWeights(StepExplanation step) =>
        [.. step.Layers.SelectMany(layer => Enumerable.Range(0, 4).Select(i => layer.NewWeight(i / 2, i % 2)))];

    /// <summary>Equal, by default in the four decimals that the page shows.</summary>
    private static void Near(double[] expected, double[] found, double tolerance = 5.1e-5)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance);
    }

    private sealed record Example(double[] Inputs, float[] Weights, double[] Targets)
    {
        public object AsNumbers() =>
            new
            {
                inputs = Inputs,
                weights = Weights.Select(weight => (double)weight).ToArray(),
                targets = Targets,
            };

        public Network Create() =>
            Network.Create(
                NetworkDefinition.Dense(Shape.Vector(2), [2], ["1", "2"], Activation.Sigmoid, Activation.Sigmoid, useBias: false) with
                {
                    Scaling = InputScaling.None,
                },
                Weights
            );

        public StepExplanation Step(GradientRule rule, double rate) =>
            StepExplanation.Of(Create(), Inputs, Targets, Loss.SquaredError, rule, rate);
    }
}
