using System.CommandLine;
using System.CommandLine.Parsing;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Reports invalid usage: what is wrong, what was probably meant, and where to read more.</summary>
internal static class UsageError
{
    /// <summary>Whether a word in place of an argument is meant as an option, or options that are valid by themselves do not go together.</summary>
    public static bool IsWrong(ParseResult parsed) =>
        parsed.Action == parsed.CommandResult.Command.Action
        && (
            MistypedOptions(parsed).Any()
            || ((parsed.CommandResult.Command is not IChecksOptions checks || checks.IsComplete(parsed)) && Combined(parsed).Any())
        );

    /// <summary>Writes every error in the command line, a line each.</summary>
    /// <returns>The exit code for invalid usage.</returns>
    public static int Report(ParseResult parsed, TextWriter writer)
    {
        Command command = parsed.CommandResult.Command;
        string[] sentences = Sentences(parsed, command);
        string more = Localized.Of($"See: {NameOf(command)} --help");
        if (IsEmpty(parsed))
            parsed.RootCommandResult.Command.Parse("--help").Invoke(new InvocationConfiguration { Output = writer });
        else
            writer.WriteLine(
                PrintableText.OfLines(
                    sentences.Length == 1 ? $"{sentences[0]} {more}" : string.Join(Environment.NewLine, [.. sentences, more])
                )
            );
        return ExitCode.WrongUsage;
    }

    /// <summary>Whether help is asked for of a command that there is not.</summary>
    public static bool IsOfNoCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Any(typed => !typed.StartsWith('-'));

    /// <summary>A word that is no command, and which one was probably meant.</summary>
    public static string NoCommand(string typed, IEnumerable<string> commands) =>
        Localized.Of($"\"{typed}\" is not a command of {MnistCommand.Name}.") + Meant(typed, commands);

    private static bool IsEmpty(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand
        && parsed.UnmatchedTokens.Count == 0
        && !parsed.Errors.Any(error => error.SymbolResult is OptionResult or ArgumentResult);

    private static string[] Sentences(ParseResult parsed, Command command)
    {
        string[] ofOptions =
        [
            .. parsed.Errors.Where(error => error.SymbolResult is OptionResult or ArgumentResult).Select(Sentence),
            .. Combined(parsed),
        ];

        // Of unmatched words, those meant as options are reported; others may be unmatched because of them.
        string[] leftOver =
        [
            .. parsed
                .UnmatchedTokens.Where(typed => typed.StartsWith('-'))
                .Concat(MistypedOptions(parsed))
                .Select(typed => LeftOver(typed, command)),
        ];
        string[] all = [.. leftOver, .. ofOptions.Distinct(StringComparer.Ordinal).Select(Localized.Recognize)];
        if (all.Length > 0)
            return all;
        return parsed.UnmatchedTokens.Count > 0
            ? [LeftOver(parsed.UnmatchedTokens[0], command)]
            : [Localized.Recognize(Sentence(parsed.Errors[0]))];
    }

    /// <summary>An error in our words: those of the parser count arguments.</summary>
    private static string Sentence(ParseError error)
    {
        OptionResult? option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (option is not null && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues)
            return $"{option.Option.Name}: expected {option.Option.HelpName ?? "a value"}, found nothing.";
        if (option is not null && option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues)
            return $"{option.Option.Name}: expected once, found {option.Tokens.Count} times: {string.Join(", ", option.Tokens)}.";
        return error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: { } argument }
            ? Localized.Of($"{argument.Name} is missing. {argument.Description}.")
            : EndWithStop(error.Message);
    }

    private static IEnumerable<string> Combined(ParseResult parsed) =>
        [.. parsed.CommandResult.Command is IChecksOptions checks ? checks.Violations(parsed) : [], .. OutputGuard.Violations(parsed)];

    /// <summary>
    /// Words that an argument has taken although they look like options: <c>--modl</c>. A file may have such a name, <c>-1.png</c>, and so may a pattern, <c>-*.png</c>; what
    /// follows <c>--</c> is an argument in any case.
    /// </summary>
    private static IEnumerable<string> MistypedOptions(ParseResult parsed)
    {
        // Its argument is the name of a command, and no other word is one.
        if (parsed.CommandResult.Command is HelpCommand)
            return [];
        HashSet<Token> taken = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)];
        return parsed
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => taken.Contains(token) && token.Value is ['-', not ('-' or (>= '0' and <= '9')), ..] or ['-', '-', _, ..])
            .Select(token => token.Value)
            .Where(typed => !Path.Exists(typed) && !IsFileName(typed));
    }

    private static bool IsFileName(string typed) =>
        !typed.StartsWith("--", StringComparison.Ordinal)
        && !typed.Contains('=', StringComparison.Ordinal)
        && (typed.AsSpan().ContainsAny('*', '?') || Path.HasExtension(typed));

    private static string LeftOver(string typed, Command command)
    {
        bool isOption = typed.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.Where(option => !option.Hidden).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        string name = NameOf(command),
            sentence = isOption ? Localized.Of($"\"{typed}\" is not an option of {name}.")
            : command.Subcommands.Count > 0 ? Localized.Of($"\"{typed}\" is not a command of {name}.")
            : Localized.Of($"\"{typed}\" is not an argument of {name}.");
        return sentence + Meant(typed, known);
    }

    private static string Meant(string typed, IEnumerable<string> known) =>
        NearestName.Find(typed, known) is string meant ? " " + Localized.Of($"Did you mean {meant}?") : "";

    private static string EndWithStop(string message) => message[^1] is '.' or '?' ? message : message + ".";

    private static string NameOf(Command command) => command is RootCommand ? MnistCommand.Name : $"{MnistCommand.Name} {command.Name}";
}
