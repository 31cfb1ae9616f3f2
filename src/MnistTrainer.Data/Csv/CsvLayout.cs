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
    /// <summary>The pixel columns, in order. Their number is the size of the shape.</summary>
    public int[] Pixels { get; } = [.. Enumerable.Range(0, Columns).Where(column => column != Label && !Ignored.Contains(column))];

    /// <summary>One line each for header, label, ignored columns and shape.</summary>
    public IEnumerable<string> Findings =>
        [
            $"header: {(Header is null ? "none" : "one line")}",
            $"label column: {(Label is int label ? Name(label) : "none")}",
            .. Ignored.Select(column => $"ignored column: {Name(column)}"),
            $"images: {Shape}",
        ];

    /// <summary>Returns the one-based number of a column and its name, if any: <c>3 (pixel1)</c>.</summary>
    public string Name(int column) => Header is null ? $"{column + 1}" : $"{column + 1} ({Header[column]})";
}
