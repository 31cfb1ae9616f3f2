using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The recipes of docs/mlnet.md work. Another test compares them with the document.</summary>
public sealed class RecipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_recipe_works()
    {
        string output = await Run();
        Assert.InRange(Figure(output, @"Species: accuracy ([\d.]+) %"), 95, 100);
        Assert.Contains("Predicted species: fernlily", output, StringComparison.Ordinal);
        Assert.InRange(Figure(output, @"Folds: accuracy ([\d.]+) %"), 95, 100);
        Assert.Equal(4, Regex.Count(output, @"Without \w+: accuracy [-+]0\.\d+"));

        // The leaves alone separate the species; without another column, one row in a thousand changes at most.
        (string Column, double Change)[] changes =
        [
            .. Regex
                .Matches(output, @"Without (\w+): accuracy ([-+]0\.\d+)")
                .Select(match => (match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))),
        ];
        Assert.Equal(["LeafLength", "LeafWidth"], changes.Where(one => one.Change < -0.1).Select(one => one.Column).Order());
        Assert.Equal(2, changes.Count(one => Math.Abs(one.Change) <= 0.001));

        // They add up to what the row has over the mean of all rows, and a leaf comes first.
        (string Column, double Contribution)[] contributions =
        [
            .. Regex
                .Matches(output, @"\n(\w+) = [\d.]+: ([-+]\d\.\d+)")
                .Select(match => (match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))),
        ];
        Assert.Equal(
            Figure(output, @"Its probability is (\d\.\d+)") - Figure(output, @"that of the mean of all rows (\d\.\d+)"),
            contributions.Sum(one => one.Contribution),
            0.01
        );
        Assert.StartsWith("Leaf", contributions[0].Column, StringComparison.Ordinal);
        Assert.Equal(4, contributions.Length);
        Assert.InRange(Figure(output, @"Retrained: accuracy ([\d.]+) %"), 95, 100);
        Assert.InRange(Figure(output, @"\nPoisonous: accuracy ([\d.]+) %"), 90, 100);
        Assert.InRange(Figure(output, @"One against all: accuracy ([\d.]+) %"), 95, 100);
        Assert.InRange(Figure(output, @"\nNectar: R² ([\d.]+)"), 0.95, 1);
        Assert.InRange(Figure(output, @"Both numbers, Nectar: R² ([\d.]+)"), 0.95, 1);
        Assert.Equal(1, Regex.Count(output, @"Both numbers, LeafWidth: R² 0\.\d+"));
        Assert.InRange(Figure(output, @"Both numbers, three folds: R² ([\d.]+)"), 0.8, 1);
        Assert.InRange(Figure(output, @"Both labels, IsPoisonous: accuracy ([\d.]+) %"), 90, 100);
        Assert.InRange(Figure(output, @"Both labels, IsTall: accuracy ([\d.]+) %"), 70, 100);
        Assert.InRange(Figure(output, @"Both labels correct: ([\d.]+) %"), 70, 100);
        Assert.InRange(Figure(output, @"Interval of nectar: ([\d.]+) % are inside"), 60, 95);
        Assert.Contains("Predicted nectar: 6.8", output, StringComparison.Ordinal);

        // Within a species, the number of petals is one of two at random.
        Assert.InRange(Figure(output, @"Petals by species: R² ([\d.]+)"), 0.5, 0.9);
        Assert.InRange(Figure(output, @"Images: accuracy ([\d.]+) %"), 90, 100);
        Assert.InRange(Figure(output, @"Exported: (\d+) bytes"), 60_000, 75_000);
    }

    private static double Figure(string output, string pattern) =>
        double.Parse(Assert.Single(Regex.Matches(output, pattern)).Groups[1].Value, CultureInfo.InvariantCulture);

    private async Task<string> Run()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNetRecipes.dll")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
