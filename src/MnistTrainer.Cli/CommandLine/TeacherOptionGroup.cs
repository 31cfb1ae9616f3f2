using System.Collections.Immutable;
using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that have a network trained on the answers of another one, or of several.</summary>
internal sealed class TeacherOptionGroup : OptionGroup
{
    private readonly Option<string[]> _teacher;
    private readonly Option<float?> _weight;
    private readonly Option<float?> _temperature;

    public TeacherOptionGroup()
    {
        _teacher = AddTexts(
            "--teacher",
            "MODEL",
            "Train on this model's answer to each image as well as on its label: a large model that reads images of the same size and has the same classes. Several models with the same layers answer with the mean of their probabilities"
        );
        _weight = AddNumber(
            "--teacher-weight",
            FormattableString.Invariant(
                $"The teacher's weight in the loss: 0 for labels only, 1 for the teacher's answers only. Default: {Distillation.DefaultWeight}"
            ),
            new NumberRange("a number from 0 to 1, such as 0.5", number => number is >= 0 and <= 1)
        );
        _temperature = AddNumber(
            "--teacher-temperature",
            FormattableString.Invariant(
                $"Number by which net inputs are divided, which makes small probabilities larger. Default: {Distillation.DefaultTemperature}"
            ),
            new NumberRange(
                FormattableString.Invariant($"a number from 1 to {Distillation.MaximumTemperature}, such as 4"),
                number => number is >= 1 and <= Distillation.MaximumTemperature
            )
        );
    }

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed) => OptionRules.Need(parsed, _teacher, _weight, _temperature);

    /// <summary>Returns the teacher and how its answers are used; null without <c>--teacher</c>.</summary>
    public TeacherSettings? ToSettings(ParseResult parsed) =>
        parsed.Given(_teacher) is [_, ..] paths
            ? new TeacherSettings(
                [.. paths],
                parsed.Given(_weight) ?? Distillation.DefaultWeight,
                parsed.Given(_temperature) ?? Distillation.DefaultTemperature
            )
            : null;
}

/// <summary>A teacher that has not been read yet.</summary>
/// <param name="Paths">The model's file, or those of several models, which answer with the mean of their probabilities.</param>
/// <param name="Weight">The teacher's share of the loss.</param>
/// <param name="Temperature">The temperature.</param>
internal sealed record TeacherSettings(ImmutableArray<string> Paths, float Weight, float Temperature)
{
    /// <summary>Returns what is invalid in combination with how the network is trained, a sentence each.</summary>
    public static IEnumerable<string> Violations(TrainingOptions training)
    {
        if (training.Loss != Loss.SoftmaxCrossEntropy)
            yield return $"--teacher needs the loss {Loss.SoftmaxCrossEntropy}, not {training.Loss}: choose a preset with it, or --loss.";
        if (training.Gradient == GradientRule.Book)
            yield return "--teacher needs the exact gradient, not that of --gradient book.";
    }

    /// <summary>Returns the recipe, trained on the teacher's answers as well.</summary>
    /// <exception cref="InvalidInputException">A model cannot be read, or several models cannot be averaged; the message names their files.</exception>
    public Recipe AddTo(Recipe recipe) =>
        recipe with
        {
            Training = recipe.Training with
            {
                Distillation = new(Load()) { Weight = Weight, Temperature = Temperature },
            },
        };

    // A model that is an ensemble cannot be a member of another one, but is a teacher alone.
    private Network Load() =>
        Paths is [string path] ? ImageModel.Load(path) : Network.EnsembleOf([.. Paths.Select(ImageModel.Load)], Paths);
}
