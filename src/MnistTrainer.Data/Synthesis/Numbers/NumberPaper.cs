namespace MnistTrainer.Data;

/// <summary>The background of a composed number.</summary>
public enum NumberPaper
{
    /// <summary>Light digits on black, as in MNIST.</summary>
    Black,

    /// <summary>Dark digits on white.</summary>
    White,

    /// <summary>Gray ink on grainy paper with a shadow.</summary>
    Shaded,

    /// <summary>Dark digits on a ruled line.</summary>
    Ruled,

    /// <summary>Dark digits, each in its own box, as in a form.</summary>
    Form,
}
