namespace MnistTrainer.Imaging;

/// <summary>The meaning of a small piece of ink beside digits.</summary>
public enum NumberMarkKind
{
    /// <summary>A point or a comma at the bottom of the digits.</summary>
    Point,

    /// <summary>A dash at half their height: a minus sign, or a hyphen between numbers.</summary>
    Minus,

    /// <summary>Any other mark: another sign, a bracket, a letter.</summary>
    Other,

    /// <summary>A box or a circle around a digit.</summary>
    Frame,

    /// <summary>A line below a digit.</summary>
    Underline,
}
