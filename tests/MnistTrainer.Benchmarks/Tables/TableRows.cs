using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// The rows of a table in memory, as columns <see cref="Numeric"/> (floats, NaN where missing), <c>Category0</c>, <c>Category1</c>, … (text, empty
/// where missing) and <see cref="Label"/> (Boolean, key or float, by task), and its folds.
/// </summary>
internal sealed class TableRows
{
    public const string Numeric = "Numeric",
        Label = "Label";

    /// <summary>The number of folds, each of which is tested once, after training on the others.</summary>
    public const int Folds = 5;

    private const string LabelText = "LabelText";

    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _all;

    public TableRows(PublicTable table)
    {
        if (!File.Exists(table.RowFile))
            throw new InvalidInputException($"{table.RowFile}: expected the rows of {table.Name}, found no such file. Copy it there.");
        IDataView data = _context.Data.CreateTextLoader(Format(table)).Load(UnpackedFile.Read(table.RowFile));
        _all = InMemory(WithLabel(table, data));
    }

    /// <summary>The names of the columns with a table's categories.</summary>
    public static string[] Categories(PublicTable table) =>
        [.. Enumerable.Range(0, table.IsNumeric.Count(isNumeric => !isNumeric)).Select(i => $"Category{i}")];

    /// <summary>The rows to train on when a fold is tested: those of the other folds.</summary>
    public IDataView TrainingSet(int fold) => InMemory(_context.Data.FilterByCustomPredicate<FoldOfRow>(_all, row => row.Fold == fold));

    /// <summary>The rows of a fold.</summary>
    public IDataView TestSet(int fold) => InMemory(_context.Data.FilterByCustomPredicate<FoldOfRow>(_all, row => row.Fold != fold));

    private static TextLoader.Options Format(PublicTable table)
    {
        (int Index, bool IsNumeric)[] cells = [.. table.IsNumeric.Select((isNumeric, i) => (i + 1, isNumeric))];
        int label = cells.Length + 1;
        List<TextLoader.Column> columns =
        [
            new(nameof(FoldOfRow.Fold), DataKind.Int32, 0),
            table.Task == TableTask.Regression ? new(Label, DataKind.Single, label) : new(LabelText, DataKind.String, label),
        ];
        TextLoader.Range[] numeric = [.. cells.Where(cell => cell.IsNumeric).Select(cell => new TextLoader.Range(cell.Index))];
        if (numeric.Length > 0)
            columns.Add(new(Numeric, DataKind.Single, numeric));
        columns.AddRange(
            cells
                .Where(cell => !cell.IsNumeric)
                .Zip(Categories(table), (cell, name) => new TextLoader.Column(name, DataKind.String, cell.Index))
        );
        return new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
            Columns = [.. columns],
        };
    }

    private IDataView WithLabel(PublicTable table, IDataView data)
    {
        if (table.Task == TableTask.Regression)
            return data;
        IEstimator<ITransformer> label =
            table.Task == TableTask.Binary
                ? _context.Transforms.Conversion.MapValue(Label, [new KeyValuePair<string, bool>(table.Positive, true)], LabelText)
                : _context.Transforms.Conversion.MapValueToKey(Label, LabelText);
        return label.Fit(data).Transform(data);
    }

    /// <summary>Reads all rows once, so that no later time includes it.</summary>
    private IDataView InMemory(IDataView data)
    {
        IDataView cached = _context.Data.Cache(data);
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema);
        while (cursor.MoveNext()) { }
        return cached;
    }

    private sealed class FoldOfRow
    {
        public int Fold { get; set; }
    }

    /// <summary>A decompressed file.</summary>
    private sealed class UnpackedFile(byte[] bytes) : IMultiStreamSource
    {
        public int Count => 1;

        public static UnpackedFile Read(string path)
        {
            using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return new UnpackedFile(bytes.ToArray());
        }

        public string? GetPathOrNull(int index) => null;

        public Stream Open(int index) => new MemoryStream(bytes, writable: false);

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }
}
