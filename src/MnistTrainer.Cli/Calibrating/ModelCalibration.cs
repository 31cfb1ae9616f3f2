using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Calibrating;

/// <summary>
/// Makes a network's probabilities mean what they say, on digits that no network has learned from, and measures from when on images are rejected. What was
/// measured is kept among the network's facts.
/// </summary>
/// <param name="Network">The calibrated network.</param>
/// <param name="Temperature">What its net inputs were divided by.</param>
/// <param name="ErrorBefore">The expected calibration error before, 0 to 1.</param>
/// <param name="ErrorAfter">And after.</param>
/// <param name="Rejections">From when on images are rejected.</param>
internal sealed record ModelCalibration(
    Network Network,
    double Temperature,
    double ErrorBefore,
    double ErrorAfter,
    RejectionCalibration Rejections
)
{
    /// <summary>The fact that tells the temperature, of all calibrations together.</summary>
    public const string TemperatureKey = "temperature";

    /// <summary>The share of each kind of shape that is rejected, on shapes that the calibration did not see.</summary>
    public required IReadOnlyList<(string Kind, double Share)> Rejected { get; init; }

    /// <summary>The number of steps that a calibration tells of.</summary>
    public const int Steps = 4;

    /// <summary>Calibrates.</summary>
    /// <param name="network">Reads digits and ends in a softmax.</param>
    /// <param name="images">What to measure on.</param>
    /// <param name="bar">Told of each of the <see cref="Steps"/>; may be null.</param>
    /// <exception cref="InvalidInputException">The network is no such network.</exception>
    public static ModelCalibration Of(Network network, CalibrationImages images, ProgressBar? bar)
    {
        new Recognizer(network).CheckReadsDigits();
        Samples<byte> digits = images.Digits();
        Tell(bar, 1, "Reading digits");
        float[] scores = Score(network, digits);
        double temperature = TemperatureScaling.Fit(scores, digits.Labels);
        Network scaled = TemperatureScaling.Apply(network, temperature);
        Tell(bar, 2, "Telling digits from other shapes");
        Recognizer recognizer = new(scaled);
        RejectionCalibration rejections = RejectionMeasurement.Fit(recognizer, images.Shapes());
        Tell(bar, 3, "Measuring what is rejected");
        double[] rejected = RejectionMeasurement.RejectedShares(recognizer, images.OtherShapes(), rejections);
        Tell(bar, Steps, "Measuring what is rejected");
        double total = temperature * Known(network.Definition);
        return new ModelCalibration(
            scaled.WithMetadata(
                network
                    .Definition.Metadata.SetItem(TemperatureKey, total.ToString("G6", CultureInfo.InvariantCulture))
                    .SetItem(RejectionCalibration.MetadataKey, rejections.ToString())
            ),
            temperature,
            Error(scores, digits),
            Error(Score(scaled, digits), digits),
            rejections
        )
        {
            Rejected = [.. ShapeSynthesizer.Kinds.Zip(rejected)],
        };
    }

    private static void Tell(ProgressBar? bar, int done, string next)
    {
        bar?.Describe(next);
        bar?.Report(done);
    }

    private static double Known(NetworkDefinition definition) =>
        double.TryParse(
            definition.Metadata.GetValueOrDefault(TemperatureKey),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double known
        )
        && known > 0
            ? known
            : 1;

    private static float[] Score(Network network, Samples<byte> digits) =>
        new Recognizer(network).ScoreBatch(digits, Environment.ProcessorCount);

    private static double Error(float[] scores, Samples<byte> digits)
    {
        int classes = scores.Length / digits.Count;
        return TemperatureScaling.CalibrationError(
            Enumerable
                .Range(0, digits.Count)
                .Select(row =>
                {
                    ReadOnlySpan<float> own = scores.AsSpan(row * classes, classes);
                    int best = Models.Prediction.BestOf(own);
                    return ((double)own[best], best == digits.Labels[row]);
                })
        );
    }
}
