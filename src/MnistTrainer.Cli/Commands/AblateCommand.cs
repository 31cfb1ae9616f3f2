using System.CommandLine;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist ablate</c>: what each stage on the way from an image to a digit is worth, by kind of image.</summary>
internal sealed class AblateCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "ablate";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Read many kinds of made images with each stage of the way to the digit left out in turn";

    private readonly Option<string?> _model = CommonOptions.Model("The model; unless told, the one trained last or the one that ships");
    private readonly Option<int?> _count = CommonOptions.WholeNumber("--count", "Images of each kind; 100 unless told", 10, 10_000);
    private readonly Option<int?> _seed = CommonOptions.WholeNumber("--seed", "The same seed gives the same images; 1 unless told", 0);
    private readonly Option<string?> _markdown = new("--markdown")
    {
        HelpName = "FILE.md",
        Description = "Write the table into a file, too",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public AblateCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_model, _count, _seed, _markdown, _json])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist ablate", "mnist ablate --model models/digits.zip --count 200 --markdown ablation.md");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        Recognizer recognizer = Recognizer.Load(parsed.GetValue(_model) ?? ModelPath.Latest(screen));
        recognizer.CheckReadsDigits();
        using Interruption interruption = new();
        StageAblation ablation = new(recognizer, parsed.GetValue(_seed) ?? 1, parsed.GetValue(_count) ?? 100);
        AblationView view = new(
            ProgressBar.Run(screen, "Reading images", StageAblation.Kinds.Count, "kinds", bar => ablation.Run(bar, interruption.Token))
        );
        if (screen.IsJson)
            view.WriteJson();
        else
            view.Show(screen);
        if (parsed.GetValue(_markdown) is string file)
            view.WriteMarkdown(file);
        return ExitCode.Done;
    }
}
