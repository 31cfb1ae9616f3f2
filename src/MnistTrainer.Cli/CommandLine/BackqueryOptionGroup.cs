using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist explain</c> for what a network expects of a class.</summary>
internal sealed class BackqueryOptionGroup : OptionGroup
{
    private readonly Option<string?> _class;
    private readonly Option<string?> _method;
    private readonly Option<int?> _steps;
    private readonly FileOption _output = new(
        "--output",
        "FILE.png",
        OutputKind.Png,
        "With --backquery: write the image to this file; the images of all classes are side by side"
    );

    public BackqueryOptionGroup()
    {
        _class = AddText(
            "--backquery",
            "CLASS",
            $"Instead of an image, draw what the network expects of this class, or of {Backquery.AllClasses}"
        );
        _method = AddText(
            "--method",
            "NAME",
            "With --backquery: ascent, by the gradient of the class's probability, or inversion, the book's method for networks of sigmoids. Default: ascent"
        );
        _method.AcceptOnlyFromAmong("ascent", "inversion");
        _steps = AddWholeNumber("--steps", "With --backquery: the number of steps of the ascent. Default: 100", 1);
        Add(_output);
    }

    /// <summary>Whether a class is to be drawn.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.Has(_class);

    /// <summary>Whether the image is to be written.</summary>
    public bool HasOutput(ParseResult parsed) => parsed.Has(_output);

    /// <summary>Returns the class, or null.</summary>
    public string? Class(ParseResult parsed) => parsed.Given(_class);

    /// <summary>Returns the file to write, or null.</summary>
    public string? Output(ParseResult parsed) => parsed.Given(_output);

    /// <summary>Returns the settings of the ascent; null for the inversion of the book.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="learningRate">What a step adds to a pixel; null for the default.</param>
    public GradientAscent? ToAscent(ParseResult parsed, float? learningRate)
    {
        GradientAscent usual = new();
        return IsInversion(parsed)
            ? null
            : usual with
            {
                Steps = parsed.Given(_steps) ?? usual.Steps,
                LearningRate = learningRate ?? usual.LearningRate,
            };
    }

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="learningRate">The option of the learning rate, which an example has as well.</param>
    public IEnumerable<string> Violations(ParseResult parsed, Option learningRate) =>
        [
            .. OptionRules.Need(parsed, _class, _method, _steps, _output),
            .. OptionRules.HaveNoEffect(parsed, IsInversion(parsed), "The book's inversion takes no steps", _steps, learningRate),
        ];

    private bool IsInversion(ParseResult parsed) => parsed.Given(_method) == "inversion";
}
