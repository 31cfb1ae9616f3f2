using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The option <c>--layers</c>, which defines all layers of a network.</summary>
internal static class LayersOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="description">Its help text, which the names of all layers follow.</param>
    public static Option<Layer[]?> Create(string description) =>
        new("--layers")
        {
            HelpName = "LAYER,LAYER…",
            Description = $"{description}. Layers: {string.Join(", ", Layer.Names)}",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = NameParser.Described<Layer[]>(text => [.. Layer.ParseList(text)]),
        };

    /// <summary>Returns a sentence for each option that was given besides <c>--layers</c> although it has no effect then.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="layers">The option <c>--layers</c>.</param>
    /// <param name="others">The options that define single properties of layers.</param>
    public static IEnumerable<string> Conflicts(ParseResult parsed, Option layers, params Option[] others) =>
        parsed.GetResult(layers) is { Implicit: false }
            ? others
                .Where(option => parsed.GetResult(option) is { Implicit: false })
                .Select(option => $"--layers defines all layers: leave out {option.Name}.")
            : [];
}
