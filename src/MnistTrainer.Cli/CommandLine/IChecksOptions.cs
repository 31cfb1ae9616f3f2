using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>A command that checks the combination of its options, which the parser cannot.</summary>
internal interface IChecksOptions
{
    /// <summary>Returns what is invalid about the combination of options that are valid by themselves, a sentence each.</summary>
    IEnumerable<string> Violations(ParseResult parsed);
}
