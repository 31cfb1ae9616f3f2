namespace MnistTrainer.Data;

/// <summary>A colour, each part from 0 to 255.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>A grey.</summary>
    public static Colour Grey(double level) => new(level, level, level);
}
