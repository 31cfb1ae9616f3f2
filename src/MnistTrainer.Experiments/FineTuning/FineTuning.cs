using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Continues training of a network on images that it misclassified, together with its original training data, so that its accuracy on other images hardly decreases.
/// </summary>
public sealed record FineTuning
{
    /// <summary>The training. Default: 3 epochs of Adam at 0.0005 with a cosine schedule. The augmentation is chosen according to the data.</summary>
    public TrainingOptions Training { get; init; } =
        new()
        {
            Epochs = 3,
            Optimizer = new Adam(0.0005f),
            Schedule = LearningRateSchedule.Cosine,
        };

    /// <summary>Returns the folder of the data set that a network was trained on, by the name in its metadata; null if it is unknown or not on this machine.</summary>
    /// <param name="network">The network's definition.</param>
    public static string? FindSource(NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Metadata.GetValueOrDefault("dataset") is { Length: > 0 } name ? DataLocations.Current.Find(name) : null;
    }

    /// <summary>Evaluates the network, fine-tunes it, and evaluates it again.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="known">The original training data; accuracy is measured on its test samples.</param>
    /// <param name="added">The new images.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the experiment after the current step.</param>
    /// <exception cref="InvalidInputException">The data is unsuitable for the network.</exception>
    public FineTuningReport Run(
        Network network,
        TrainingData known,
        AddedImages added,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(known);
        known.RequireMemory("learning from new images");
        ArgumentNullException.ThrowIfNull(added);
        listener ??= IExperimentListener.None;
        NetworkDefinition definition = network.Definition;
        Samples<byte> test = ClassAlignment.Align(new Dataset(known.Name, known.Test, []), definition);
        FineTuningMetrics before = Measure(network);
        TrainingResult result = Train(network, known with { Test = test }, added, listener, cancellation);
        if (result.WasCanceled || result.Divergence is not null)
            return new FineTuningReport(result, before, null) { Network = network };
        FineTuningMetrics after = Measure(result.Network);
        return new FineTuningReport(result, before, after)
        {
            Network = result.Network.WithMetadata(MetadataOf(definition, added, after.Test)),
        };

        FineTuningMetrics Measure(Network measured) =>
            new(
                Evaluation.Measure(measured, test, null, cancellation).Metrics,
                Evaluation.Measure(measured, added.Samples, null, cancellation).Metrics
            );
    }

    /// <summary>Trains a network on images together with its original training samples.</summary>
    internal TrainingResult Train(
        Network network,
        TrainingData known,
        AddedImages added,
        IExperimentListener listener,
        CancellationToken cancellation
    )
    {
        Samples<byte> all = added.AddTo(ClassAlignment.Align(new Dataset(known.Name, known.Train, []), network.Definition), listener);
        Recipe recipe = Recipe.Fast with
        {
            Training = Training with { Augmentation = Handwriting.Resembles(all) ? new ElasticAugmentation() : null },
        };
        return ObservedTraining
            .Run(
                new TrainingSetup(recipe, new TrainingData(known.Name, all, null, known.Test)),
                listener,
                observer => new Trainer(recipe.Training).Train(network, all, null, observer, cancellation)
            )
            .Result;
    }

    /// <summary>The metadata of a fine-tuned network.</summary>
    internal static ImmutableSortedDictionary<string, string> MetadataOf(
        NetworkDefinition definition,
        AddedImages added,
        ClassificationMetrics test
    ) =>
        definition
            .Metadata.SetItem("testAccuracy", test.MicroAccuracy.ToString(CultureInfo.InvariantCulture))
            .SetItem("testCount", test.Count.ToString(CultureInfo.InvariantCulture))
            .SetItem("learned", string.Create(CultureInfo.InvariantCulture, $"{added.Samples.Count} images of {added.Name}"));
}
