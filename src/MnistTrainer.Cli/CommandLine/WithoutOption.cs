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
                "A list by mnist doctor, or the one that its page exports: leave out the images that it removes, and give those that it fixes the suggested label",
        };
}
