namespace MnistTrainer.Experiments;

/// <summary>Which data a <see cref="Recipe"/> augments.</summary>
public enum AugmentationUse
{
    /// <summary>Only images that resemble handwriting (<see cref="Handwriting"/>).</summary>
    HandwritingOnly,

    /// <summary>All data.</summary>
    Always,
}
