using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// How sure two networks must be before an image is rejected: a logistic model of how likely it is of one digit, and the confidence from which on a rejection
/// is spoken. <c>mnist calibrate</c> measures it and keeps it in the model, since every network of digits is sure in its own way.
/// </summary>
public sealed record RejectionCalibration
{
    /// <summary>The name of the fact that a model keeps it under.</summary>
    public const string Fact = "refusal";

    /// <summary>Of a network that was never calibrated: it takes the shape network at its word, and rejects where that is all but certain.</summary>
    public static RejectionCalibration None { get; } = new();

    /// <summary>The log-odds of one digit where nothing speaks for or against it. Default 0.</summary>
    public double Bias { get; init; }

    /// <summary>The weight of the shape network's log-odds. Default 1.</summary>
    public double Shape { get; init; } = 1;

    /// <summary>The weight of the log-odds of the likeliest class. Default 0.</summary>
    public double Margin { get; init; }

    /// <summary>Above this confidence an image is rejected, 0.5 to 1. Default 0.995.</summary>
    public double Threshold { get; init; } = 0.995;

    /// <summary>The calibration among a network's facts, or <see cref="None"/>.</summary>
    /// <param name="definition">The network's.</param>
    public static RejectionCalibration Of(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Metadata.TryGetValue(Fact, out string? text) && Parse(text) is { } calibration ? calibration : None;
    }

    /// <summary>As a fact: <c>bias 0.5; shape 0.8; margin 0.2; threshold 0.99</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bias {Bias:R}; shape {Shape:R}; margin {Margin:R}; threshold {Threshold:R}");

    /// <summary>How likely it is that an image is not one digit, 0 to 1.</summary>
    internal double Doubt(ShapeEvidence evidence) => 1 / (1 + Math.Exp(Bias + (Shape * evidence.Shape) + (Margin * evidence.Margin)));

    /// <summary>Reads <see cref="ToString"/>; null for anything else, and for numbers that no measurement gives.</summary>
    private static RejectionCalibration? Parse(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        string[] names = ["bias", "shape", "margin", "threshold"];
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

        return numbers[3] is < 0.5 or > 1
            ? null
            : new()
            {
                Bias = numbers[0],
                Shape = numbers[1],
                Margin = numbers[2],
                Threshold = numbers[3],
            };
    }
}
