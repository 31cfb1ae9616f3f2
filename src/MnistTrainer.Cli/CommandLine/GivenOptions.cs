using System.CommandLine;
using System.CommandLine.Parsing;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options on the command line, also where some of them are invalid.</summary>
internal static class GivenOptions
{
    /// <summary>Returns the value of an option; the default of its type where it was not given or is invalid.</summary>
    public static T? Given<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is { Implicit: false } result
        && !parsed.Errors.Any(error => error.SymbolResult == result || error.SymbolResult?.Parent == result)
            ? parsed.GetValue(option)
            : default;

    /// <summary>Returns the options that were given, each with its arguments as typed; not the language, which changes no result.</summary>
    public static IEnumerable<(Option Option, string[] Values)> Typed(this ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Where(result => result is { Implicit: false, Option: not LanguageOption })
            .Select(result => (result.Option, result.Tokens.Select(token => token.Value).ToArray()));
}
