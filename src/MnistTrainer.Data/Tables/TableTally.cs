using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Counts the texts of a table in one pass, so that what its columns hold can be found without its rows in memory.</summary>
internal sealed class TableTally
{
    // Of fewer different texts, a column is counted in whole.
    private const int LeastSample = 200;
    private const int LargestSample = 20_000;

    // The memory of a column's sample besides its texts, and of a text on average.
    private const int BytesOfText = 200;
    private const int CellsBetweenChecks = 1 << 14;

    private readonly TextRows _rows;
    private readonly TableOptions _options;
    private readonly ColumnTally[] _tallies;
    private readonly long _memory;
    private readonly int _sample;
    private readonly int? _label;
    private long _used;

    private TableTally(TextRows rows, TableOptions options, long memory)
    {
        (_rows, _options, _memory) = (rows, options, memory);
        TallyTexts missing = new(options);
        int columns = rows.Columns.Length;
        _tallies = [.. rows.Columns.Select(column => new ColumnTally(missing, new MergedCells(column.Name)))];
        _sample = (int)Math.Min(LargestSample, memory / 2 / columns / BytesOfText);
        if (_sample < LeastSample)
            throw new InvalidInputException(
                rows.Path,
                $"at most {memory / 2 / LeastSample / BytesOfText} columns, whose texts are counted in the memory given",
                $"{columns}",
                "Give more memory, or leave columns out of the file"
            );
        TextTable names = new(rows.Path, rows.Columns, rows.HasHeader, 0, []);
        _label = ColumnRoles.Of(names, options).Label;
    }

    /// <summary>Counts the rows of a table.</summary>
    /// <param name="rows">The rows, none of which has been read.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="memory">The memory for different texts, in bytes.</param>
    /// <param name="progress">Receives the fraction read, from 0 to 1.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>The table, with columns that are counted.</returns>
    /// <exception cref="InvalidInputException">A row has another length, or there are too many columns for the memory, or too many rows.</exception>
    public static TextTable Count(
        TextRows rows,
        TableOptions options,
        long memory,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        TableTally tally = new(rows, options, memory);
        int rowsBetweenChecks = Math.Max(1, CellsBetweenChecks / rows.Columns.Length);
        while (rows.Read())
        {
            tally.Add();
            if (tally._used > memory)
                tally.Shrink();
            if (rows.Count % rowsBetweenChecks != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(rows.FractionRead);
        }

        return tally.ToTable();
    }

    private void Add()
    {
        const int most = 1 << 30;
        if (_rows.Count > most)
            throw new InvalidInputException(_rows.Path, $"at most {most} rows", "more", "Divide the table");
        long place = _rows.Place;
        CountedText? label = null;
        bool isClass = false;
        if (_label is int index)
        {
            label = Add(index, place);
            isClass = label is null || !IsMissing(label.Text);
        }

        for (int column = 0; column < _tallies.Length; column++)
        {
            if (column == _label)
                continue;
            CountedText? cell = Add(column, place);
            if (isClass)
                _tallies[column].Pair(cell, label);
        }
    }

    private CountedText? Add(int column, long place)
    {
        ColumnTally tally = _tallies[column];
        long before = tally.Memory;
        CountedText? cell = tally.Add(_rows.Cell(column), place);
        _used += tally.Memory - before;
        return cell;
    }

    private bool IsMissing(string text) => MissingCell.IsInText(text) || _options.MissingTexts.Contains(text);

    private void Shrink()
    {
        while (
            _tallies.Sum(one => one.Memory) > _memory
            && _tallies.Where(one => !one.IsSampled).MaxBy(one => one.Memory) is ColumnTally largest
        )
            largest.Sample(_sample, _memory / 2 / _tallies.Length);
        _used = _tallies.Sum(one => one.Memory);
    }

    private TextTable ToTable()
    {
        foreach (ColumnTally tally in _tallies)
            tally.Finish();
        ImmutableArray<TextColumn> columns = [.. _rows.Columns.Zip(_tallies, (column, tally) => column.With(tally))];
        return new TextTable(_rows.Path, columns, _rows.HasHeader, (int)_rows.Count, _rows.Findings)
        {
            HasSemicolons = _rows.HasSemicolons,
            HasValues = _rows.HasValues,
            FileNames = _rows.FileNames,
        };
    }
}
