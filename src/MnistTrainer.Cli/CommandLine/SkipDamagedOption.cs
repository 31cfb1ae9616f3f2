using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary><c>--skip-damaged</c>: leaves out images that cannot be read.</summary>
internal sealed class SkipDamagedOption : Option<bool>
{
    private const string Word = "--skip-damaged";

    public SkipDamagedOption()
        : base(Word) => Description = "Leave out images of a folder that are damaged or missing, and report how many, instead of stopping";

    /// <summary>Returns load options with this one.</summary>
    public LoadOptions Apply(ParseResult parsed, LoadOptions known) => known with { SkipDamaged = parsed.Given(this) };

    /// <summary>Returns the sentence that names this option where it would have helped; empty where it would not or the command lacks it.</summary>
    public static string RemedyFor(InvalidInputException error, Command command) =>
        error.Option == nameof(LoadOptions.SkipDamaged) && command.Options.Any(option => option.Name == Word)
            ? " " + Localized.Of($"{Word} leaves out files that cannot be read.")
            : "";
}
