using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>A network and a way to train it, with a name. The options of <c>mnist train</c> change single parts of it.</summary>
/// <param name="Name">What a user calls it.</param>
internal sealed record Preset(string Name)
{
    private const int MaximumClasses = 10_000;

    /// <summary>The network of Tariq Rashid's "Make Your Own Neural Network", part 2, and its rule: one sample at a time.</summary>
    public static Preset Book { get; } =
        new("book")
        {
            Network = new()
            {
                HiddenActivation = Activation.Sigmoid,
                Initializer = Initializer.Book,
                UseBias = false,
                Scaling = InputScaling.Book,
            },
            Training = new()
            {
                Loss = Loss.SquaredError,
                Optimizer = new GradientDescent(0.1f),
                Epochs = 5,
                BatchSize = 1,
                Targets = TargetValues.Book,
                Gradient = GradientRule.Book,
            },
        };

    /// <summary>The best accuracy in a few seconds.</summary>
    public static Preset Fast { get; } =
        new("fast")
        {
            Network = new() { HiddenUnits = [300] },
            Training = new()
            {
                Optimizer = new Adam(0.002f),
                Schedule = LearningRateSchedule.Cosine,
                Augmentation = new ElasticAugmentation(),
            },
        };

    /// <summary>The best accuracy in about two minutes.</summary>
    public static Preset Accurate { get; } =
        new("accurate")
        {
            Network = new() { HiddenUnits = [512, 256] },
            DropoutInstead = 0.3f,
            Training = new()
            {
                Epochs = 100,
                Schedule = LearningRateSchedule.Cosine,
                Augmentation = new ElasticAugmentation
                {
                    Rotation = 15,
                    Scaling = 0.15f,
                    Slant = 0.15f,
                    Displacement = 0.035f,
                },
            },
        };

    /// <summary>All presets.</summary>
    public static ImmutableArray<Preset> All { get; } = [Book, Fast, Accurate];

    /// <summary>The network; its last activation follows from the loss.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>
    /// The share of the hidden layers' outputs that is dropped where no image is augmented, null for none: something has to keep a large network
    /// from learning by heart.
    /// </summary>
    public float? DropoutInstead { get; init; }

    /// <summary>The activation of the last layer.</summary>
    public Activation OutputActivation => Network.OutputActivationFor(Training.Loss);

    /// <summary>
    /// This preset with the augmentation that a user asked for, or, where nothing was said, its own if the images are handwriting.
    /// </summary>
    public Preset WithAugmentationFor(Samples<byte> samples, string? asked)
    {
        IAugmentation? augmentation = asked switch
        {
            "elastic" => Training.Augmentation ?? new ElasticAugmentation(),
            "drawing" => new DrawingAugmentation(),
            "none" => null,
            _ => Handwriting.Resembles(samples) ? Training.Augmentation : null,
        };
        return this with
        {
            Training = Training with { Augmentation = augmentation },
            Network = augmentation is null && DropoutInstead is float dropout ? Network with { Dropout = dropout } : Network,
        };
    }

    /// <summary>What does not hold together, a sentence each, as far as can be told without data.</summary>
    public IEnumerable<string> Violations()
    {
        // Layers that are given as a whole fix the number of classes.
        int classes = Network.Layers is { IsDefaultOrEmpty: false } layers && layers[^1] is Dense last ? Math.Clamp(last.Units, 1, MaximumClasses) : 2;
        var definition = NetworkDefinition.Create(
            Shape.Vector(1),
            Enumerable.Range(0, classes).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}")),
            Network with
            {
                OutputActivation = OutputActivation,
            }
        );
        foreach (string violation in Training.Violations(definition))
            yield return $"{char.ToUpperInvariant(violation[0])}{violation[1..]}.";
        if (definition.Violations().Count == 0 && Unbuildable(definition) is string reason)
            yield return reason;
    }

    private static string? Unbuildable(NetworkDefinition definition)
    {
        try
        {
            definition.CountParameters();
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Message;
        }
    }
}
