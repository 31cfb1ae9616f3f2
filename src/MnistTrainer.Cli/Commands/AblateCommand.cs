using System.CommandLine;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist ablate</c>: what each imaging stage contributes, by kind of image.</summary>
internal sealed class AblateCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "ablate";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Measure what each imaging stage contributes, on synthetic images of many kinds";

    private static readonly AblationSettings Defaults = new();

    private readonly Option<string?> _model = CommonOptions.Model("The model. Default: the most recently trained one, or the included one");
    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        $"Number of images of each kind. Default: {Defaults.Count}",
        10,
        10_000
    );
    private readonly Option<int?> _seed = CommonOptions.WholeNumber("--seed", $"Seed of the images. Default: {Defaults.Seed}", 0);
    private readonly FileOption _markdown = new("--markdown", "FILE.md", OutputKind.Markdown, "Also write the table to a file");
    private readonly Option<bool> _json = CommonOptions.Json();

    public AblateCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_model, _count, _seed, _markdown, OutputGuard.Force(), _json])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist ablate", "mnist ablate --model models/digits.zip --count 200 --markdown ablation.md");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        ImageRecognizer recognizer = new(ImageModel.Load(parsed.GetValue(_model) ?? ModelPath.Latest(screen)));
        using Interruption interruption = new();
        AblationSettings settings = new()
        {
            Count = parsed.GetValue(_count) ?? Defaults.Count,
            Seed = parsed.GetValue(_seed) ?? Defaults.Seed,
        };
        var ablation = StageAblation.Run(recognizer, settings, new TerminalListener(screen), interruption.Token);
        AblationView view = new(ablation);
        if (screen.IsJson)
            JsonOutput.Print(AblateJson.Of(ablation), CommandJson.Readable.AblateJson);
        else
            view.Show(screen.Results);
        if (parsed.GetValue(_markdown) is string file)
            view.WriteMarkdown(file);
        return ExitCode.Done;
    }
}
