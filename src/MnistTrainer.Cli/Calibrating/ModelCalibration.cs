using System.Globalization;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Calibrating;

/// <summary>
/// Makes a network's probabilities mean what they say, on digits that no network has learned from, and measures from when on pictures are refused. What was
/// measured is kept among the network's facts.
/// </summary>
/// <param name="Network">The calibrated network.</param>
/// <param name="Temperature">What its net inputs were divided by.</param>
/// <param name="ErrorBefore">The expected calibration error before, 0 to 1.</param>
/// <param name="ErrorAfter">And after.</param>
/// <param name="Refusals">From when on pictures are refused.</param>
internal sealed record ModelCalibration(Network Network, double Temperature, double ErrorBefore, double ErrorAfter, RefusalCalibration Refusals)
{
    /// <summary>The fact that tells the temperature, of all calibrations together.</summary>
    public const string TemperatureFact = "temperature";

    /// <summary>The share of each kind of shape that is refused, on shapes that the calibration did not see.</summary>
    public required IReadOnlyList<(string Kind, double Share)> Refused { get; init; }

    /// <summary>The number of steps that a calibration tells of.</summary>
    public const int Steps = 4;

    /// <summary>Calibrates.</summary>
    /// <param name="network">Reads digits and ends in a softmax.</param>
    /// <param name="pictures">What to measure on.</param>
    /// <param name="bar">Told of each of the <see cref="Steps"/>; may be null.</param>
    /// <exception cref="InvalidInputException">The network is no such network.</exception>
    public static ModelCalibration Of(Network network, CalibrationPictures pictures, ProgressBar? bar)
    {
        new Recognizer(network).CheckReadsDigits();
        Samples<byte> digits = pictures.Digits();
        Tell(bar, 1, "Reading digits");
        float[] scores = Score(network, digits);
        double temperature = TemperatureScaling.Fit(scores, digits.Labels);
        Network scaled = TemperatureScaling.Apply(network, temperature);
        Tell(bar, 2, "Telling digits from other shapes");
        Recognizer recognizer = new(scaled);
        RefusalCalibration refusals = RefusalMeasurement.Fit(recognizer, pictures.Shapes());
        Tell(bar, 3, "Measuring what is refused");
        double[] refused = RefusalMeasurement.RefusedShares(recognizer, pictures.OtherShapes(), refusals);
        Tell(bar, Steps, "Measuring what is refused");
        double total = temperature * Known(network.Definition);
        return new ModelCalibration(
            scaled.WithFacts(network.Definition.Facts
                .SetItem(TemperatureFact, total.ToString("G6", CultureInfo.InvariantCulture))
                .SetItem(RefusalCalibration.Fact, refusals.ToString())),
            temperature, Error(scores, digits), Error(Score(scaled, digits), digits), refusals)
        {
            Refused = [.. ShapeSynthesizer.Kinds.Zip(refused)],
        };
    }

    private static void Tell(ProgressBar? bar, int done, string next)
    {
        bar?.Describe(next);
        bar?.Report(done);
    }

    private static double Known(NetworkDefinition definition) =>
        double.TryParse(definition.Facts.GetValueOrDefault(TemperatureFact), NumberStyles.Float, CultureInfo.InvariantCulture, out double known) && known > 0 ? known : 1;

    private static float[] Score(Network network, Samples<byte> digits) => new Recognizer(network).ScoreBatch(digits, Environment.ProcessorCount);

    private static double Error(float[] scores, Samples<byte> digits)
    {
        int classes = scores.Length / digits.Count;
        return TemperatureScaling.CalibrationError(Enumerable.Range(0, digits.Count).Select(row =>
        {
            ReadOnlySpan<float> own = scores.AsSpan(row * classes, classes);
            int best = Models.Prediction.BestOf(own);
            return ((double)own[best], best == digits.Labels[row]);
        }));
    }
}
