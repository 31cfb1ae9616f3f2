using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Deforms images a little, as one hand's digit differs from another's: each is rotated, scaled, slanted and shifted about its middle, and its
/// pixels are displaced by a smooth random field (Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to
/// Visual Document Analysis", 2003). All amounts are drawn evenly, for every image anew. Ink beyond the edge is lost. The defaults suit MNIST.
/// </summary>
public sealed record ElasticAugmentation : IAugmentation
{
    /// <summary>No change at all.</summary>
    public static ElasticAugmentation None { get; } =
        new()
        {
            Rotation = 0,
            Scaling = 0,
            Slant = 0,
            Shift = 0,
            Displacement = 0,
        };

    /// <summary>The largest turn to either side, in degrees, 0 to 180; 10 unless told.</summary>
    public float Rotation { get; init; } = 10f;

    /// <summary>The most by which width and height grow or shrink, each for itself, as a share of them, 0 to 0.9; 0.1 unless told.</summary>
    public float Scaling { get; init; } = 0.1f;

    /// <summary>The largest slant to either side: columns that a row is moved for each row further up, 0 to 2; 0.1 unless told.</summary>
    public float Slant { get; init; } = 0.1f;

    /// <summary>The largest move in each direction as a share of the image's longer side, 0 to 1; 0.02 unless told.</summary>
    public float Shift { get; init; } = 0.02f;

    /// <summary>
    /// The standard deviation of the field's displacements in each direction, as a share of the image's longer side, 0 to 0.5; 0.025 unless told.
    /// </summary>
    public float Displacement { get; init; } = 0.025f;

    /// <inheritdoc/>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"elastic (rotation {Rotation}, scaling {Scaling}, slant {Slant}, shift {Shift}, displacement {Displacement})"
        );

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">An amount is out of range, or the samples are vectors, which cannot be bent.</exception>
    public IAugmenter CreateAugmenter(Shape shape)
    {
        Check("rotation", Rotation, 180);
        Check("scaling", Scaling, 0.9f);
        Check("slant", Slant, 2);
        Check("shift", Shift, 1);
        Check("displacement", Displacement, 0.5f);
        if (shape.IsVector)
        {
            throw new InvalidInputException(
                "augmentation",
                "images, which have rows and columns",
                $"vectors of {shape} values",
                "Give the images' height and width, or train without augmentation"
            );
        }

        return new ElasticAugmenter(this, shape);
    }

    private static void Check(string name, float amount, float most)
    {
        if (!(amount >= 0 && amount <= most))
            throw new InvalidInputException("augmentation", $"{name} from 0 to {most}", $"{amount}", "Give an amount within these bounds");
    }
}
