namespace MnistTrainer.Experiments;

/// <summary>How a <see cref="Recipe"/> chooses the augmentation of some data.</summary>
public enum AugmentationUse
{
    /// <summary>
    /// By what the images look like: those that resemble handwriting (<see cref="Handwriting"/>) get that of <see cref="Recipe.Training"/>, all others
    /// <see cref="Recipe.ImageAugmentation"/>.
    /// </summary>
    ByAppearance,

    /// <summary>All data gets that of <see cref="Recipe.Training"/>.</summary>
    Always,
}
