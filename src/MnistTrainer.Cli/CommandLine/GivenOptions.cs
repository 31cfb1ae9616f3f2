using System.CommandLine;
using System.CommandLine.Parsing;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>What was typed for options, also where some of it does not hold.</summary>
internal static class GivenOptions
{
    /// <summary>The value of an option; the default of its type where it was not given or does not hold.</summary>
    public static T? Given<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is { Implicit: false } result
        && !parsed.Errors.Any(error => error.SymbolResult == result || error.SymbolResult?.Parent == result)
            ? parsed.GetValue(option)
            : default;

    /// <summary>The options that were typed, with what stood behind each.</summary>
    public static IEnumerable<(Option Option, string[] Values)> Typed(this ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Where(result => !result.Implicit)
            .Select(result => (result.Option, result.Tokens.Select(token => token.Value).ToArray()));
}
