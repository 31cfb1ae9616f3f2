using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A table with the file name of an image in each row, and mostly its label. The images are beside it.</summary>
internal sealed class NamesTable
{
    private const int MaximumColumns = 32;
    private const int SampleRows = 20;

    private static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".jsonl", ".json"];
    private static readonly string[] OtherLabelNames =
    [
        "classid",
        "class_id",
        "classname",
        "class_name",
        "label_id",
        "labelid",
        "label_name",
    ];

    private readonly DataFile _file;
    private readonly TableFile _table;
    private readonly ImageLookup _images;
    private readonly string[]? _header;
    private readonly int _names;
    private readonly int? _labels;
    private readonly int _columns;

    // The number of lines above the table.
    private readonly int _above;

    private NamesTable(DataFile file, TableFile table, ImageLookup images, string[][] sample, int above, int names)
    {
        (_file, _table, _images, _above, _names) = (file, table, images, above, names);
        _header = images.Has(sample[0][names]) || CsvHeader.IsImagePath(sample[0][names]) ? null : sample[0];
        _columns = sample[0].Length;
        _labels = FindLabels(_columns);
    }

    /// <summary>Whether there is a column of labels.</summary>
    /// <exception cref="InvalidInputException">The column that is specified does not exist.</exception>
    public bool HasLabels(LoadOptions options) => LabelsOf(options) is not null;

    /// <summary>Recognizes such a table by its first rows.</summary>
    /// <returns>The table, or null if this is another file, or none of the images is beside it.</returns>
    /// <exception cref="InvalidInputException">The folder cannot be listed.</exception>
    public static NamesTable? Find(DataFile file, CancellationToken cancellation)
    {
        if (
            ReadSample(file) is not (TableFile table, string[][] sample, int above)
            || FindCandidates(sample) is not { Length: > 0 } candidates
        )
            return null;
        ImageLookup images = new(FolderTree.List(file.Folder, cancellation));
        foreach (int column in candidates)
        {
            string[] cells = [.. sample.Skip(sample.Length > 1 ? 1 : 0).Select(row => row[column])];
            if (2 * cells.Count(images.Has) > cells.Length)
                return new NamesTable(file, table, images, sample, above, column);
        }

        return null;
    }

    /// <summary>Finds the table of names in a folder, whatever it is called; an example of a competition's submission is none.</summary>
    /// <returns>The table, or null if there is none.</returns>
    /// <exception cref="InvalidInputException">There are several.</exception>
    public static DataFile? FindIn(DataFolder folder, CancellationToken cancellation)
    {
        DataFile[] tables = [.. TablesIn(folder, cancellation)];
        return tables.Length <= 1
            ? tables.FirstOrDefault()
            : throw new InvalidInputException(
                folder.Path,
                "one table of the names and labels of its images",
                string.Join(" and ", tables.Select(table => table.Name)),
                "Specify one of these files instead of the folder"
            );
    }

    /// <summary>Whether a folder has any table of the names and labels of images.</summary>
    public static bool IsIn(DataFolder folder, CancellationToken cancellation) => TablesIn(folder, cancellation).Any();

    private static IEnumerable<DataFile> TablesIn(DataFolder folder, CancellationToken cancellation) =>
        folder
            .Files.Where(file =>
                Extensions.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase)
                && !file.Name.Contains("submission", StringComparison.OrdinalIgnoreCase)
            )
            .Where(file => Find(file, cancellation)?.HasLabels(LoadOptions.Default) == true);

    /// <summary>Lists the images in the order of the rows.</summary>
    /// <exception cref="InvalidInputException">The images of some rows are missing, or it is uncertain which they are.</exception>
    public ImageListing List(LoadOptions options, CancellationToken cancellation)
    {
        int? label = LabelsOf(options);
        (List<string> names, List<string>? labels, List<long> lines) = ReadAll(label, cancellation);
        ListedFile?[] images = _images.Resolve(_file, names);
        int[] missing = [.. Enumerable.Range(0, images.Length).Where(row => images[row] is null)];
        string rows = $"{missing.Length} of {names.Count} rows";
        string examples = string.Join(", ", missing.Take(5).Select(row => names[row])) + (missing.Length > 5 ? ", …" : "");
        if (missing.Length == names.Count || (missing.Length > 0 && !options.SkipDamaged))
        {
            throw new InvalidInputException(
                _file.Path,
                "the image of each row beside the table or in a folder beside it",
                $"none for {rows}: {examples}",
                "Put the missing images there, or delete their rows"
            )
            {
                Option = nameof(LoadOptions.SkipDamaged),
            };
        }

        List<string> notes = missing.Length == 0 ? [] : [$"skipped: {rows} whose image is missing ({examples})"];
        int unlisted = _images.CountUnlisted(images);
        if (unlisted > 0)
            notes.Add($"left out: {unlisted} images without a row in {_file.Name}");
        int[] repeated = labels is null ? [] : FindRepeated(images, labels, lines);
        if (repeated.Length > 0)
            notes.Add($"left out, repeating earlier rows: {repeated.Length}, such as line {lines[repeated[0]]} ({names[repeated[0]]})");
        int[] found = [.. Enumerable.Range(0, images.Length).Where(row => images[row] is not null).Except(repeated)];
        return new ImageListing(
            _file.Path,
            [.. found.Select(row => images[row]!.File)],
            new RowIds(_header?[_names] ?? ImageListing.IdColumn, [.. found.Select(row => names[row])]),
            labels is null ? null : [.. found.Select(row => labels[row])],
            [
                $"names: column {Describe(_names)} of {_file.Name}",
                $"label column: {(label is int column ? Describe(column) : "none")}",
                .. notes,
            ],
            notes
        )
        {
            Format = "table of file names",
            ExpectedLabels = "one column of labels, named label, besides that of file names",
            LabelRemedy = "Add such a column to the table, or name it label",
            LabelOption = nameof(LoadOptions.LabelColumn),
        };
    }

    /// <summary>Returns the rows whose image an earlier row has, with the same label.</summary>
    /// <exception cref="InvalidInputException">An image has two labels.</exception>
    private int[] FindRepeated(ListedFile?[] images, List<string> labels, List<long> lines)
    {
        Dictionary<ListedFile, int> first = [];
        Dictionary<string, string>? classes = null;
        List<int> repeated = [];
        for (int row = 0; row < images.Length; row++)
        {
            if (images[row] is not ListedFile image || first.TryAdd(image, row))
                continue;
            int earlier = first[image];
            classes ??= LabelSpelling.ClassesOf(_file.Path, labels, out _);
            if (classes[labels[earlier]] != classes[labels[row]])
            {
                throw new InvalidInputException(
                    $"{_file.Path}, lines {lines[earlier]} and {lines[row]}",
                    "one label for each image",
                    $"the labels \"{labels[earlier]}\" and \"{labels[row]}\" for {image.Name}",
                    "Delete the row with the wrong label"
                );
            }

            repeated.Add(row);
        }

        return [.. repeated];
    }

    private (List<string> Names, List<string>? Labels, List<long> Lines) ReadAll(int? label, CancellationToken cancellation)
    {
        List<string> names = [];
        List<long> lines = [];
        List<string>? labels = label is null ? null : [];
        using var records = CsvRecords.Open(_table);
        records.Skip(_above + (_header is null ? 0 : 1));
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            string place = $"{_file.Path}, line {records.Line}";
            lines.Add(records.Line);
            names.Add(Cell(records, _names, place));
            labels?.Add(ClassIndex.NameOf(Cell(records, label!.Value, place)));
        }

        return (names, labels, lines);
    }

    private static string Cell(CsvRecords records, int column, string place)
    {
        string cell = column < records.Count ? Encoding.UTF8.GetString(records.Cell(column)) : "";
        return cell.Length is > 0 and <= ClassIndex.MaximumLabelLength * 4
            ? cell
            : throw new InvalidInputException(
                place,
                "a file name and a label",
                cell.Length == 0 ? $"nothing in column {column + 1}" : $"{cell.Length} characters",
                "Complete the row or delete it"
            );
    }

    private static (TableFile Table, string[][] Rows, int Above)? ReadSample(DataFile file)
    {
        try
        {
            var table = TableFile.Open(file, LoadOptions.Default);
            using var records = CsvRecords.Open(table);
            List<string[]> rows = [];
            while (rows.Count < SampleRows && records.Read())
            {
                if (records.Count > MaximumColumns)
                    return null;
                rows.Add([.. Enumerable.Range(0, records.Count).Select(i => Encoding.UTF8.GetString(records.Cell(i)))]);
            }

            int above = CountAbove(rows);
            rows.RemoveRange(0, above);
            int columns = rows.Count == 0 ? 0 : rows.Min(row => row.Length);
            return columns == 0 ? null : (table, [.. rows.Select(row => row[..columns])], above);
        }
        catch (InvalidInputException)
        {
            // Not a table; whoever reads it says why.
            return null;
        }
    }

    // Comments and titles above the table have fewer cells.
    private static int CountAbove(List<string[]> rows)
    {
        int columns = rows.Count == 0 ? 0 : rows.CountBy(row => row.Length).MaxBy(pair => pair.Value).Key;
        return rows.TakeWhile(row => row.Length < columns).Count();
    }

    /// <summary>The columns that may hold file names: of paths of images, or else those named like one.</summary>
    private static int[] FindCandidates(string[][] sample)
    {
        int[] columns = [.. Enumerable.Range(0, sample[0].Length)];
        int[] paths = Array.FindAll(columns, column => sample.Skip(1).Append(sample[^1]).All(row => CsvHeader.IsImagePath(row[column])));
        return paths.Length > 0 ? paths : Array.FindAll(columns, column => sample.Length > 1 && CsvHeader.IsIndex(sample[0][column]));
    }

    private int? LabelsOf(LoadOptions options) =>
        options.LabelColumn is string wanted
            ? new ColumnSelection(_file.Path, _header, _columns).Find(wanted, nameof(LoadOptions.LabelColumn))
            : _labels;

    private int? FindLabels(int columns)
    {
        int[] others = [.. Enumerable.Range(0, columns).Where(column => column != _names)];
        if (others is [int only])
            return only;
        if (_header is null || others.Length == 0)
            return null;
        int[] known = Array.FindAll(others, column => OtherLabelNames.Contains(_header[column].Trim().ToLowerInvariant()));
        return CsvHeader.FindLabel(_header) is int named && named != _names ? named
            : known.Length == 1 ? known[0]
            : null;
    }

    private string Describe(int column) => _header is null ? $"{column + 1}" : $"{column + 1} ({_header[column]})";
}
