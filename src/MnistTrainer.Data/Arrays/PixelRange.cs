using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The range of an array's pixels, which is mapped to 0..255.</summary>
/// <param name="Minimum">The value of background.</param>
/// <param name="Maximum">The value of ink.</param>
/// <param name="Note">What to report about it; null for 0 to 255.</param>
internal sealed record PixelRange(double Minimum, double Maximum, string? Note)
{
    // Standardized images, whose mean is 0 and whose standard deviation is 1, stay far within it.
    private const double LargestStandardized = 50;

    /// <summary>Detects the range of all values.</summary>
    /// <exception cref="InvalidInputException">The values are not those of pixels.</exception>
    public static PixelRange Of(NumericArray array)
    {
        double minimum = double.MaxValue,
            maximum = double.MinValue;
        bool isInteger = true;
        for (int i = 0; i < array.Count; i++)
        {
            double value = array[i];
            if (!double.IsFinite(value))
                throw new InvalidInputException(
                    $"{array.Place}, value {i}",
                    "a pixel, a number",
                    $"{value}",
                    "Replace missing values, for example by 0"
                );
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            isInteger &= double.IsInteger(value);
        }

        return Of(minimum, maximum, isInteger)
            ?? throw new InvalidInputException(
                array.Place,
                "pixels from 0 to 255, 0 to 1, -1 to 1 or 0 to 65535, or standardized ones",
                string.Create(CultureInfo.InvariantCulture, $"values from {minimum:G6} to {maximum:G6}"),
                "Rescale them to one of these ranges"
            );
    }

    /// <summary>Maps a value to a byte.</summary>
    public byte ToByte(double value) => (byte)(((value - Minimum) * (255 / (Maximum - Minimum))) + 0.5);

    private static PixelRange? Of(double minimum, double maximum, bool isInteger) =>
        (minimum, maximum) switch
        {
            (>= 0, <= 1) => Rescaled(0, 1),
            (>= 0, <= 16) when isInteger => Rescaled(0, 16),
            (>= 0, <= 255) => new PixelRange(0, 255, null),
            (>= 0, <= 65535) when isInteger => Rescaled(0, 65535),
            (>= -1, <= 1) => Rescaled(-1, 1),
            (>= -128, <= 127) when isInteger => Rescaled(-128, 127),
            (>= -LargestStandardized, <= LargestStandardized) when maximum > minimum => new PixelRange(
                minimum,
                maximum,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"pixels: standardized values from {minimum:G4} to {maximum:G4}, rescaled to 0 to 255"
                )
            ),
            _ => null,
        };

    private static PixelRange Rescaled(double minimum, double maximum) =>
        new(minimum, maximum, string.Create(CultureInfo.InvariantCulture, $"pixels: {minimum} to {maximum}, rescaled to 0 to 255"));
}
