using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>Texts that stay in every sample of a column: those that stand for a missing value in some column, and numbers of nines alone.</summary>
internal sealed class TallyTexts
{
    private const int MostNines = 12;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;
    private readonly int _longest;

    /// <param name="options">What is known about the table.</param>
    public TallyTexts(TableOptions options)
    {
        ImmutableArray<string> all = [.. MissingCell.All, .. options.MissingTexts];
        _texts = new HashSet<string>(all, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = all.Max(text => text.Length);
    }

    /// <summary>Whether a text is one of them.</summary>
    public bool Contains(ReadOnlySpan<char> text) => text.IsEmpty || (text.Length <= _longest && _texts.Contains(text)) || IsOfNines(text);

    // -999, 9999.0.
    private static bool IsOfNines(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('-');
        int point = text.IndexOf('.');
        return text.Length is > 1 and <= MostNines
            && !text[..(point < 0 ? text.Length : point)].ContainsAnyExcept('9')
            && (point < 0 || !text[(point + 1)..].ContainsAnyExcept('0'));
    }
}
