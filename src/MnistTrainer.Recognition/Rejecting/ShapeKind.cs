namespace MnistTrainer.Recognition;

/// <summary>The kinds of framed images, in the order of the shape network's classes.</summary>
internal enum ShapeKind
{
    /// <summary>A single digit.</summary>
    Digit,

    /// <summary>A letter or a symbol.</summary>
    Letter,

    /// <summary>Meaningless lines.</summary>
    Scribble,

    /// <summary>Several digits.</summary>
    Several,

    /// <summary>A part of a digit, as a cut at the wrong position leaves.</summary>
    Part,
}
