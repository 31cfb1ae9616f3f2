using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Deforms images slightly, like the variation between writers: each image is rotated, scaled, slanted and shifted about its center, and its
/// pixels are displaced by a smooth random field (Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to
/// Visual Document Analysis", 2003). All amounts are drawn uniformly for every image. Ink beyond the edge is lost. The defaults suit MNIST.
/// </summary>
public sealed record ElasticAugmentation : IAugmentation
{
    /// <summary>No deformation.</summary>
    public static ElasticAugmentation None { get; } =
        new()
        {
            Rotation = 0,
            Scaling = 0,
            Slant = 0,
            Shift = 0,
            Displacement = 0,
        };

    /// <summary>The maximum rotation in either direction, in degrees, 0 to 180. Default: 10.</summary>
    public float Rotation { get; init; } = 10f;

    /// <summary>The maximum relative change of width and height, drawn independently, 0 to 0.9. Default: 0.1.</summary>
    public float Scaling { get; init; } = 0.1f;

    /// <summary>The maximum slant in either direction, in columns of shift per row, 0 to 2. Default: 0.1.</summary>
    public float Slant { get; init; } = 0.1f;

    /// <summary>The maximum shift in each direction, as a fraction of the longer side of the image, 0 to 1. Default: 0.02.</summary>
    public float Shift { get; init; } = 0.02f;

    /// <summary>
    /// The standard deviation of the displacements in each direction, as a fraction of the longer side of the image, 0 to 0.5. Default: 0.025.
    /// </summary>
    public float Displacement { get; init; } = 0.025f;

    /// <inheritdoc/>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"elastic (rotation {Rotation}, scaling {Scaling}, slant {Slant}, shift {Shift}, displacement {Displacement})"
        );

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">An amount is out of range, or the samples are vectors, which have no rows and columns.</exception>
    public IAugmenter CreateAugmenter(Shape shape)
    {
        AugmentationCheck.Amount("rotation", Rotation, 180);
        AugmentationCheck.Amount("scaling", Scaling, 0.9f);
        AugmentationCheck.Amount("slant", Slant, 2);
        AugmentationCheck.Amount("shift", Shift, 1);
        AugmentationCheck.Amount("displacement", Displacement, 0.5f);
        AugmentationCheck.Image(shape);
        return new ElasticAugmenter(this, shape);
    }
}
