namespace MnistTrainer.Data;

/// <summary>A text of a column, and how many cells have it.</summary>
/// <param name="text">The text.</param>
/// <param name="first">Where its first cell is: the line, or the number of the value.</param>
/// <param name="hashes">What decides whether it stays in a sample.</param>
internal sealed class CountedText(string text, long first, TextHashes hashes)
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>Where its first cell is.</summary>
    public long First { get; } = first;

    /// <summary>What decides whether it stays in a sample.</summary>
    public TextHashes Hashes { get; set; } = hashes;

    /// <summary>The number of cells.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Whether it stays in any sample, since it is the first of its form or may stand for a missing value.</summary>
    public bool Stays { get; set; }

    /// <summary>The text of the label in the same rows, as long as it is always the same.</summary>
    public CountedText? Partner { get; set; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public long Memory => (2L * Text.Length) + Overhead;

    // The string, this object, and its entry in a dictionary.
    private const int Overhead = 160;
}
