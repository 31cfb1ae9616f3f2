namespace MnistTrainer.Data;

/// <summary>What a composed number stands on.</summary>
public enum NumberPaper
{
    /// <summary>Light digits on black, as MNIST's.</summary>
    Black,

    /// <summary>Dark digits on white.</summary>
    White,

    /// <summary>Gray ink on grainy paper that a shadow lies over.</summary>
    Shaded,

    /// <summary>Dark digits on a ruled line.</summary>
    Ruled,

    /// <summary>Dark digits, each in a box of its own, as in a form.</summary>
    Form,
}
