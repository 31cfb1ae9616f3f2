using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>A network and a way to train it, with a name. The options of <c>mnist train</c> change single parts of it.</summary>
/// <param name="Name">What a user calls it.</param>
internal sealed record Preset(string Name)
{
    /// <summary>The network of Tariq Rashid's "Make Your Own Neural Network", part 2, and its rule: one sample at a time.</summary>
    public static Preset Book { get; } = new("book")
    {
        Activation = Activation.Sigmoid,
        Loss = Loss.SquaredError,
        Optimizer = new GradientDescent(0.1f),
        Schedule = LearningRateSchedule.Constant,
        Epochs = 5,
        BatchSize = 1,
        Scaling = InputScaling.Book,
        Targets = TargetValues.Book,
        Initializer = Initializer.Book,
        UseBias = false,
        Gradient = GradientRule.Book,
    };

    /// <summary>The best accuracy in a few seconds.</summary>
    public static Preset Fast { get; } = new("fast")
    {
        Hidden = [300],
        Optimizer = new Adam(0.002f),
        Augmentation = new ElasticAugmentation(),
    };

    /// <summary>The best accuracy in about two minutes.</summary>
    public static Preset Accurate { get; } = new("accurate")
    {
        Hidden = [512, 256],
        Epochs = 100,
        Augmentation = new ElasticAugmentation { Rotation = 15, Scaling = 0.15f, Slant = 0.15f, Displacement = 0.035f },
    };

    /// <summary>All presets.</summary>
    public static ImmutableArray<Preset> All { get; } = [Book, Fast, Accurate];

    /// <summary>Units of each hidden layer.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [200];

    /// <summary>The activation of the hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>What is made small.</summary>
    public Loss Loss { get; init; } = Loss.SoftmaxCrossEntropy;

    /// <summary>How parameters move.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>How often every sample is learned from.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples that share one step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>How pixels become inputs.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Unit;

    /// <summary>The outputs that a class asks for.</summary>
    public TargetValues Targets { get; init; } = TargetValues.ZeroOne;

    /// <summary>How weights are drawn; null for what suits the activation.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>Whether units have a bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What layers pass back.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>How pictures are changed at random as they are learned from, or null for as they are.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>The last layer's activation: what the loss asks for, and a sigmoid where it takes any.</summary>
    public Activation OutputActivation => Loss.RequiredActivation ?? Activation.Sigmoid;

    /// <summary>This preset with what a user asked for instead.</summary>
    public Preset With(TrainSettings settings)
    {
        Preset changed = this with
        {
            Hidden = settings.Hidden is null ? Hidden : [.. settings.Hidden],
            Epochs = settings.Epochs ?? Epochs,
            BatchSize = settings.BatchSize ?? BatchSize,
            Optimizer = settings.Optimizer is string name
                ? Optimizer.Parse(name, settings.LearningRate)
                : Optimizer with { LearningRate = settings.LearningRate ?? Optimizer.LearningRate },
        };
        if (settings.Activation is not null)
            changed = changed with { Activation = settings.Activation, Initializer = null };
        if (settings.Loss is not null && settings.Loss != Loss)
        {
            // The book's targets and rule belong to its loss.
            changed = changed with { Loss = settings.Loss, Targets = TargetValues.ZeroOne, Gradient = GradientRule.Exact };
        }

        return changed;
    }

    /// <summary>
    /// This preset with the augmentation that a user asked for, or, where nothing was said, its own if the pictures are handwriting.
    /// </summary>
    public Preset WithAugmentationFor(Samples<byte> samples, string? asked) => this with
    {
        Augmentation = asked switch
        {
            "elastic" => Augmentation ?? new ElasticAugmentation(),
            "drawing" => new DrawingAugmentation(),
            "none" => null,
            _ => Handwriting.Resembles(samples) ? Augmentation : null,
        },
    };

    /// <summary>The options of the training loop.</summary>
    public TrainingOptions Options(ulong seed, int threads) => new()
    {
        Loss = Loss,
        Optimizer = Optimizer,
        Schedule = Schedule,
        Epochs = Epochs,
        BatchSize = BatchSize,
        Targets = Targets,
        Gradient = Gradient,
        Seed = seed,
        Threads = threads,
        Augmentation = Augmentation,
    };
}
