namespace MnistTrainer.Experiments;

/// <summary>How two images are the same.</summary>
public enum DuplicateKind
{
    /// <summary>All values are equal.</summary>
    Exact,

    /// <summary>All values are equal after one of the images is shifted; only background is shifted out of or into the frame.</summary>
    Shifted,

    /// <summary>The values correlate nearly perfectly, regardless of brightness and contrast, or all but a few are equal.</summary>
    Near,
}
