using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Which column of a table holds what.</summary>
/// <param name="Header">The names of the columns, or null.</param>
/// <param name="Columns">The number of cells in a row.</param>
/// <param name="Label">The label's column from 0, or null.</param>
/// <param name="Ignored">Columns that are neither label nor pixel: row numbers, file names.</param>
/// <param name="Shape">The shape of one image.</param>
internal sealed record CsvLayout(string[]? Header, int Columns, int? Label, IReadOnlyList<int> Ignored, Shape Shape)
{
    /// <summary>The columns that hold pixels, in order; as many as the shape's size.</summary>
    public int[] Pixels { get; } = [.. Enumerable.Range(0, Columns).Where(column => column != Label && !Ignored.Contains(column))];

    /// <summary>A line each for header, label, ignored columns and shape.</summary>
    public IEnumerable<string> Findings =>
        [
            $"header: {(Header is null ? "none" : "one line")}",
            $"label column: {(Label is int label ? Name(label) : "none")}",
            .. Ignored.Select(column => $"ignored column: {Name(column)}"),
            $"images: {Shape}",
        ];

    /// <summary>A column's number from 1 and its name if it has one: <c>3 (pixel1)</c>.</summary>
    public string Name(int column) => Header is null ? $"{column + 1}" : $"{column + 1} ({Header[column]})";
}
