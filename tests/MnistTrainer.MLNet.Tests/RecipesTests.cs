using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The recipes of docs/mlnet.md do what they say. That they are those of the document, another test sees to.</summary>
public sealed class RecipesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_recipe_learns()
    {
        string said = await Run();
        Assert.InRange(Figure(said, @"Species: accuracy ([\d.]+) %"), 95, 100);
        Assert.Contains("This one is a fernlily", said, StringComparison.Ordinal);
        Assert.InRange(Figure(said, @"Folds: accuracy ([\d.]+) %"), 95, 100);
        Assert.Equal(4, Regex.Count(said, @"Without \w+: accuracy -0\.\d+"));
        Assert.InRange(Figure(said, @"Continued: accuracy ([\d.]+) %"), 95, 100);
        Assert.InRange(Figure(said, @"Poisonous: accuracy ([\d.]+) %"), 90, 100);
        Assert.InRange(Figure(said, @"Nectar: R² ([\d.]+)"), 0.95, 1);
        Assert.InRange(Figure(said, @"Images: accuracy ([\d.]+) %"), 90, 100);
        Assert.InRange(Figure(said, @"Exported: (\d+) bytes"), 500, 5_000);
    }

    private static double Figure(string said, string pattern) =>
        double.Parse(Assert.Single(Regex.Matches(said, pattern)).Groups[1].Value, CultureInfo.InvariantCulture);

    private async Task<string> Run()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MnistTrainer.MLNet.Recipes.dll")])
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
