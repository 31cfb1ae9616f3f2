using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>A command whose options must hold together, which the library cannot see to.</summary>
internal interface IChecksOptions
{
    /// <summary>What does not hold together among the options that hold by themselves, a sentence each.</summary>
    IEnumerable<string> Violations(ParseResult parsed);
}
