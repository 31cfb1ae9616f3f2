namespace MnistTrainer.Recognition;

/// <summary>Why an image is taken for no digit.</summary>
public enum RejectionReason
{
    /// <summary>There is no ink on it: an empty page, or all of one color.</summary>
    Blank,

    /// <summary>There is ink, but no shape that anybody would write as a digit.</summary>
    Scribble,

    /// <summary>It looks written, but more like a letter or a sign than like a digit.</summary>
    Letter,

    /// <summary>There are several digits where one was asked for.</summary>
    MultipleDigits,
}
