using System.Text;

namespace MnistTrainer.Cli.Language;

/// <summary>
/// The width of texts on a terminal, in cells: a letter of Hangul, a Han character or a fullwidth form takes two (Unicode Standard Annex 11, East Asian Width W and F).
/// </summary>
internal static class CellWidth
{
    // First and last of the blocks that are wide, in ascending order.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F),
        (0x2E80, 0x303E),
        (0x3041, 0xA4CF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>Returns the number of cells that a text takes.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune letter in text.EnumerateRunes())
            width += WidthOf(letter);
        return width;
    }

    /// <summary>Returns a text with spaces behind it.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>Returns a text with spaces before it.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>Returns a text cut off or padded to a width.</summary>
    public static string Fit(string text, int width)
    {
        StringBuilder kept = new();
        int used = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            if ((used += WidthOf(letter)) > width)
                break;
            kept.Append(letter);
        }

        return PadRight(kept.ToString(), width);
    }

    private static int WidthOf(Rune letter) =>
        Array.Exists(Wide, block => block.First <= letter.Value && letter.Value <= block.Last) ? 2 : 1;
}
