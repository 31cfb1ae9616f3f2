namespace MnistTrainer.Data;

/// <summary>An RGB color with components from 0 to 255.</summary>
internal readonly record struct Color(double Red, double Green, double Blue)
{
    /// <summary>Creates a gray.</summary>
    public static Color Gray(double level) => new(level, level, level);
}
