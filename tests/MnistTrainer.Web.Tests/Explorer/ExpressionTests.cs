using MnistTrainer.Web.Tests.Browser;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>Functions that are typed: values and slopes are those of the mathematics, and everything else is rejected with its place.</summary>
public sealed class ExpressionTests(Chromium chromium)
{
    private static readonly (string Text, Func<double, double> Function)[] Functions =
    [
        ("x", x => x),
        ("2x^2 - 3x + 1", x => (2 * x * x) - (3 * x) + 1),
        ("-x^2", x => -(x * x)),
        ("2^3^2 + 0x", _ => 512),
        ("−(x − 1)² · 3", x => -3 * (x - 1) * (x - 1)),
        ("sin(3x) + x^2/5", x => Math.Sin(3 * x) + (x * x / 5)),
        ("exp(-x) ln(x + 9)", x => Math.Exp(-x) * Math.Log(x + 9)),
        ("sqrt(x^2 + 1) / (1 + abs(x - 7))", x => Math.Sqrt((x * x) + 1) / (1 + Math.Abs(x - 7))),
        ("4 sigmoid(x) - tanh(x/2) + cos(pi x)", x => (4 / (1 + Math.Exp(-x))) - Math.Tanh(x / 2) + Math.Cos(Math.PI * x)),
        ("(x + 9)^(x/4)", x => Math.Pow(x + 9, x / 4)),
        ("relu(x - 0.1) + tan(x/9) + 1e-2 x", x => Math.Max(0, x - 0.1) + Math.Tan(x / 9) + (0.01 * x)),
        ("2(x + 1)(x - 1) e", x => 2 * (x + 1) * (x - 1) * Math.E),
    ];

    private static readonly (string Text, string Fault)[] Faults =
    [
        ("", "empty 0"),
        ("x +", "unfinished 3"),
        ("(x", "unfinished 2"),
        ("x)", "unexpected 1"),
        ("2 $ x", "unexpected 2"),
        ("y + 1", "unknown 0"),
        ("constructor(x)", "unknown 0"),
        ("1 + toString", "unknown 4"),
        ("sin x", "bracket 3"),
        ("x..2", "unexpected 1"),
        ("x² + y", "unknown 5"),
        ("(x³ − 1)² $", "unexpected 10"),
        ("window.alert(1)", "unknown 0"),
    ];

    [Fact]
    public async Task Values_and_slopes_are_those_of_the_functions()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        double[] places = [-2.3, -0.7, 0.4, 1.9];
        foreach ((string text, Func<double, double> function) in Functions)
        {
            double[][] found = await page.CallAsync<double[][]>(
                "expression.js",
                "(m, { text, places }) => places.map(m.parse(text))",
                new { text, places }
            );
            for (int i = 0; i < places.Length; i++)
            {
                const double h = 1e-5;
                double slope = (function(places[i] + h) - function(places[i] - h)) / (2 * h);
                Assert.Equal(function(places[i]), found[i][0], 1e-12 * (1 + Math.Abs(found[i][0])));
                Assert.Equal(slope, found[i][1], 1e-6 * (1 + Math.Abs(slope)));
            }
        }
    }

    [Fact]
    public async Task Anything_else_is_rejected_with_its_place()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        foreach ((string text, string expected) in Faults)
            Assert.Equal((text, expected), (text, await FaultAsync(page, text)));
    }

    [Fact]
    public async Task Deep_and_long_functions_are_rejected()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        Assert.StartsWith("deep", await FaultAsync(page, new string('(', 90)), StringComparison.Ordinal);
        Assert.StartsWith("deep", await FaultAsync(page, string.Concat(Enumerable.Repeat("x^", 90)) + "x"), StringComparison.Ordinal);
        Assert.StartsWith("long", await FaultAsync(page, new string('1', 201)), StringComparison.Ordinal);
        Assert.Equal("", await FaultAsync(page, new string('-', 199) + "x"));
    }

    private static Task<string> FaultAsync(ExplorerPage page, string text) =>
        page.CallAsync<string>(
            "expression.js",
            "(m, text) => { try { m.parse(text)(1); return ''; } catch (e) { return e instanceof m.ExpressionError ? `${e.code} ${e.at}` : String(e); } }",
            text
        );
}
