namespace MnistTrainer.Recognition.Images;

/// <summary>The kinds of framed images other than a single digit: their classes in the shape network, behind the ten digits.</summary>
internal enum ShapeKind
{
    /// <summary>A letter or a symbol.</summary>
    Letter = 10,

    /// <summary>Meaningless lines.</summary>
    Scribble,

    /// <summary>Several digits.</summary>
    Several,

    /// <summary>A part of a digit, as a cut at the wrong position leaves.</summary>
    Part,
}
