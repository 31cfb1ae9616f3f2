using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>Texts that stay in every sample of a column: those that stand for a missing value in some column.</summary>
internal sealed class TallyTexts
{
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
    public bool Contains(ReadOnlySpan<char> text) => text.IsEmpty || (text.Length <= _longest && _texts.Contains(text));
}
