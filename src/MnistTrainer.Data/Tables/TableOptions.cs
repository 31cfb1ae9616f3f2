using System.Collections.Immutable;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>What is known about a table of numbers and categories. Everything else is detected, and reported.</summary>
public sealed record TableOptions
{
    /// <summary>The column to predict: its name in the header, or its number from 1. Default: null, for none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column that names the rows. Default: null, which detects it.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Columns to read as categories even if they hold numbers: names, numbers from 1, and ranges of numbers such as <c>3-6</c>. Default: none.</summary>
    public ImmutableArray<string> CategoryColumns { get; init; } = [];

    /// <summary>Columns to read as numbers even if they look like something else, such as codes with leading zeros. Default: none.</summary>
    public ImmutableArray<string> NumberColumns { get; init; } = [];

    /// <summary>Columns to leave out. Default: none.</summary>
    public ImmutableArray<string> IgnoredColumns { get; init; } = [];

    /// <summary>
    /// Whether the label is a class or a number. Default: null, for a class where it is text or at most <see cref="TableSchema.MostNumericClasses"/> different
    /// whole numbers.
    /// </summary>
    public TableTask? Task { get; init; }

    /// <summary>The decimal mark, <c>.</c> or <c>,</c>. Default: null, which reads each column by the only mark that fits.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>
    /// Texts of cells whose value is missing, in every column, besides an empty cell, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>NaN</c> and <c>null</c>. Default: none.
    /// </summary>
    public ImmutableArray<string> MissingTexts
    {
        get;
        init => field = [.. value.Select(CanonicalText.Of)];
    } = [];

    /// <summary>Whether the first row holds names. Default: null, which detects it.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The encoding of the text. Default: null, which detects it.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether an option is set that only a table of numbers and categories has.</summary>
    public bool AreOfColumns =>
        IdColumn is not null
        || CategoryColumns.Length > 0
        || NumberColumns.Length > 0
        || Task is not null
        || DecimalMark is not null
        || MissingTexts.Length > 0;
}
