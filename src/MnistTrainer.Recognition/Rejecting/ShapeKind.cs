namespace MnistTrainer.Recognition;

/// <summary>What a framed image may show, in the order of the shape network's classes.</summary>
internal enum ShapeKind
{
    /// <summary>One digit.</summary>
    Digit,

    /// <summary>A letter or a sign.</summary>
    Letter,

    /// <summary>Lines that mean nothing.</summary>
    Scribble,

    /// <summary>Several digits.</summary>
    Several,

    /// <summary>What a cut at the wrong place leaves of digits.</summary>
    Part,
}
