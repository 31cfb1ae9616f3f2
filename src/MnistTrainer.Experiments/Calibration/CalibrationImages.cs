using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The images for calibrating a network that recognizes digits: synthetic digits and other shapes, generated from a seed.</summary>
public sealed record CalibrationImages
{
    /// <summary>The default of <see cref="Count"/>: 60,000.</summary>
    public const int DefaultCount = 60_000;

    /// <summary>The default of <see cref="Seed"/>: 2,000,003. Data sets are generated from other seeds, so no network was trained on these images.</summary>
    public const int DefaultSeed = 2_000_003;

    /// <summary>The number of digits, and the number of shapes. Default: 60,000.</summary>
    public int Count { get; init; } = DefaultCount;

    /// <summary>The seed. Default: 2,000,003.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Labeled handwritten digits of 28x28 pixels, which replace every other digit among the shapes. Default: null, for synthetic digits only.</summary>
    public Samples<byte>? Handwritten { get; init; }

    /// <summary>Draws the digits that the temperature is fitted to, some of them barely legible.</summary>
    /// <param name="cancellation">Cancels drawing.</param>
    public Samples<byte> DrawDigits(CancellationToken cancellation = default) =>
        DigitSynthesizer.SynthesizeForCalibration(Count, Seed, cancellation);

    /// <summary>Draws the shapes that the rejection is fitted to, labeled by <see cref="ShapeSynthesizer.Classes"/>.</summary>
    /// <param name="cancellation">Cancels drawing.</param>
    public Samples<byte> DrawShapes(CancellationToken cancellation = default) =>
        ShapeSynthesizer.SynthesizeForCalibration(Count, Seed, Handwritten, cancellation);

    /// <summary>
    /// Draws other shapes, which nothing is fitted to, for measuring the rejection, labeled by <see cref="ShapeSynthesizer.Families"/>.
    /// </summary>
    /// <param name="cancellation">Cancels drawing.</param>
    public Samples<byte> DrawTestShapes(CancellationToken cancellation = default) =>
        ShapeSynthesizer.SynthesizeFamilies(Count, Seed, Handwritten, cancellation);
}
