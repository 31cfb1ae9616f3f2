using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist calibrate</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Temperature">What the net inputs of the last layer were divided by.</param>
/// <param name="CalibrationErrorBefore">The expected calibration error before, 0 to 1.</param>
/// <param name="CalibrationError">The expected calibration error after.</param>
/// <param name="Rejection">The fitted rejection, as in the model's metadata.</param>
/// <param name="Rejected">The share of each family of shapes that is rejected, 0 to 1.</param>
internal sealed record CalibrateJson(
    string Model,
    double Temperature,
    double CalibrationErrorBefore,
    double CalibrationError,
    [property: JsonPropertyName("refusal")] string Rejection,
    [property: JsonPropertyName("refused")] IReadOnlyDictionary<string, double> Rejected
)
{
    public static CalibrateJson Of(string model, ModelCalibration calibration) =>
        new(
            model,
            calibration.Temperature,
            calibration.ErrorBefore,
            calibration.ErrorAfter,
            calibration.Rejections.ToString(),
            calibration.Rejected.ToDictionary(one => one.Family, one => one.Share)
        );
}
