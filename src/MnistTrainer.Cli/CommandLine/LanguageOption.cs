using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary><c>--language</c>, which every command has: the language of what it shows, not of what it computes or writes.</summary>
internal sealed class LanguageOption : Option<string?>
{
    private LanguageOption()
        : base(UserLanguage.Option)
    {
        HelpName = "CODE";
        Description = "Language of help, results and messages: en or ko (Korean). Default: that of the locale; --json is English";
        CustomParser = NameParser.Named(code => UserLanguage.Codes.Contains(code) ? code : null, UserLanguage.Codes);
    }

    /// <summary>Adds the option to a command, in front of its help, and translates the help of all.</summary>
    /// <returns>The command.</returns>
    public static Command AddTo(Command command)
    {
        command.Options.Insert(Math.Max(0, command.Options.Count - 1), new LanguageOption());
        if (Localized.IsEnglish)
            return command;
        foreach (Symbol symbol in command.Arguments.Concat<Symbol>(command.Options).Append(command))
            symbol.Description = symbol.Description is string english ? Localized.Of(english) : null;
        return command;
    }
}
