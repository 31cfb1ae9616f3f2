using System.Globalization;
using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>The card of a model.</summary>
internal sealed record ModelAnswer
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The names of its classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The size of the images that the network sees: rows, columns.</summary>
    public required IReadOnlyList<int> Input { get; init; }

    /// <summary>Its layers, a line each.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>How many numbers it learned.</summary>
    public required int Parameters { get; init; }

    /// <summary>What is known of its making: data, preset, seed, test accuracy.</summary>
    [JsonPropertyName("facts")]
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Where the test accuracy is believed to lie, by 95 %: lower and upper end, 0 to 1; null where it was not measured.</summary>
    public required IReadOnlyList<double>? TestInterval { get; init; }

    /// <summary>Whether it reads digits, of which there may be several in an image.</summary>
    public required bool ReadsDigits { get; init; }

    /// <param name="recognizer">The network.</param>
    /// <param name="name">What it is called.</param>
    public static ModelAnswer Of(Recognizer recognizer, string name)
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
