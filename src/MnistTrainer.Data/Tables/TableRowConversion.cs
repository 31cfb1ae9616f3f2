using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The conversion of a table in two passes, neither of which holds its rows: the texts of its columns are counted, which decides what they hold; then its rows are encoded, some
/// thousand at a time.
/// </summary>
/// <param name="path">The table.</param>
/// <param name="options">What is known about it.</param>
/// <param name="memory">The memory for different texts, in bytes.</param>
/// <param name="known">Its columns, where they are known; otherwise null.</param>
internal sealed class TableRowConversion(string path, TableOptions options, long memory, TableSchema? known) : SourceConversion(path)
{
    // Rows of a part: a megabyte or two as text and as floats.
    private const int CellsOfPart = 1 << 14;
    private const int FewestRows = 16;

    // Fewer rows may agree with the label by chance.
    private const int FewestRowsOfCopy = 20;

    // Counting takes about a third of the time.
    private const double Counting = 0.3;

    private readonly DataFile _file = DataFile.OnDisk(path, CancellationToken.None);

    protected override IEnumerable<DataFile> Files => [_file];

    /// <inheritdoc/>
    protected override bool IsUsable(RowFile file) =>
        StoredTableDetails.Read(file.Details, Place).Memory is var used && (used == 0 || used == memory);

    /// <summary>Returns the file of rows, which is written first if there is none, or if the table or the options have changed since.</summary>
    /// <param name="progress">Receives the fraction converted, from 0 to 1.</param>
    /// <param name="cancellation">Cancels the conversion, which leaves nothing behind.</param>
    public RowFile Run(IProgress<double>? progress, CancellationToken cancellation) =>
        Open(Describe(), source => Write(source, progress, cancellation));

    private void Write(string source, IProgress<double>? progress, CancellationToken cancellation)
    {
        TableReport? report = known is null ? Count(Part(progress, 0, Counting), cancellation) : null;
        TableSchema schema = known ?? TableReportFinder.ToSchema(report!);
        long counted = report?.Table.Columns.Any(column => column.Tally is { IsSampled: true }) == true ? memory : 0;
        RowEncoding encoding = new([.. schema.Inputs.Select(column => column.Width)])
        {
            Targets = schema.Task == TableTask.Regression ? 1 : 0,
        };
        if (report is not null)
            CheckSpace(Target, (long)report.Table.Count * (encoding.Length + sizeof(int)));
        RowFileWriter.Write(
            Target,
            encoding,
            source,
            writer =>
            {
                LabelLine?[] lines = LinesOf(report);
                EncodingNotes notes = new(schema.Inputs.Count());
                Encode(schema, writer, notes, lines, Part(progress, known is null ? Counting : 0, 1), cancellation);
                writer.ClassNames = schema.OutputNames;
                writer.Notes = [.. notes.Lines()];
                writer.Details = StoredTableDetails.Write(schema, report is null ? null : WithCopies(report, schema, lines), counted);
            }
        );
    }

    private TableReport Count(IProgress<double>? progress, CancellationToken cancellation)
    {
        using var rows = TextRows.Open(_file, options, cancellation, memory);
        if (rows.HasValues)
            throw Rejected("a table as CSV, ARFF or Parquet, whose rows are read one by one", "JSON", "Convert it to CSV");
        return TableReportFinder.Find(TableTally.Count(rows, options, memory, progress, cancellation), options);
    }

