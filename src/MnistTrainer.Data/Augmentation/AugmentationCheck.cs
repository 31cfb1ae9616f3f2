using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Checks the amounts of augmentations, and what they are applied to.</summary>
internal static class AugmentationCheck
{
    /// <summary>Checks that an amount is from 0 to a maximum.</summary>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public static void Amount(string name, float amount, float maximum)
    {
        if (!(amount >= 0 && amount <= maximum))
            throw new InvalidInputException("augmentation", $"{name} from 0 to {maximum}", $"{amount}", "Use an amount within this range");
    }

    /// <summary>Checks that samples have rows and columns.</summary>
    /// <exception cref="InvalidInputException">They are vectors.</exception>
    public static void Image(Shape shape)
    {
        if (shape.IsVector)
        {
            throw new InvalidInputException(
                "augmentation",
                "images, which have rows and columns",
                $"vectors of {shape} values",
                "Specify the height and width of the images, or train without augmentation"
            );
        }
    }
}
