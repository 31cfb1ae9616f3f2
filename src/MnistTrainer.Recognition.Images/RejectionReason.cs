namespace MnistTrainer.Recognition.Images;

/// <summary>The reason why an image is not a single digit.</summary>
public enum RejectionReason
{
    /// <summary>The image has no ink: an empty page, or a single color.</summary>
    Blank,

    /// <summary>The image has ink, but not in the shape of a digit.</summary>
    Scribble,

    /// <summary>The image looks more like a letter or a symbol than a digit.</summary>
    Letter,

    /// <summary>The image has several digits, but a single one was expected.</summary>
    MultipleDigits,
}
