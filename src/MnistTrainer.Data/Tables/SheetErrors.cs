using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>Errors of a spreadsheet in the cells of a column, such as <c>#DIV/0!</c>, which are read as missing and reported. The rows are added part by part.</summary>
/// <param name="name">The name of the column.</param>
internal sealed class SheetErrors(string name)
{
    private long _cells;
    private string? _first;

    /// <summary>Adds the cells of a column, or of a part of its rows.</summary>
    public void Add(TextColumn column)
    {
        if (column.Texts.FirstOrDefault(MissingCell.IsError) is not string first)
            return;
        _first ??= first;
        _cells += column.CountTexts().Zip(column.Texts).Where(one => MissingCell.IsError(one.Second)).Sum(one => (long)one.First);
    }

    /// <summary>A line about them; nothing where there is none.</summary>
    public IEnumerable<string> Lines()
    {
        if (_cells > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {_cells:N0} cell{(_cells == 1 ? " holds" : "s hold")} an error of a spreadsheet, such as {_first}, read as missing"
            );
    }
}
