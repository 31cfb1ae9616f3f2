using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The kinds of data source, for help texts.</summary>
    public const string SourceKinds = "a name (digits, mnist, …), a file (.csv, .npz, IDX, …, or a .zip of them) or a folder";

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object and nothing else" };

    public static Option<string?> Model(string description) => new("--model") { HelpName = "FILE", Description = description };

    public static Option<string?> Source(string name, string description) => new(name) { HelpName = "SOURCE", Description = description };

    public static Option<int?> WholeNumber(string name, string description, int minimum, int maximum = int.MaxValue) =>
        new(name)
        {
            HelpName = "N",
            Description = description,
            CustomParser = OptionParser.WholeNumber(minimum, maximum),
        };
}
