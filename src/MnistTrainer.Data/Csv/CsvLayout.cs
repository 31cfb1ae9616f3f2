using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The roles of a table's columns.</summary>
/// <param name="Header">The column names, or null.</param>
/// <param name="Columns">The number of cells in a row.</param>
/// <param name="Label">The zero-based label column, or null.</param>
/// <param name="Ignored">The columns that are neither label nor pixels, such as row numbers and file names.</param>
/// <param name="Shape">The shape of one image.</param>
internal sealed record CsvLayout(string[]? Header, int Columns, int? Label, IReadOnlyList<int> Ignored, Shape Shape)
{
    /// <summary>The columns of which the one with a 1 is the class, or null.</summary>
    public OneHotColumns? OneHot { get; init; }

    /// <summary>The ignored column that names the rows, or null.</summary>
    public int? Id { get; init; }

    /// <summary>The number of records before the first data row.</summary>
    public int LeadingRecords { get; init; }

    /// <summary>Whether empty cells are blank pixels.</summary>
    public bool EmptyIsZero { get; init; }

    /// <summary>The pixel columns, in order. Their number is the size of the shape, unless some were dropped.</summary>
    public required int[] Pixels { get; init; }

    /// <summary>Where each of <see cref="Pixels"/> lies in the image, if some columns were dropped; null otherwise.</summary>
    public int[]? Places { get; init; }

    /// <summary>The names of columns of which one may be the label; empty if the label is known.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>What was decided about the pixels beyond their shape, or null.</summary>
    public string? PixelFinding { get; init; }

    /// <summary>Whether rows have labels.</summary>
    public bool HasLabels => Label is not null || OneHot is not null;

    /// <summary>One line each for label, ignored columns and shape.</summary>
    public IEnumerable<string> Findings =>
        [
            OneHot is null
                ? $"label column: {(Label is int label ? Name(label) : "none")}"
                : $"label columns: {Name(OneHot.Columns[0])} to {Name(OneHot.Columns[^1])}, one-hot",
            .. Ignored.Select(column => $"ignored column: {Name(column)}"),
            $"images: {Shape}",
            .. PixelFinding is null ? [] : (string[])[PixelFinding],
        ];

    /// <summary>Returns the one-based number of a column and its name, if any: <c>3 (pixel1)</c>.</summary>
    public string Name(int column) => NameOf(Header, column);

    /// <inheritdoc cref="Name"/>
    public static string NameOf(string[]? header, int column) => header is null ? $"{column + 1}" : $"{column + 1} ({header[column]})";
}
