using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that have a network trained on the answers of another one.</summary>
internal sealed class TeacherOptionGroup : OptionGroup
{
    private readonly Option<string?> _teacher;
    private readonly Option<float?> _weight;
    private readonly Option<float?> _temperature;

    public TeacherOptionGroup()
    {
        _teacher = AddText(
            "--teacher",
            "MODEL",
            "Train on the answers of this model to each image, as well as on its label: a large model that reads images of the same size and has the same classes"
        );
        _weight = AddNumber(
            "--teacher-weight",
            FormattableString.Invariant(
                $"The teacher's share of the loss: 0 for labels alone, 1 for the teacher's answers alone. Default: {Distillation.DefaultWeight}"
            ),
            new NumberRange("a number from 0 to 1, such as 0.5", number => number is >= 0 and <= 1)
        );
        _temperature = AddNumber(
            "--teacher-temperature",
            FormattableString.Invariant(
                $"What net inputs are divided by, which makes small probabilities larger. Default: {Distillation.DefaultTemperature}"
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
        parsed.Given(_teacher) is string path
            ? new TeacherSettings(
                path,
                parsed.Given(_weight) ?? Distillation.DefaultWeight,
                parsed.Given(_temperature) ?? Distillation.DefaultTemperature
            )
            : null;
}

/// <summary>A teacher that has not been read yet.</summary>
/// <param name="Path">The model's file.</param>
/// <param name="Weight">The teacher's share of the loss.</param>
/// <param name="Temperature">The temperature.</param>
internal sealed record TeacherSettings(string Path, float Weight, float Temperature)
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
    /// <exception cref="InvalidInputException">The model cannot be read.</exception>
    public Recipe AddTo(Recipe recipe) =>
        recipe with
        {
            Training = recipe.Training with
            {
                Distillation = new(ModelFile.Load(Path)) { Weight = Weight, Temperature = Temperature },
            },
        };
}
