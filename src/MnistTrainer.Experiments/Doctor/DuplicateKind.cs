namespace MnistTrainer.Experiments;

/// <summary>How two images are the same.</summary>
public enum DuplicateKind
{
    /// <summary>All values are equal.</summary>
    Exact,

    /// <summary>All values are equal once one of the images is shifted; what moved out of the frame, or into it, is background.</summary>
    Shifted,

    /// <summary>The values correlate nearly perfectly, whatever the brightness and contrast, or all but a few are equal.</summary>
    Near,
}
