namespace MnistTrainer.Data;

/// <summary>A color, each part from 0 to 255.</summary>
internal readonly record struct Color(double Red, double Green, double Blue)
{
    /// <summary>A gray.</summary>
    public static Color Gray(double level) => new(level, level, level);
}
