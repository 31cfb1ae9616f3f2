using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>A command that checks the combination of its options, which the parser cannot.</summary>
internal interface IChecksOptions
{
    /// <summary>Returns what is invalid about the combination of options that are valid by themselves, a sentence each.</summary>
    IEnumerable<string> Violations(ParseResult parsed);

    /// <summary>Whether the command line is complete as typed, so that its combination can be checked before the command runs.</summary>
    bool IsComplete(ParseResult parsed) => true;
}
