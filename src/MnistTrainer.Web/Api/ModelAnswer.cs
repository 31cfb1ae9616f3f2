using System.Globalization;
using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>The model card.</summary>
internal sealed record ModelAnswer
{
    /// <summary>The name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The input size of the network: rows, columns.</summary>
    public required IReadOnlyList<int> Input { get; init; }

    /// <summary>A description of each layer.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The training metadata: data, preset, seed, test accuracy.</summary>
    [JsonPropertyName("facts")]
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The 95 % confidence interval of the test accuracy, lower and upper bound, 0 to 1; null if it was not measured.</summary>
    public required IReadOnlyList<double>? TestInterval { get; init; }

    /// <summary>Whether the model reads digits, and so may find several in an image.</summary>
    public required bool ReadsDigits { get; init; }

    /// <summary>The weights of the first layer as an image; null if they do not belong to an image.</summary>
    public required WeightsAnswer? Weights { get; init; }

    /// <summary>The name of a model's file that is newer than this model; null if there is none. A restart of the server would use it.</summary>
    public string? Newer { get; init; }

    /// <summary>The number of drawings that it has learned since the server started, without those that were undone.</summary>
    public int Taught { get; init; }

    /// <summary>The number of times that another network has answered since the server started: it rises with each lesson and when one is undone.</summary>
    public int Version { get; init; }

    /// <summary>Describes a model.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="name">The name of the model.</param>
    public static ModelAnswer Of(ImageRecognizer recognizer, string name)
    {
        NetworkDefinition definition = recognizer.Definition;
        return new()
        {
            Name = name,
            Classes = definition.ClassNames,
            Input = [definition.InputShape.Height, definition.InputShape.Width],
            Layers = definition.DescribeLayers(),
            Parameters = recognizer.ParameterCount,
            Metadata = definition.Metadata,
            TestInterval = IntervalOf(definition),
            ReadsDigits = recognizer.ReadsDigits,
            Weights = WeightImages.Find(recognizer.Network) is { } weights ? WeightsAnswer.Of(weights) : null,
        };
    }

    private static double[]? IntervalOf(NetworkDefinition definition)
    {
        if (
            !double.TryParse(definition.Metadata.GetValueOrDefault("testAccuracy"), CultureInfo.InvariantCulture, out double accuracy)
            || !long.TryParse(definition.Metadata.GetValueOrDefault("testCount"), CultureInfo.InvariantCulture, out long count)
            || accuracy is not (>= 0 and <= 1)
            || count < 1
        )
        {
            return null;
        }

        var interval = ConfidenceInterval.Wilson((long)Math.Round(accuracy * count), count);
        return [interval.Lower, interval.Upper];
    }
}
