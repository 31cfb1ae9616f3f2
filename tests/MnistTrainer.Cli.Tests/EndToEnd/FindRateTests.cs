using System.Text.Json;
using System.Xml.Linq;

namespace MnistTrainer.Cli.Tests.EndToEnd;

public sealed class FindRateTests
{
    [Fact]
    public void Suggests_a_rate_draws_its_curve_and_writes_an_image()
    {
        using WorkFolder folder = new();
        folder.WriteBars("bars.csv", 400);
        string[] arguments = ["find-rate", "--data", "bars.csv", "--hidden", "16", "--batch-size", "20", "--optimizer", "adam"];
        JsonElement json = MnistProcess.RunJson(folder.Folder, [.. arguments, "--plot", "rates.svg"]);
        double suggested = json.GetProperty("suggested").GetDouble();
        Assert.Equal(json.GetProperty("middle").GetDouble() / 2, suggested, 1e-12);
        Assert.InRange(suggested, 1e-5, 1);
        var svg = XDocument.Load(folder["rates.svg"]);
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.Single(svg.Descendants(), element => element.Name.LocalName == "polyline");

        ProcessOutcome text = MnistProcess.Run(folder.Folder, arguments);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("Suggested for adam on ", text.StandardOutput, StringComparison.Ordinal);
        Assert.Contains('•', text.StandardOutput);
    }

    [Fact]
    public void Reports_invalid_usage()
    {
        using WorkFolder folder = new();
        ProcessOutcome outcome = MnistProcess.Run(folder.Folder, "find-rate", "--steps", "3");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--steps: expected a whole number from 10", outcome.StandardError, StringComparison.Ordinal);
    }
}
