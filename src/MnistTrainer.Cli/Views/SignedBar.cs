namespace MnistTrainer.Cli.Views;

/// <summary>A bar of characters for a share of the largest value in a table.</summary>
internal static class SignedBar
{
    private const int Width = 24;

    /// <summary>Returns a bar in Spectre's markup: green for a value above 0, red below.</summary>
    /// <param name="value">The value.</param>
    /// <param name="largest">The largest absolute value in the table.</param>
    public static string Of(double value, double largest)
    {
        int length = largest > 0 && double.IsFinite(value) ? (int)Math.Round(Width * Math.Min(1, Math.Abs(value) / largest)) : 0;
        return length == 0 ? ""
            : value > 0 ? $"[green]{new string('█', length)}[/]"
            : $"[red]{new string('▒', length)}[/]";
    }
}
