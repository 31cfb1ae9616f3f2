using System.CommandLine;
using System.CommandLine.Parsing;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Tells a user what was typed wrongly, what may have been meant, and where to read more.</summary>
internal static class UsageError
{
    /// <summary>Writes the first mistake in what was typed.</summary>
    /// <returns>The exit code for wrong usage.</returns>
    public static int Report(ParseResult parsed, TextWriter writer)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.Tokens.Count == 0)
            parsed.RootCommandResult.Command.Parse("--help").Invoke(new InvocationConfiguration { Output = writer });
        else
            writer.WriteLine($"{Sentence(parsed, command)} See: {NameOf(command)} --help");
        return ExitCode.WrongUsage;
    }

    private static string Sentence(ParseResult parsed, Command command)
    {
        // An error of an option says more than the words that were left over because of it.
        ParseError? ofOption = parsed.Errors.FirstOrDefault(error => error.SymbolResult is OptionResult or ArgumentResult);
        if (ofOption is not null || parsed.UnmatchedTokens.Count == 0)
            return EndWithStop((ofOption ?? parsed.Errors[0]).Message);

        string typed = parsed.UnmatchedTokens[0];
        bool isOption = typed.StartsWith('-');
        string kind = isOption ? "an option" : command.Subcommands.Count > 0 ? "a command" : "an argument";
        IEnumerable<string> known = isOption
            ? command.Options.Where(option => !option.Hidden).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        string? meant = NearestName.Find(typed, known);
        return $"\"{typed}\" is not {kind} of {NameOf(command)}.{(meant is null ? "" : $" Did you mean {meant}?")}";
    }

    private static string EndWithStop(string message) => message[^1] is '.' or '?' ? message : message + ".";

    private static string NameOf(Command command) => command is RootCommand ? MnistCommand.Name : $"{MnistCommand.Name} {command.Name}";
}
