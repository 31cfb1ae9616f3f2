using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The standard help, followed by examples to copy.</summary>
internal sealed class ExampleHelp(HelpAction standard, string[] examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Adds examples to the help of a command.</summary>
    public static void AddTo(Command command, params string[] examples)
    {
        HelpOption option = new();
        option.Action = new ExampleHelp((HelpAction)option.Action!, examples);
        command.Options.Add(option);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = Localized.IsEnglish ? standard.Invoke(parseResult) : HelpLayout.Write(standard, parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(Localized.Plural(examples.Length, "Example:", "Examples:"));
        foreach (string example in examples)
            output.WriteLine($"  {Localized.Recognize(example)}");
        output.WriteLine();
        return code;
    }
}
