using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments;

/// <summary>
/// A calibrated network that recognizes digits: temperature scaling makes its probabilities match its accuracy, and the threshold for rejecting
/// images is fitted. Both are stored in the network's metadata.
/// </summary>
/// <param name="Network">The calibrated network. The predicted class of every image is unchanged.</param>
/// <param name="Temperature">The divisor of the net inputs of the last layer; above 1 for an overconfident network. 1 for an ensemble, whose probabilities are not changed.</param>
/// <param name="ErrorBefore">The expected calibration error before calibration, 0 to 1.</param>
/// <param name="ErrorAfter">The expected calibration error after calibration, 0 to 1.</param>
/// <param name="Rejections">The fitted rejection.</param>
public sealed record ModelCalibration(
    Network Network,
    double Temperature,
    double ErrorBefore,
    double ErrorAfter,
    RejectionCalibration Rejections
)
{
    /// <summary>The metadata key of the temperature, the product over all calibrations.</summary>
    public const string TemperatureKey = "temperature";

    private const int Steps = 4;

    /// <summary>The fraction of each family of shapes that is rejected, measured on shapes that nothing was fitted to.</summary>
    public required ImmutableArray<RejectedShare> Rejected { get; init; }

    /// <summary>Calibrates a network.</summary>
    /// <param name="network">A network that recognizes digits and ends with a softmax.</param>
    /// <param name="images">The images for calibration. Default: 60,000 synthetic digits and as many shapes.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the calibration.</param>
    /// <exception cref="InvalidInputException">The network does not recognize digits, or does not end with a softmax.</exception>
    /// <exception cref="OperationCanceledException">The calibration was canceled.</exception>
    public static ModelCalibration Of(
        Network network,
        CalibrationImages? images = null,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        new ImageRecognizer(network).CheckReadsDigits();
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Calibrating", Steps, Unit: null),
            progress => Calibrate(network, images ?? new CalibrationImages(), progress, cancellation)
        );
    }

    private static ModelCalibration Calibrate(
        Network network,
        CalibrationImages images,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        Samples<byte> digits = images.DrawDigits(cancellation);
        progress?.Report(1);
        float[] scores = Score(network, digits, cancellation);

        // The mean of several probabilities has no net inputs that could be divided; it is less overconfident than each of them.
        bool isMean = network.Definition.AveragesOutputs;
        double temperature = isMean ? 1 : TemperatureScaling.Fit(scores, digits.Labels);
        Network scaled = isMean ? network : TemperatureScaling.Apply(network, temperature);
        progress?.Report(2);
        ImageRecognizer recognizer = new(scaled);
        RejectionCalibration rejections = RejectionMeasurement.Fit(recognizer, images.DrawShapes(cancellation), cancellation);
        progress?.Report(3);
        double[] rejected = RejectionMeasurement.RejectedShares(recognizer, images.DrawTestShapes(cancellation), rejections, cancellation);
        progress?.Report(Steps);
        double total = temperature * EarlierTemperature(network.Definition);
        return new ModelCalibration(
            scaled.WithMetadata(
                network
                    .Definition.Metadata.SetItem(TemperatureKey, total.ToString("G6", CultureInfo.InvariantCulture))
                    .SetItem(RejectionCalibration.MetadataKey, rejections.ToString())
            ),
            temperature,
            Error(scores, digits),
            Error(Score(scaled, digits, cancellation), digits),
            rejections
        )
        {
            Rejected =
            [
                .. ShapeSynthesizer.Families.Zip(
                    rejected,
                    (family, share) => new RejectedShare(family, share, ShapeSynthesizer.HeldOutFamilies.Contains(family))
                ),
            ],
        };
    }

    private static double EarlierTemperature(NetworkDefinition definition) =>
        double.TryParse(
            definition.Metadata.GetValueOrDefault(TemperatureKey),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double temperature
        )
        && temperature > 0
            ? temperature
            : 1;

    private static float[] Score(Network network, Samples<byte> digits, CancellationToken cancellation) =>
        new ImageRecognizer(network).ScoreBatch(digits, Environment.ProcessorCount, cancellation);

    private static double Error(float[] scores, Samples<byte> digits)
    {
        int classes = scores.Length / digits.Count;
        return TemperatureScaling.CalibrationError(
            Enumerable
                .Range(0, digits.Count)
                .Select(row =>
                {
                    ReadOnlySpan<float> own = scores.AsSpan(row * classes, classes);
                    int best = Prediction.BestOf(own);
                    return ((double)own[best], best == digits.Labels[row]);
                })
        );
    }
}
