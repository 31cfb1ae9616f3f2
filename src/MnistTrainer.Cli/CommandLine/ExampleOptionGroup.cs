using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist explain</c> for a training step computed by hand.</summary>
internal sealed class ExampleOptionGroup : OptionGroup
{
    private readonly Option<WorkedExample?> _example;
    private readonly Option<string?> _gradient;
    private readonly Option<double[]?> _inputs;
    private readonly Option<double[]?> _weights;
    private readonly Option<double[]?> _targets;

    public ExampleOptionGroup()
    {
        _example = AddNamed(
            "--example",
            "Instead of an image, a training step computed by hand: "
                + string.Join("; ", WorkedExample.All.Select(example => $"{example.Name} ({example.Summary})")),
            name => WorkedExample.All.FirstOrDefault(example => example.Name == name),
            WorkedExample.All.Select(example => example.Name)
        );
        _gradient = AddText("--gradient", "RULE", "With --example: gradient rule, exact or book. Default: exact");
        _gradient.AcceptOnlyFromAmong("exact", "book");
        _inputs = AddNumbers("--inputs", "With --example: the inputs, 1 to 9 numbers. Default: 1,0.5", "1,0.5");
        _weights = AddNumbers(
            "--weights",
            "With --example: the weights, layer after layer, input by input. Default: the example's",
            "0.9,0.2,0.3,0.8",
            maximum: 2 * WorkedExample.MaximumUnits * WorkedExample.MaximumUnits
        );
        _targets = AddNumbers("--targets", "With --example: the targets, 1 to 9 numbers from 0 to 1. Default: 0.99,0.01", "0.99,0.01");
    }

    /// <summary>Whether an example is to be shown.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.Has(_example);

    /// <summary>Returns the gradient rule.</summary>
    public GradientRule Rule(ParseResult parsed) => parsed.Given(_gradient) == "book" ? GradientRule.Book : GradientRule.Exact;

    /// <summary>Returns the example with the numbers that were given; null without one.</summary>
    public WorkedExample? ToExample(ParseResult parsed) =>
        parsed.Given(_example) is WorkedExample example
            ? example with
            {
                Inputs = parsed.Given(_inputs) is { } inputs ? [.. inputs] : example.Inputs,
                Targets = parsed.Given(_targets) is { } targets ? [.. targets] : example.Targets,
                Weights = parsed.Given(_weights) is { } weights ? [.. weights.Select(weight => (float)weight)] : example.Weights,
            }
            : null;

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. OptionRules.Need(parsed, _example, _gradient, _inputs, _weights, _targets),
            .. ToExample(parsed)?.Violations().Select(violation => $"--{char.ToLowerInvariant(violation[0])}{violation[1..]}") ?? [],
        ];

    private Option<double[]?> AddNumbers(string name, string description, string example, int maximum = WorkedExample.MaximumUnits) =>
        Add(
            new Option<double[]?>(name)
            {
                HelpName = "X,X…",
                Description = description,
                Arity = ArgumentArity.ExactlyOne,
                CustomParser = OptionParser.Numbers(maximum, example),
            }
        );
}
