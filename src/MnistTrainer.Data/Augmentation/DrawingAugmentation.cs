using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Changes digits as pens, papers, scanners and cameras do: after <see cref="Elastic"/> has bent them, strokes grow thicker or thinner and break, and
/// the image is blurred, gains or loses contrast, and gets noise. Each amount is drawn evenly, for every image anew. The defaults suit digits
/// that strangers drew, scanned and photographed, framed as MNIST's are.
/// </summary>
public sealed record DrawingAugmentation : IAugmentation
{
    /// <summary>How images are bent first.</summary>
    public ElasticAugmentation Elastic { get; init; } =
        new()
        {
            Rotation = 15,
            Scaling = 0.15f,
            Slant = 0.2f,
            Displacement = 0.035f,
        };

    /// <summary>
    /// The most that strokes grow or shrink on each side, in pixels, 0 to 1: the image is mixed with its maximum or minimum over each pixel and
    /// its four neighbors (Serra 1982); 0.6 unless told.
    /// </summary>
    public float Thickness { get; init; } = 0.6f;

    /// <summary>The share of images in which a stroke is broken by a gap of one to three pixels, 0 to 1; 0.15 unless told.</summary>
    public float Breaks { get; init; } = 0.15f;

    /// <summary>The most of the image that its mean over 3x3 pixels, with binomial weights, replaces, 0 to 1; 0.7 unless told.</summary>
    public float Blur { get; init; } = 0.7f;

    /// <summary>The largest gain or loss of ink, as an exponent: ink becomes ink^(2^±contrast), 0 to 3; 0.7 unless told.</summary>
    public float Contrast { get; init; } = 0.7f;

    /// <summary>The largest noise added to or taken from inked pixels, as a share of full ink, 0 to 1; 0.15 unless told.</summary>
    public float Noise { get; init; } = 0.15f;

    /// <inheritdoc/>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"drawing ({Elastic.Name}, thickness {Thickness}, breaks {Breaks}, blur {Blur}, contrast {Contrast}, noise {Noise})"
        );

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Amounts are out of range, or the samples are not images of one channel.</exception>
    public IAugmenter CreateAugmenter(Shape shape)
    {
        string[] violations =
        [
            .. Violation("thickness", Thickness, 1),
            .. Violation("breaks", Breaks, 1),
            .. Violation("blur", Blur, 1),
            .. Violation("contrast", Contrast, 3),
            .. Violation("noise", Noise, 1),
        ];
        if (violations.Length > 0)
            throw new InvalidInputException($"This augmentation does not hold: {string.Join("; ", violations)}.");
        if (shape.Channels != 1)
            throw new InvalidInputException(
                "augmentation",
                "images of one channel, ink on paper",
                $"{shape}",
                "Give gray images, or train with --augmentation elastic"
            );
        return new DrawingAugmenter(this, shape);
    }

    private static IEnumerable<string> Violation(string name, float amount, float most)
    {
        if (!(amount >= 0 && amount <= most))
            yield return FormattableString.Invariant($"{name} must be from 0 to {most}, not {amount}");
    }
}
