namespace MnistTrainer.Experiments;

/// <summary>How a <see cref="Recipe"/> chooses the augmentation for data.</summary>
public enum AugmentationUse
{
    /// <summary>
    /// By the appearance of the images: those that resemble handwriting (<see cref="Handwriting"/>) get the augmentation of <see cref="Recipe.Training"/>, all others
    /// <see cref="Recipe.ImageAugmentation"/>.
    /// </summary>
    ByAppearance,

    /// <summary>All data gets the augmentation of <see cref="Recipe.Training"/>.</summary>
    Always,
}
