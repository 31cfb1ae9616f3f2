using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary><c>--without</c>: leaves out or relabels the samples of a list that the label doctor wrote.</summary>
internal static class WithoutOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--without";

    public static Option<string?> Create() =>
        new(Name)
        {
            HelpName = "FILE",
            Description =
                "A list written by mnist doctor or exported by its page: leaves out the images to remove, and gives the images to fix the suggested label",
        };
}
