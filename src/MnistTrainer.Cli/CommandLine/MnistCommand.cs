using System.CommandLine;
using System.CommandLine.Help;
using MnistTrainer.Cli.Commands;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The root of the command line, with all its commands.</summary>
internal static class MnistCommand
{
    /// <summary>What a user types.</summary>
    public const string Name = "mnist";

    public static RootCommand Create()
    {
        RootCommand root = new("Trains neural networks to recognise digits and other small pictures, measures them, and uses them.")
        {
            HelpName = Name,
        };
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        ExampleHelp.AddTo(
            root,
            "mnist train                            a first network, from the digits that come with the program",
            "mnist predict drawing.png              what it takes a picture for",
            "mnist download mnist && mnist train    the real thing");
        root.Subcommands.Add(new TrainCommand());
        root.Subcommands.Add(new EvaluateCommand());
        root.Subcommands.Add(new PredictCommand());
        root.Subcommands.Add(new InspectCommand());
        root.Subcommands.Add(new DownloadCommand());
        root.Subcommands.Add(new SynthesizeCommand());
        root.Subcommands.Add(new BenchmarkCommand());
        return root;
    }
}
