namespace MnistTrainer.Data;

/// <summary>How near the digits of a composed number stand to each other.</summary>
public enum NumberSpacing
{
    /// <summary>With paper between them.</summary>
    Apart,

    /// <summary>Each touches the next.</summary>
    Touching,
}
