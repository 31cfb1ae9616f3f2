namespace MnistTrainer.Data;

/// <summary>The spacing between the digits of a composed number.</summary>
public enum NumberSpacing
{
    /// <summary>Digits are separated by background.</summary>
    Apart,

    /// <summary>Each digit touches the next.</summary>
    Touching,
}
