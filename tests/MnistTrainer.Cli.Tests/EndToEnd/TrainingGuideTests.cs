using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The guide to training leaves nothing out.</summary>
public sealed partial class TrainingGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "training.md"));

    [Fact]
    public void Documents_every_option_and_no_other()
    {
        IEnumerable<string> options = OptionName()
            .Matches(MnistProcess.Run(Path.GetTempPath(), "train", "--help").StandardOutput)
            .Select(match => match.Value)
            .Where(option => option != "--help")
            .Distinct()
            .Order(StringComparer.Ordinal);
        IEnumerable<string> documented = Guide
            .Split('\n')
            .Where(line => line.StartsWith("| `--", StringComparison.Ordinal))
            .SelectMany(line => OptionName().Matches(line.Split('|')[1]))
            .Select(match => match.Value);
        Assert.Equal(
            options,
            documented
                .Concat(
                    OptionName().Matches(Guide).Select(match => match.Value).Where(option => option is "--checkpoint-every" or "--resume")
                )
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Its_tables_have_every_optimizer_and_every_activation_for_hidden_layers()
    {
        string[] rows =
        [
            .. Guide[Guide.IndexOf("side by side", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith('|')),
        ];
        Assert.All(Optimizer.Names, name => Assert.Contains(rows, row => row.StartsWith($"| {name} at ", StringComparison.Ordinal)));
        Assert.All(
            Activation.All.Where(activation =>
                activation is { IsDifferentiable: true, MixesUnits: false } && activation != Activation.Identity
            ),
            activation => Assert.Contains(rows, row => row.StartsWith($"| {activation.Name} |", StringComparison.Ordinal))
        );
    }

    [GeneratedRegex("--[a-z][a-z0-9-]+")]
    private static partial Regex OptionName();
}
