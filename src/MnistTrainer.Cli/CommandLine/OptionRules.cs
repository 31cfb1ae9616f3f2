using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Rules for options that have an effect only with others, or not with them. Each returns a sentence for every violation.</summary>
internal static class OptionRules
{
    /// <summary>Whether an option was typed, with a valid value or not.</summary>
    public static bool Has(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Whether an argument was typed.</summary>
    public static bool Has(this ParseResult parsed, Argument argument) => parsed.GetResult(argument) is { Tokens.Count: > 0 };

    /// <summary>Options that go with another, without which they have no effect.</summary>
    public static IEnumerable<string> Need(ParseResult parsed, Option other, params Option[] options) =>
        NeedMode(parsed, parsed.Has(other), other.Name, options);

    /// <summary>Options that go with a mode of the command.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isMode">Whether the command runs in it.</param>
    /// <param name="mode">What it is called: <c>images</c>.</param>
    /// <param name="options">The options.</param>
    public static IEnumerable<string> NeedMode(ParseResult parsed, bool isMode, string mode, params Option[] options) =>
        isMode ? [] : options.Where(parsed.Has).Select(option => $"{option.Name} goes with {mode}.");

    /// <summary>Options that have no effect in a mode of the command.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isMode">Whether the command runs in it.</param>
    /// <param name="reason">Why, as a sentence: <c>The layers of a model are fixed</c>.</param>
    /// <param name="options">The options.</param>
    public static IEnumerable<string> HaveNoEffect(ParseResult parsed, bool isMode, string reason, params Option[] options) =>
        isMode ? options.Where(parsed.Has).Select(option => $"{reason}: leave out {option.Name}.") : [];

    /// <summary>Options of hidden layers, where there are none.</summary>
    public static IEnumerable<string> HiddenLayers(ParseResult parsed, Option<int[]?> hidden, params Option[] options) =>
        HaveNoEffect(parsed, parsed.Given(hidden) is [], $"{hidden.Name} none leaves no hidden layers", options);
}
