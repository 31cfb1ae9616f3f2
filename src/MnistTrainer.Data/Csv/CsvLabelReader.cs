using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the labels of the rows of a table, and numbers their classes in the order in which they occur.</summary>
/// <param name="table">The file.</param>
/// <param name="layout">Its layout, with a label column or one-hot columns.</param>
/// <param name="errors">Describes what is wrong with a label.</param>
internal sealed class CsvLabelReader(TableFile table, CsvLayout layout, CsvErrors errors)
{
    private ClassIndex _classes = new();

    // The line and the row on which each class first occurs.
    private readonly List<long> _firstLines = [];
    private readonly List<int> _firstRows = [];

    /// <summary>The number of classes so far.</summary>
    public int ClassCount => _classes.Count;

    /// <summary>Forgets all labels, as the table is read again.</summary>
    public void Restart()
    {
        _classes = new ClassIndex();
        _firstLines.Clear();
        _firstRows.Clear();
    }

    /// <summary>Returns the class of the label of a row.</summary>
    /// <param name="records">The row, with as many cells as the layout has columns.</param>
    /// <param name="row">Its number, from 0.</param>
    /// <exception cref="InvalidInputException">The label is missing or too long, is not one-hot, or makes too many classes.</exception>
    public int Read(CsvRecords records, int row) =>
        layout.OneHot is OneHotColumns oneHot ? ReadOneHot(records, oneHot) : ReadCell(records, layout.Label!.Value, row);

    /// <summary>Gives classes their names and their final numbers.</summary>
    /// <param name="labels">The classes of the labels, which are replaced by their final numbers.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="notes">Receives what was read otherwise than it is written.</param>
    /// <returns>The name of each class.</returns>
    /// <exception cref="InvalidInputException">A label does not belong to the others.</exception>
    public string[] NameClasses(int[] labels, int rows, List<string> notes)
    {
        if (layout.Label is not null && _classes.FindMisfit(rows, _firstRows) is (int index, string name))
            throw OddNumber.IsMissing(name)
                ? errors.MissingLabel(_firstLines[index], name)
                : errors.NotPartOfTable(_firstLines[index], $"\"{name}\" below labels that are numbers");
        notes.AddRange(_classes.Merge(table.Path, labels));
        return _classes.Sort(labels);
    }

    private int ReadOneHot(CsvRecords records, OneHotColumns oneHot)
    {
        string[] cells = [.. oneHot.Columns.Select(records.Text)];
        if (!cells.All(cell => OneHotColumns.ParseBit(cell) is not null) || cells.Sum(OneHotColumns.ParseBit) != 1)
            throw CsvErrors.IsHeader(records) ? errors.RowLength(records) : errors.OneHot(records, oneHot);
        int hot = Array.FindIndex(cells, cell => OneHotColumns.ParseBit(cell) == 1);
        return _classes.Add(Encoding.UTF8.GetBytes(oneHot.Classes[hot]), table.Dialect.HasDecimalComma);
    }

    private int ReadCell(CsvRecords records, int column, int row)
    {
        ReadOnlySpan<byte> cell = records.Cell(column);
        if (cell.Length is 0 or > ClassIndex.MaximumLabelLength)
            throw errors.Label(records, column);
        int index = _classes.Add(cell, table.Dialect.HasDecimalComma);
        if (index >= ClassIndex.MaximumClasses)
            throw errors.TooManyClasses(records, column);
        if (index == _firstLines.Count)
        {
            _firstLines.Add(records.Line);
            _firstRows.Add(row);
        }

        return index;
    }
}
