using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Simulates pens, paper, scanners and cameras: after the deformation by <see cref="Elastic"/>, strokes become thicker or thinner and may
/// break, and the image gets blur, a contrast change and noise. Each amount is drawn uniformly for every image; a share of the images is only deformed. The defaults suit digits
/// drawn, scanned or photographed by strangers and framed as in MNIST.
/// </summary>
public sealed record DrawingAugmentation : IAugmentation
{
    /// <summary>The deformation that is applied first.</summary>
    public ElasticAugmentation Elastic { get; init; } =
        new()
        {
            Rotation = 15,
            Scaling = 0.15f,
            Slant = 0.2f,
            Displacement = 0.035f,
        };

    /// <summary>
    /// The share of images that are only deformed, and as slightly as by <see cref="ElasticAugmentation"/>'s defaults, 0 to 1: a network also meets digits as they are.
    /// Default: 0.5.
    /// </summary>
    public float Plain { get; init; } = 0.5f;

    /// <summary>
    /// The maximum change of stroke thickness on each side, in pixels, 0 to 1: the image is blended with its dilation or erosion over each
    /// pixel and its four neighbors (Serra 1982). Default: 0.6.
    /// </summary>
    public float Thickness { get; init; } = 0.6f;

    /// <summary>The fraction of images with a gap of one to three pixels in a stroke, 0 to 1. Default: 0.15.</summary>
    public float Breaks { get; init; } = 0.15f;

    /// <summary>The maximum blending weight of the image's 3x3 binomial blur, 0 to 1. Default: 0.7.</summary>
    public float Blur { get; init; } = 0.7f;

    /// <summary>The maximum contrast change, as an exponent: ink becomes ink^(2^±contrast), 0 to 3. Default: 0.7.</summary>
    public float Contrast { get; init; } = 0.7f;

    /// <summary>The maximum noise added to or subtracted from inked pixels, as a fraction of full ink, 0 to 1. Default: 0.15.</summary>
    public float Noise { get; init; } = 0.15f;

    /// <inheritdoc/>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"drawing ({Elastic.Name}, thickness {Thickness}, breaks {Breaks}, blur {Blur}, contrast {Contrast}, noise {Noise}, plain {Plain})"
        );

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">An amount is out of range, or the samples are not single-channel images.</exception>
    public IAugmenter CreateAugmenter(Shape shape)
    {
        string[] violations =
        [
            .. Violation("thickness", Thickness, 1),
            .. Violation("breaks", Breaks, 1),
            .. Violation("blur", Blur, 1),
            .. Violation("contrast", Contrast, 3),
            .. Violation("noise", Noise, 1),
            .. Violation("plain", Plain, 1),
        ];
        if (violations.Length > 0)
            throw new InvalidInputException($"Invalid augmentation: {string.Join("; ", violations)}.");
        if (shape.Channels != 1)
            throw new InvalidInputException(
                "augmentation",
                "images with one channel",
                $"{shape}",
                "Use grayscale images, or the elastic augmentation"
            );
        return new DrawingAugmenter(this, shape);
    }

    private static IEnumerable<string> Violation(string name, float amount, float maximum)
    {
        if (!(amount >= 0 && amount <= maximum))
            yield return FormattableString.Invariant($"{name} must be from 0 to {maximum}, not {amount}");
    }
}
