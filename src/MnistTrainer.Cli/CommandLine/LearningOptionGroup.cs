using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that define the loss to minimize and how.</summary>
internal sealed class LearningOptionGroup : OptionGroup
{
    private static readonly string[] Augmentations = ["elastic", "drawing", "flip-and-crop", "none"];
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
            $"The loss to minimize, which also determines the activation of the last layer: {string.Join(", ", Loss.Names)}",
            Loss.Parse,
            Loss.Names
        );
        _optimizer = AddNamed(
            "--optimizer",
            $"The optimizer: {string.Join(", ", Optimizer.Names)}; settings follow in parentheses: momentum(0.95), adam(0.9,0.99)",
            name => Optimizer.Parse(name),
            Optimizer.Names
        );
        _learningRate = AddNumber("--learning-rate", "Learning rate: 0.001", NumberRange.Positive("0.001"));
        _schedule = AddNamed(
            "--schedule",
            "How the learning rate changes: " + string.Join(", ", LearningRateSchedule.All),
            LearningRateSchedule.Parse,
            LearningRateSchedule.All.Select(one => one.Name)
        );
        _warmUp = AddNumber(
            "--warm-up",
            "Fraction of all steps in which the learning rate rises from 0 to that of the schedule: 0.1",
            NumberRange.Between("0.1")
        );
        _epochs = AddWholeNumber("--epochs", "Number of passes over the training set", 1);
        _batchSize = AddWholeNumber("--batch-size", "Images per step", 1);
        _gradient = AddNamed(
            "--gradient",
            "exact, or book: errors are propagated without the derivative of the activation",
            Known(Gradients),
            Gradients
        );
        _classWeights = Add(
            new Option<ClassWeights?>("--class-weights")
            {
                HelpName = "NAME",
                Description = "balanced, or the weight of the images of some classes: 7=2,9=1.5",
                CustomParser = NameParser.Described(ClassWeights.Parse),
            }
        );
        _augmentation = AddNamed(
            "--augmentation",
            "elastic (each image is rotated, scaled and distorted a little in every epoch), drawing (the strokes of every other image, on average, are also changed the way pens, "
                + "scanners and cameras do), flip-and-crop (each image is mirrored at random and shifted a little) or none. Default, except in book: elastic if "
                + "the images look like handwriting; otherwise, only flips in convnet, and flip-and-crop in best",
            Known(Augmentations),
            Augmentations
        );
    }

    /// <summary>Returns the options that have no effect on the training with a table.</summary>
    public Option[] OfImages => [_augmentation, _gradient];

    /// <summary>Returns the recipe, trained as the options define.</summary>
    public Recipe Apply(ParseResult parsed, Recipe recipe)
    {
        TrainingOptions training = recipe.Training;
        if (parsed.Given(_loss) is Loss loss && loss != training.Loss)
        {
            // The book's targets and gradient rule belong to its loss.
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
        string? augmentation = parsed.Given(_augmentation);
        return recipe with
        {
            AugmentationUse = augmentation is null ? recipe.AugmentationUse : AugmentationUse.Always,
            ImageEpochs = parsed.Given(_epochs) is null ? recipe.ImageEpochs : null,
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
                Augmentation = augmentation switch
                {
                    "elastic" => training.Augmentation ?? new ElasticAugmentation(),
                    "drawing" => new DrawingAugmentation(),
                    "flip-and-crop" => new FlipAndCropAugmentation(),
                    "none" => null,
                    _ => training.Augmentation,
                },
            },
        };
    }

    private static Func<string, string?> Known(string[] names) => name => names.FirstOrDefault(known => known == name);
}
