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
    private const int BytesOfPart = 1 << 20;

    // The memory of a part: its texts and indices of them, and its rows as they are written.
    private const long MemoryOfPart = 5L << 20;

    // Fewer rows may agree with the label by chance.
    private const int FewestRowsOfCopy = 20;

    // Counting takes about a third of the time.
    private const double Counting = 0.3;

    private readonly IReadOnlyList<DataFile> _files = TableFiles.Of(path, CancellationToken.None);

    protected override IEnumerable<DataFile> Files => _files;

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
        // Parts of the rows take the memory of the texts that were counted.
        report = report is null ? null : report with { Table = report.Table.WithoutTexts() };
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
                EncodingNotes notes = new(schema);
                RowFindings findings = Encode(schema, writer, notes, lines, Part(progress, known is null ? Counting : 0, 1), cancellation);
                writer.ClassNames = schema.OutputNames;
                writer.Notes = [.. notes.Lines(), .. findings.Lines()];
                writer.Details = StoredTableDetails.Write(
                    schema,
                    report is null ? null : WithNotes(WithCopies(report, schema, lines), findings.Totals()),
                    counted
                );
            }
        );
    }

    private TableReport Count(IProgress<double>? progress, CancellationToken cancellation)
    {
        using var rows = TextRows.Open(Place, _files, options, cancellation, memory);
        if (rows.IsJson)
            throw Rejected("a table as CSV, ARFF or Parquet, whose rows are read one by one", "JSON", "Convert it to CSV");
        return TableReportFinder.Find(TableTally.Count(rows, options, memory, progress, cancellation), options);
    }

    /// <summary>Encodes the rows.</summary>
    /// <returns>What is found in the rows.</returns>
    private RowFindings Encode(
        TableSchema schema,
        RowFileWriter writer,
        EncodingNotes notes,
        LabelLine?[] lines,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        using var rows = TextRows.Open(Place, _files, options, cancellation, memory);
        TableEncoder encoder = new(schema)
        {
            KnowsDecimalMarks = known is null || options.DecimalMark is not null,
            CellRemedy =
                "Correct the cell or leave it empty, or name the text as a missing value, or read the column as categories, or leave it out",
        };
        TextTable names = new(rows);
        // Names of rows are not trained on.
        ColumnMatch whole = ColumnMatch.Of(schema, names) with
        {
            Id = null,
        };
        Func<TextTable, ColumnMatch> match = whole.InParts(names);
        int[] read = whole.PlacesIn(names);
        RowFindings findings = new(whole.InOrder(schema, names), names);
        long most = Math.Clamp(memory / MemoryOfPart, 2, Environment.ProcessorCount + 1);
        int mostRows = Math.Max(FewestRows, CellsOfPart / Math.Max(rows.Columns.Length, schema.Width));
        Queue<Task<EncodedPart>> parts = [];
        bool isEnd = false;
        while (!isEnd || parts.Count > 0)
        {
            while (!isEnd && parts.Count < most)
            {
                cancellation.ThrowIfCancellationRequested();
                TextTable part = new(rows, read);
                long bytes = 0;
                while (part.Count < mostRows && bytes < BytesOfPart && !(isEnd = !rows.Read()))
                {
                    part.Add(rows);
                    bytes += rows.BytesOf(read);
                }

                parts.Enqueue(Task.Run(() => Encode(encoder, schema, part, match(part), findings), cancellation));
            }

            EncodedPart encoded = parts.Dequeue().GetAwaiter().GetResult();
            notes.Add(encoded.Notes);
            Add(writer, encoded.Rows.Samples, schema, lines);
            findings.Add(encoded.Table, encoded.Sums);
            progress?.Report(rows.FractionRead);
        }

        if (writer.Count == 0)
            throw encoder.NoLabels(Place);
        notes.OfTable = [.. TextTable.NotesAmong(rows.Findings)];
        return findings;
    }

    private static EncodedPart Encode(TableEncoder encoder, TableSchema schema, TextTable part, ColumnMatch match, RowFindings findings)
    {
        EncodingNotes notes = new(schema);
        return new EncodedPart(part, encoder.Encode(part, match, withLabels: true, notes), notes, findings.SumsOf(part));
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
            Notes = [.. report.Notes, .. LabelNotes.OfCopies(report.Label!, report.Columns.Where(one => copies.Contains(one.Column.Name)))],
        };
    }

    private static TableReport WithNotes(TableReport report, IEnumerable<string> notes) =>
        report with
        {
            Notes = [.. report.Notes, .. notes],
        };

    private string Describe()
    {
        string columns = string.Create(
            CultureInfo.InvariantCulture,
            $"table; label {Listed(options.LabelColumn)}; id {Listed(options.IdColumn)}; task {options.Task}; decimal mark {options.DecimalMark}; "
                + $"header {options.HasHeader}; encoding {options.Encoding?.WebName}"
        );
        return string.Join(
            '\n',
            columns,
            $"categories {Listed([.. options.CategoryColumns])}; numbers {Listed([.. options.NumberColumns])}; "
                + $"ignored {Listed([.. options.IgnoredColumns])}; missing {Listed([.. options.MissingTexts])}",
            known is null
                ? "columns as found"
                : $"columns {Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(TableSchemaFile.ToJson(known)))}"
        );
    }

    // With their lengths, so that "1,5" is another list than 1 and 5.
    private static string Listed(params string?[] texts) =>
        string.Concat(texts.Select(text => string.Create(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text},")));

    private sealed record EncodedPart(TextTable Table, TableRows Rows, EncodingNotes Notes, TotalSum?[] Sums);

    private static PartProgress? Part(IProgress<double>? progress, double from, double to) =>
        progress is null ? null : new PartProgress(progress, from, to);

    private sealed class PartProgress(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
