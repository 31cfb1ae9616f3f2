using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Output;

/// <summary>The probabilities of a network's classes, as JSON has them: floats, and null where one is not finite.</summary>
internal static class ClassProbabilities
{
    /// <summary>Returns the probability of each class by its name, in the order of the classes; empty for a blank image.</summary>
    public static IReadOnlyDictionary<string, float?> ByName(NetworkDefinition network, IEnumerable<float> probabilities) =>
        new OrderedDictionary<string, float?>(
            network.ClassNames.Zip(probabilities, (name, probability) => KeyValuePair.Create(name, FiniteNumber.OrNull(probability)))
        );

    /// <summary>Returns the ranked classes.</summary>
    public static IEnumerable<RankedJson> Ranked(RecognizedImage image) =>
        image.Ranked.Select(one => new RankedJson(one.Label, FiniteNumber.OrNull(one.Probability)));
}

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
internal sealed record RankedJson(string Label, float? Probability);
