using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds what the columns of a table hold, and which of them a network can be trained on.</summary>
public static class TableReportFinder
{
    private const int MostShown = 3;

    /// <summary>Finds what the columns hold.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">What is known about it.</param>
    /// <exception cref="InvalidInputException">An option names no column, or what a column holds is uncertain; the message names it and what decides it.</exception>
    public static TableReport Find(TextTable table, TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        ColumnRoles roles = ColumnRoles.Of(table, options);
        List<string> notes = [.. table.Notes, .. FurtherHeader.Lines(table, options)];
        ColumnFinder finder = new(table, options);
        List<ColumnReport> reports = [];
        for (int column = 0; column < table.Columns.Length; column++)
        {
            if (column != roles.Label)
                reports.Add(finder.Find(table.Columns[column], roles.Kinds.TryGetValue(column, out ColumnKind kind) ? kind : null));
        }

        ColumnReport? label = roles.Label is int index ? LabelFinder.Find(table, index, options, finder) : null;
        if (label is not null)
        {
            notes.AddRange(LabelNotes.Of(finder.TextsOf(table.Columns[roles.Label!.Value]), label, options.Task is not null));
            LabelCopy copy = new(table.Columns[roles.Label.Value], label);
            ColumnReport[] read = [.. reports];
            reports = [.. read.Select((one, i) => copy.Check(one, table.Columns[i < roles.Label ? i : i + 1]))];
            notes.AddRange(LabelNotes.OfCopies(label, reports.Where((one, i) => one != read[i])));
        }

        if (label is not null)
            label = Judged(label, table.Columns[roles.Label!.Value]);
        reports = [.. reports.Select((one, i) => Judged(one, table.Columns[i < (roles.Label ?? int.MaxValue) ? i : i + 1]))];
        TableReport report = new(table, KeepOneId([.. reports], table), label, roles.Label ?? -1)
        {
            MissingTexts = MissingCell.TextsOf(options),
        };
        notes.AddRange(report.All.Zip(table.Columns).SelectMany(one => CellFindings.LinesOf(one.First.Column, one.Second)));
        if (label is not null)
            notes.AddRange(LeaksIn(report, label));
        return report with { Notes = [.. notes, .. TotalsIn(report)] };
    }

    // What makes a test look better than predictions will be.
    private static IEnumerable<string> LeaksIn(TableReport report, ColumnReport label)
    {
        (ColumnReport Report, TextColumn Column)[] read =
        [
            .. report.All.Zip(report.Table.Columns).Where(one => one.First.Column.Width > 0),
        ];
        return
        [
            .. read.Where(one => one.Report != label)
                .SelectMany(one =>
                    MissingByClass.Lines(one.Report, one.Column, label, report.Table.Columns[report.LabelIndex], report.MissingTexts)
                ),
            .. RepeatedRows.Lines([.. read.Select(one => one.Column)]),
        ];
    }

    // Those of rows that are not in memory are found when they are encoded.
    private static IEnumerable<string> TotalsIn(TableReport report)
    {
        if (report.Table.Columns.Any(column => column.Tally is not null))
            return [];
        TotalRow total = new([.. report.All.Select((one, place) => (one.Column, place))]);
        total.Add(report.Table, total.SumsOf(report.Table));
        return total.Lines();
    }

    /// <summary>The description of the columns to train on.</summary>
    /// <param name="report">The columns of a table with a label.</param>
    /// <exception cref="InvalidInputException">No label is known, no column is left to train on, or there are too many inputs.</exception>
    public static TableSchema ToSchema(TableReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Label is null)
            throw new InvalidInputException(report.Table.Path, "a column to predict", "none specified", "Name the label column")
            {
                Option = nameof(TableOptions.LabelColumn),
            };
        TableSchema schema = new()
        {
            Columns = [.. report.Columns.Select(one => one.Column)],
            Label = report.Label.Column,
            LabelIndex = report.LabelIndex,
            HasHeader = report.Table.HasHeader,
            MissingTexts = report.MissingTexts,
        };
        if (report.Columns.IsEmpty)
            throw new InvalidInputException(report.Table.Path, "columns beside the label", "none", "Add columns to predict it from");
        if (schema.Width == 0)
            throw new InvalidInputException(
                report.Table.Path,
                "columns of numbers or categories beside the label",
                $"none: {string.Join(", ", report.Columns.Take(MostShown).Select(one => $"{one.Column.Name} is left out ({one.Reason})"))}{(report.Columns.Length > MostShown ? ", …" : "")}",
                "Add columns, leave out fewer, or state what some of them are"
            )
            {
                Option = nameof(TableOptions.CategoryColumns),
            };
        if (schema.Width > TableSchema.MostInputs)
            throw new InvalidInputException(
                report.Table.Path,
                $"numbers and categories for at most {TableSchema.MostInputs} inputs",
                $"{schema.Width}",
                "Leave out columns with many categories"
            )
            {
                Option = nameof(TableOptions.IgnoredColumns),
            };
        return TableSchemaFile.FindFault(schema) is string fault
            ? throw new InvalidInputException(
                report.Table.Path,
                "columns that a model can be saved with",
                fault,
                "Shorten names and texts of cells, leave out columns, or specify fewer missing values"
            )
            {
                Option = nameof(TableOptions.IgnoredColumns),
            }
            : schema;
    }

    private static ColumnReport Judged(ColumnReport report, TextColumn column) =>
        column.Tally is { IsSampled: true } tally
            ? report with
            {
                Reason = TextReport.Joined(
                    report.Reason,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"judged by {tally.Texts.Count:N0} of about {report.Distinct:N0} different values"
                    )
                ),
            }
            : report;

    // Rows have one name; further columns like it are left out.
    private static ImmutableArray<ColumnReport> KeepOneId(ImmutableArray<ColumnReport> reports, TextTable table)
    {
        ColumnReport? id = reports
            .Where(one => one.Column.Kind == ColumnKind.Id)
            .OrderByDescending(one => one.Option is null)
            .ThenByDescending(one => ColumnFinder.IsNamedId(table.Find(one.Column.Name)!))
            .FirstOrDefault();
        return
        [
            .. reports.Select(one =>
                one.Column.Kind == ColumnKind.Id && one != id ? one with { Column = one.Column with { Kind = ColumnKind.Ignored } } : one
            ),
        ];
    }
}
