using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// Cells that were merged in a spreadsheet: in the saved text, only the first cell of each block has the value, and those below are empty. They are read as missing and reported,
/// unless cells that are empty by chance could look the same. The cells of a column are added one after another.
/// </summary>
/// <param name="name">The name of the column.</param>
internal sealed class MergedCells(string name)
{
    // The probability that as many values in random rows begin with the first one and are all so far apart.
    private const double MostByChance = 0.04;

    // Two numbers are always in order.
    private const int FewestNumbers = 3;

    private static readonly NumberFormat Plain = new();

    private long _rows;
    private long _values;
    private long _shortest = long.MaxValue;
    private long _begin;
    private string? _value;
    private bool _areNumbers = true;
    private bool _areOrdered = true;
    private bool? _isRising;

    /// <summary>Whether the cells so far may be merged ones: most columns show in their first two rows that they are not.</summary>
    public bool IsPossible { get; private set; } = true;

    /// <summary>Adds the cells of a column, or of a part of its rows.</summary>
    public void Add(TextColumn column)
    {
        for (int row = 0; row < column.Count && IsPossible; row++)
            Add(column[row]);
    }

    /// <summary>Adds the next cell.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (!cell.IsEmpty)
            AddValue(cell.ToString());
        else if (_rows == 0)
            IsPossible = false;
        _rows++;
    }

    /// <summary>A line about the column; nothing where its cells are not merged.</summary>
    public IEnumerable<string> Lines()
    {
        if (
            IsPossible
            && _values > 1
            && Math.Min(_shortest, _rows - _begin) > 1
            && (!_areNumbers || (_areOrdered && _values >= FewestNumbers))
            && ByChance() <= MostByChance
        )
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: each of {_values:N0} values is followed by empty cells, as in a spreadsheet with merged cells; the empty cells are read as missing; if the value applies to them, fill them down"
            );
    }

    // Neighbors with the same value would have been merged, too. Numbers that go up and down are measured now and then.
    private void AddValue(string value)
    {
        bool isFirst = _values++ == 0;
        _shortest = isFirst ? _shortest : Math.Min(_shortest, _rows - _begin);
        IsPossible = isFirst || (_shortest > 1 && value != _value);
        double number = Plain.ValueOf(value);
        _areNumbers &= NumberFormat.IsNumber(value);
        _areOrdered &= double.IsInteger(number);
        if (!isFirst && _areOrdered)
        {
            bool isRising = Plain.ValueOf(_value!) < number;
            _areOrdered = isRising == (_isRising ??= isRising);
        }

        (_value, _begin) = (value, _rows);
    }

    // Of all ways to choose the rows of the values, those whose blocks are no shorter and fill the table.
    private double ByChance()
    {
        double left = _rows - ((double)_values * (Math.Min(_shortest, _rows - _begin) - 1)) - 1,
            probability = (double)_values / _rows;
        for (int i = 0; i < _values - 1 && probability > 0; i++)
            probability *= (left - i) / (_rows - 1 - i);
        return probability;
    }
}
