using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that say what is made small, and by what steps.</summary>
internal sealed class LearningOptionGroup : OptionGroup
{
    private static readonly string[] Augmentations = ["elastic", "drawing", "none"];
    private static readonly string[] Gradients = ["exact", "book"];

    private readonly Option<Loss?> _loss;
    private readonly Option<Optimizer?> _optimizer;
    private readonly Option<float?> _learningRate;
    private readonly Option<LearningRateSchedule?> _schedule;
    private readonly Option<float?> _warmUp;
    private readonly Option<int?> _epochs;
    private readonly Option<int?> _batchSize;
    private readonly Option<string?> _gradient;
    private readonly Option<ClassWeights?> _classWeights;
    private readonly Option<string?> _augmentation;

    public LearningOptionGroup()
    {
        _loss = AddNamed(
            "--loss",
            $"{string.Join(", ", Loss.All)}; the output's activation follows it",
            Loss.Parse,
            Loss.All.Select(loss => loss.Name)
        );
        _optimizer = AddNamed(
            "--optimizer",
            $"{string.Join(", ", Optimizer.Names)}; settings follow in brackets: momentum(0.95), adam(0.9,0.99)",
            name => Optimizer.Parse(name),
            Optimizer.Names
        );
        _learningRate = AddNumber("--learning-rate", "The size of a step: 0.001", NumberRange.Positive("0.001"));
        _schedule = AddNamed(
            "--schedule",
            "How the learning rate changes: " + string.Join(", ", LearningRateSchedule.All),
            LearningRateSchedule.Parse,
            LearningRateSchedule.All.Select(one => one.Name)
        );
        _warmUp = AddNumber(
            "--warm-up",
            "The share of all steps in which the learning rate rises to what the schedule says: 0.1",
            NumberRange.Between("0.1")
        );
        _epochs = AddWholeNumber("--epochs", "How often every image is learned from", 1);
        _batchSize = AddWholeNumber("--batch-size", "Images that share one step", 1);
        _gradient = AddNamed(
            "--gradient",
            "exact, or book: errors are passed back without the slope of the activation",
            Known(Gradients),
            Gradients
        );
        _classWeights = Add(
            new Option<ClassWeights?>("--class-weights")
            {
                HelpName = "NAME",
                Description = "balanced, or how much images of some classes count: 7=2,9=1.5",
                CustomParser = NameParser.Described(ClassWeights.Parse),
            }
        );
        _augmentation = AddNamed(
            "--augmentation",
            "elastic (each image is turned, scaled and bent a little in every epoch), drawing (and its strokes changed as pens, "
                + "scanners and cameras do) or none. Unless told, elastic in fast and accurate, where the images look like handwriting",
            Known(Augmentations),
            Augmentations
        );
    }

    /// <summary>What was asked for as augmentation, or null.</summary>
    public string? Augmentation(ParseResult parsed) => parsed.Given(_augmentation);

    /// <summary>The preset with what was asked for.</summary>
    public Preset Apply(ParseResult parsed, Preset preset)
    {
        TrainingOptions training = preset.Training;
        if (parsed.Given(_loss) is Loss loss && loss != training.Loss)
        {
            // The book's targets and rule belong to its loss.
            training = training with
            {
                Loss = loss,
                Targets = TargetValues.ZeroOne,
                Gradient = GradientRule.Exact,
            };
        }

        float? rate = parsed.Given(_learningRate);
        Optimizer optimizer = parsed.Given(_optimizer) ?? training.Optimizer;
        LearningRateSchedule schedule = parsed.Given(_schedule) ?? training.Schedule;
        return preset with
        {
            Training = training with
            {
                Optimizer = optimizer with { LearningRate = rate ?? optimizer.LearningRate },
                Schedule = parsed.Given(_warmUp) is float share
                    ? LearningRateSchedule.Parse(FormattableString.Invariant($"warm-up({share},{schedule})"))
                    : schedule,
                Epochs = parsed.Given(_epochs) ?? training.Epochs,
                BatchSize = parsed.Given(_batchSize) ?? training.BatchSize,
                ClassWeights = parsed.Given(_classWeights),
                Gradient = parsed.Given(_gradient) switch
                {
                    "book" => GradientRule.Book,
                    "exact" => GradientRule.Exact,
                    _ => training.Gradient,
                },
            },
        };
    }

    private static Func<string, string?> Known(string[] names) => name => names.FirstOrDefault(known => known == name);
}
