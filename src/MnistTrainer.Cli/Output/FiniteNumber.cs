namespace MnistTrainer.Cli.Output;

/// <summary>Numbers that JSON can hold.</summary>
internal static class FiniteNumber
{
    /// <summary>Returns the number, or null where it is NaN or infinite.</summary>
    public static double? OrNull(double? value) => value is double number && double.IsFinite(number) ? number : null;

    /// <inheritdoc cref="OrNull(double?)"/>
    public static float? OrNull(float value) => float.IsFinite(value) ? value : null;
}
