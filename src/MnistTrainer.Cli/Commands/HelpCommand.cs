using System.CommandLine;
using System.CommandLine.Parsing;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist help COMMAND</c>: what <c>mnist COMMAND --help</c> prints.</summary>
internal sealed class HelpCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "help";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Show the help of a command";

    private readonly Argument<string?> _command = new("COMMAND")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The command. Default: none, which lists all commands",
    };

    public HelpCommand()
        : base(Word, Summary)
    {
        _command.Validators.Add(CheckKnown);
        Arguments.Add(_command);
        ExampleHelp.AddTo(this, "mnist help train");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] arguments = parsed.GetValue(_command) is string name ? [name, "--help"] : ["--help"];
        return MnistCommand.Create(arguments).Parse(arguments).Invoke();
    }

    private static void CheckKnown(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: string typed }] && !MnistCommand.Words.Contains(typed))
            result.AddError(UsageError.NoCommand(typed, MnistCommand.Words));
    }
}
