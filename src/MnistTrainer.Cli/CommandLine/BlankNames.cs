using System.CommandLine;
using System.CommandLine.Parsing;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Names of files, folders and data sets that are empty or blank: mostly a variable of a shell script that is not set.</summary>
internal static class BlankNames
{
    /// <summary>Lets a command reject them in all its arguments and options; images are reported one by one.</summary>
    /// <returns>The command.</returns>
    public static Command Rejected(Command command)
    {
        foreach (
            Argument argument in command.Arguments.Where(argument => argument.Name != ImageArguments.Name && IsText(argument.ValueType))
        )
            argument.Validators.Add(result => Check(result, argument.Name));
        foreach (Option option in command.Options.Where(option => IsText(option.ValueType)))
            option.Validators.Add(result => Check(result, option.Name));
        return command;
    }

    private static void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name}: expected a name, found an empty one.");
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]);
}
