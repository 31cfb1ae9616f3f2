using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Mirrors images left to right and crops them at a random place: each image is shifted by whole pixels over a border of zeros (Krizhevsky, "Learning Multiple Layers
/// of Features from Tiny Images", 2009, and most trainings on CIFAR since). Mirroring suits clothes and animals, not digits and letters, most of which become others
/// or none. All amounts are drawn uniformly for every image.
/// </summary>
public sealed record FlipAndCropAugmentation : IAugmentation
{
    /// <summary>The fraction of images that are mirrored left to right, 0 to 1. Default: 0.5.</summary>
    public float Flips { get; init; } = 0.5f;

    /// <summary>
    /// The maximum shift in each direction, as a fraction of the longer side of the image, 0 to 0.5; rounded to whole pixels. Default: 1/16, which is 2 of 28 or 32
    /// pixels.
    /// </summary>
    public float Shift { get; init; } = 0.0625f;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"flip-and-crop (flips {Flips}, shift {Shift})");

    /// <summary>Returns the maximum shift in each direction, in pixels.</summary>
    /// <param name="shape">The shape of the images.</param>
    public int ShiftedPixels(Shape shape) => (int)MathF.Round(Shift * Math.Max(shape.Height, shape.Width), MidpointRounding.AwayFromZero);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">An amount is out of range, or the samples are vectors, which have no rows and columns.</exception>
    public IAugmenter CreateAugmenter(Shape shape)
    {
        AugmentationCheck.Amount("flips", Flips, 1);
        AugmentationCheck.Amount("shift", Shift, 0.5f);
        AugmentationCheck.Image(shape);
        return new FlipAndCropAugmenter(Flips, ShiftedPixels(shape), shape);
    }
}
