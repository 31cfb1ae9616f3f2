using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// How confident the shape network and the network of digits must be for an image to be rejected: a logistic model of the probability of a
/// single digit, and the confidence that a rejection needs. It is measured for each network, stored in the model, and written by <c>mnist calibrate</c>.
/// </summary>
public sealed record RejectionCalibration
{
    /// <summary>The key of the calibration in a network's metadata.</summary>
    public const string MetadataKey = "refusal";

    /// <summary>
    /// The calibration of an uncalibrated network: about that of <c>models/digits.zip</c>. An overconfident network rejects less with it.
    /// </summary>
    public static RejectionCalibration None { get; } = new();

    /// <summary>The log-odds of a single digit without any evidence. Default: -2.5.</summary>
    public double Bias { get; init; } = -2.5;

    /// <summary>The weight of the shape network's log-odds. Default: 0.4.</summary>
    public double Shape { get; init; } = 0.4;

    /// <summary>The weight of the shape network's log-odds of the most probable class. Default: 0.4.</summary>
    public double Agreement { get; init; } = 0.4;

    /// <summary>The weight of the log-odds of the most probable class. Default: 0.2.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>The confidence above which an image is rejected, 0.5 to 1. Default: 0.996.</summary>
    public double Threshold { get; init; } = 0.996;

    /// <summary>Reads the calibration from a network's metadata; <see cref="None"/> if there is none.</summary>
    /// <param name="definition">The definition of the network.</param>
    public static RejectionCalibration Of(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Metadata.TryGetValue(MetadataKey, out string? text) && Parse(text) is { } calibration ? calibration : None;
    }

    /// <summary>Formats the calibration as metadata: <c>bias 0.5; shape 0.8; agreement 0.4; margin 0.2; threshold 0.99</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"bias {Bias:R}; shape {Shape:R}; agreement {Agreement:R}; margin {Margin:R}; threshold {Threshold:R}"
        );

    /// <summary>The probability that an image is not a single digit, 0 to 1.</summary>
    internal double Doubt(ShapeEvidence evidence) =>
        1 / (1 + Math.Exp(Bias + (Shape * evidence.Shape) + (Agreement * evidence.Agreement) + (Margin * evidence.Margin)));

    /// <summary>
    /// Parses the output of <see cref="ToString"/>; null for any other text and for numbers out of range. Models of earlier versions have a
    /// text without <c>agreement</c>, which was measured with another shape network and says nothing about this one.
    /// </summary>
    private static RejectionCalibration? Parse(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        string[] names = ["bias", "shape", "agreement", "margin", "threshold"];
        double[] numbers = new double[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (
                parts.Length != names.Length
                || !parts[i].StartsWith(names[i] + " ", StringComparison.Ordinal)
                || !double.TryParse(parts[i].AsSpan(names[i].Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
            )
            {
                return null;
            }
        }

        return numbers[^1] is < 0.5 or > 1
            ? null
            : new()
            {
                Bias = numbers[0],
                Shape = numbers[1],
                Agreement = numbers[2],
                Margin = numbers[3],
                Threshold = numbers[^1],
            };
    }
}
