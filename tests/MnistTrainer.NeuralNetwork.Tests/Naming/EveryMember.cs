using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// A small network and a way to train it for every layer, activation, loss, optimizer and schedule there is, each with its default settings. Shared by the tests of
/// all the ways in which one of them is reached.
/// </summary>
internal static class EveryMember
{
    private static readonly Dictionary<string, (ImmutableArray<Layer> Layers, TrainingOptions Training)> Examples = new([
        .. Layer.All.Select(layer => Example("layer", layer.Kind, new(), [Before(layer), Sized(layer), Last()])),
        Example("layer", "batch-normalization of images", new(), [Before(new Flatten()), new BatchNormalization(Activation.Tanh), Last()]),
        .. Activation.All.Select(one =>
            Example(
                "activation",
                one.Name,
                new(),
                one.MixesUnits ? [new Dense(6, Activation.Tanh), Last(one)] : [new Dense(6, one), Last()]
            )
        ),
        .. Loss.All.Select(loss =>
            Example(
                "loss",
                loss.Name,
                new() { Loss = loss },
                [new Dense(6, Activation.Tanh), Last(loss.RequiredActivation ?? Activation.Sigmoid)]
            )
        ),
        .. Optimizer.All.Select(one => Example("optimizer", one.Name, new() { Optimizer = one }, [new Dense(6, Activation.Tanh), Last()])),
        .. LearningRateSchedule.All.Select(one =>
            Example("schedule", one.Name, new() { Schedule = one }, [new Dense(6, Activation.Tanh), Last()])
        ),
    ]);

    /// <summary>All of them: <c>layer dense</c>.</summary>
    public static IEnumerable<string> All => Examples.Keys;

    /// <summary>Those that a network can be trained with.</summary>
    public static IEnumerable<string> Trainable => All.Where(name => LayersOf(name).All(layer => layer.Activation.IsDifferentiable));

    /// <summary>Those that are part of a network, and not of its training.</summary>
    public static IEnumerable<string> OfNetworks => All.Where(name => name.Split(' ')[0] is "layer" or "activation");

    /// <summary>Layers with three outputs, for images of at least 3x3.</summary>
    public static ImmutableArray<Layer> LayersOf(string name) => Examples[name].Layers;

    /// <summary>Two short epochs.</summary>
    public static TrainingOptions TrainingOf(string name) => Examples[name].Training with { Epochs = 2, BatchSize = 20 };

    private static KeyValuePair<string, (ImmutableArray<Layer>, TrainingOptions)> Example(
        string kind,
        string name,
        TrainingOptions training,
        ImmutableArray<Layer> layers
    ) => new($"{kind} {name}", (layers, training));

    private static Dense Last(Activation? activation = null) => new(3, activation ?? Activation.Softmax);

    // Layers of images come after one that gives several channels.
    private static Layer Before(Layer layer) =>
        layer is Convolution or Pooling or GlobalAveragePooling or Flatten
            ? new Convolution(4, 2, Activation.Tanh, Padding: Padding.Same)
            : new Dense(6, Activation.Tanh);

    // Layers of 200 units, or with filters of 3x3, are more than these tests need.
    private static Layer Sized(Layer layer) =>
        layer switch
        {
            Dense => new Dense(5),
            Convolution => new Convolution(5, 2, Activation.Tanh),
            CategoryEmbedding => new CategoryEmbedding([20, 3], Width: 4),
            _ => layer,
        };
}