    private void Encode(
        TableSchema schema,
        RowFileWriter writer,
        EncodingNotes notes,
        LabelLine?[] lines,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        using var rows = TextRows.Open(_file, options, cancellation, memory);
        TableEncoder encoder = new(schema)
        {
            CellRemedy =
                "Correct the cell or leave it empty, or name the text as a missing value, or read the column as categories, or leave it out",
        };
        TextTable names = new(rows);
        Func<TextTable, ColumnMatch> match = ColumnMatch.Of(schema, names).InParts(names);
        int most = Math.Max(FewestRows, CellsOfPart / Math.Max(rows.Columns.Length, schema.Width));
        Queue<Task<(TableRows Rows, EncodingNotes Notes)>> parts = [];
        bool isEnd = false;
        while (!isEnd || parts.Count > 0)
        {
            while (!isEnd && parts.Count <= Environment.ProcessorCount)
            {
                cancellation.ThrowIfCancellationRequested();
                TextTable part = new(rows);
                while (part.Count < most && !(isEnd = !rows.Read()))
                    part.Add(rows);
                parts.Enqueue(Task.Run(() => Encode(encoder, schema, part, match(part)), cancellation));
            }

            (TableRows encoded, EncodingNotes found) = parts.Dequeue().GetAwaiter().GetResult();
            notes.Add(found);
            Add(writer, encoded.Samples, schema, lines);
            progress?.Report(rows.FractionRead);
        }

        if (writer.Count == 0)
            throw encoder.NoLabels(Place);
    }

    private static (TableRows Rows, EncodingNotes Notes) Encode(TableEncoder encoder, TableSchema schema, TextTable part, ColumnMatch match)
    {
        EncodingNotes notes = new(schema.Inputs.Count());
        return (encoder.Encode(part, match, withLabels: true, notes), notes);
    }

    private static void Add(RowFileWriter writer, Samples<float> rows, TableSchema schema, LabelLine?[] lines)
    {
        bool hasTargets = schema.Task == TableTask.Regression;
        int[] offsets = [.. schema.Offsets];
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> values = rows.Row(row);
            if (!hasTargets)
            {
                writer.Add(values, rows.Labels[row]);
                continue;
            }

            writer.Add(values, label: 0, rows.Targets.Slice(row, 1));
            for (int input = 0; input < lines.Length; input++)
                lines[input]?.Add(values[offsets[input]], rows.Targets[row]);
        }
    }

    // A line for each column of numbers where the label is one.
    private static LabelLine?[] LinesOf(TableReport? report) =>
        report?.Label is { Smallest: double smallest, Largest: double largest } label
        && label.Column.Kind == ColumnKind.Number
        && report.Table.Count - label.Missing >= FewestRowsOfCopy
            ?
            [
                .. report
                    .Columns.Where(one => one.Column.Width > 0)
                    .Select(one => one.Column.Kind == ColumnKind.Number ? new LabelLine(smallest, largest) : null),
            ]
            : [];

    private static TableReport WithCopies(TableReport report, TableSchema schema, LabelLine?[] lines)
    {
        if (lines.Length == 0)
            return report;
        HashSet<string> copies = [.. schema.Inputs.Zip(lines).Where(one => one.Second is { IsLine: true }).Select(one => one.First.Name)];
        return report with
        {
            Columns = [.. report.Columns.Select(one => copies.Contains(one.Column.Name) ? LabelCopy.OfSameQuantity(one) : one)],
        };
    }

    private string Describe()
    {
        string columns = string.Create(
            CultureInfo.InvariantCulture,
            $"table; label {options.LabelColumn}; id {options.IdColumn}; task {options.Task}; decimal mark {options.DecimalMark}; "
                + $"header {options.HasHeader}; encoding {options.Encoding?.WebName}"
        );
        return string.Join(
            '\n',
            columns,
            $"categories {string.Join(',', options.CategoryColumns)}; numbers {string.Join(',', options.NumberColumns)}; "
                + $"ignored {string.Join(',', options.IgnoredColumns)}; missing {string.Join(',', options.MissingTexts)}",
            known is null
                ? "columns as found"
                : $"columns {Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(TableSchemaFile.ToJson(known)))}"
        );
    }

    private static PartProgress? Part(IProgress<double>? progress, double from, double to) =>
        progress is null ? null : new PartProgress(progress, from, to);

    private sealed class PartProgress(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
