using System.CommandLine;
using System.CommandLine.Help;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// The root of the command line, with all its commands. Only the command that is called gets its options: creating those of all commands takes a fifth of the
/// time of help, and help of the root needs none.
/// </summary>
internal static class MnistCommand
{
    /// <summary>The name of the program.</summary>
    public const string Name = "mnist";

    private static readonly Dictionary<string, (string Summary, Func<Command> Create)> Commands = new(StringComparer.Ordinal)
    {
        [TrainCommand.Word] = (TrainCommand.Summary, () => new TrainCommand()),
        [EvaluateCommand.Word] = (EvaluateCommand.Summary, () => new EvaluateCommand()),
        [PredictCommand.Word] = (PredictCommand.Summary, () => new PredictCommand()),
        [ServeCommand.Word] = (ServeCommand.Summary, () => new ServeCommand()),
        [ExploreCommand.Word] = (ExploreCommand.Summary, () => new ExploreCommand()),
        [LearnCommand.Word] = (LearnCommand.Summary, () => new LearnCommand()),
        [CalibrateCommand.Word] = (CalibrateCommand.Summary, () => new CalibrateCommand()),
        [InspectCommand.Word] = (InspectCommand.Summary, () => new InspectCommand()),
        [DoctorCommand.Word] = (DoctorCommand.Summary, () => new DoctorCommand()),
        [DownloadCommand.Word] = (DownloadCommand.Summary, () => new DownloadCommand()),
        [SynthesizeCommand.Word] = (SynthesizeCommand.Summary, () => new SynthesizeCommand()),
        [FindRateCommand.Word] = (FindRateCommand.Summary, () => new FindRateCommand()),
        [SearchCommand.Word] = (SearchCommand.Summary, () => new SearchCommand()),
        [WorkerCommand.Word] = (WorkerCommand.Summary, () => new WorkerCommand()),
        [CompareCommand.Word] = (CompareCommand.Summary, () => new CompareCommand()),
        [AblateCommand.Word] = (AblateCommand.Summary, () => new AblateCommand()),
        [ExplainCommand.Word] = (ExplainCommand.Summary, () => new ExplainCommand()),
        [GradientCheckCommand.Word] = (GradientCheckCommand.Summary, () => new GradientCheckCommand()),
        [ExportCommand.Word] = (ExportCommand.Summary, () => new ExportCommand()),
        [ImportCommand.Word] = (ImportCommand.Summary, () => new ImportCommand()),
        [BenchmarkCommand.Word] = (BenchmarkCommand.Summary, () => new BenchmarkCommand()),
        [HelpCommand.Word] = (HelpCommand.Summary, () => new HelpCommand()),
    };

    /// <summary>The names of the commands.</summary>
    public static IReadOnlyCollection<string> Words => Commands.Keys;

    /// <param name="arguments">The command line after the program's name.</param>
    public static RootCommand Create(string[] arguments)
    {
        RootCommand root = new("Train neural networks that recognize digits and other small images, evaluate them, and use them.")
        {
            HelpName = Name,
        };
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        ExampleHelp.AddTo(
            root,
            "mnist train                            a first network, trained on the digits that ship with the program",
            "mnist predict drawing.png              classify an image",
            "mnist download mnist && mnist train    train on MNIST"
        );
        string? called = Array.Find(arguments, Commands.ContainsKey);
        foreach ((string word, (string summary, Func<Command> create)) in Commands)
            root.Subcommands.Add(
                word == called ? LanguageOption.AddTo(BlankNames.Rejected(create())) : new Command(word, Localized.Of(summary))
            );
        LanguageOption.AddTo(root);
        return root;
    }
}
