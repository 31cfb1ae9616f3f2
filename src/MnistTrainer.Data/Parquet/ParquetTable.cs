using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>Parquet files with a column for each pixel, or with the pixels of an image in a list or in bytes, as one table.</summary>
internal sealed class ParquetTable : TextFormat
{
    private readonly ParquetShards _shards;
    private readonly ParquetLayout _layout;
    private readonly string[] _names;
    private readonly Dictionary<string, string[]> _classes = new(StringComparer.Ordinal);
    private readonly int _pixels;
    private readonly Shape? _shape;

    private readonly long _rows;

    private ParquetTable(ParquetShards shards, ParquetFile first, ParquetLayout layout)
        : base(first.Path)
    {
        (_shards, _layout) = (shards, layout);
        _rows = first.Rows + shards.Files.Skip(1).Sum(CountRows);
        _names = [.. layout.Cells.Select(ParquetLayout.NameOf)];
        foreach (string name in _names)
        {
            if (ParquetFeatures.ClassNames(first.Metadata, name) is string[] classes)
                _classes[name] = classes;
        }

        if (layout.Image is DataField image)
            (_pixels, _shape) = SizeOf(first, image);
    }

    /// <inheritdoc/>
    public override string Name => "Parquet";

    /// <inheritdoc/>
    public override long? Rows => _rows;

    /// <inheritdoc/>
    public override IEnumerable<string> Findings =>
        [
            .. _layout.Image is DataField image ? [$"pixels: in the column {ParquetLayout.NameOf(image)}"] : Array.Empty<string>(),
            .. _layout.LeftOut.Count > 0
                ? [$"columns that are neither numbers nor text, ignored: {string.Join(", ", _layout.LeftOut)}"]
                : Array.Empty<string>(),
        ];

    /// <summary>The table in these files.</summary>
    /// <param name="shards">The files.</param>
    /// <param name="first">The first of them, opened.</param>
    /// <param name="layout">Its columns.</param>
    /// <param name="memory">The memory for the rows of a group, in bytes; null for any.</param>
    /// <exception cref="InvalidInputException">The images are in an unusual form.</exception>
    public static ParquetTable Of(ParquetShards shards, ParquetFile first, ParquetLayout layout, long? memory) =>
        new(shards, first, layout) { Memory = memory };

    /// <summary>The memory for the rows of a group, in bytes; null for any. Default: null.</summary>
    public long? Memory { get; init; }

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options) => options with { HasHeader = true, Shape = options.Shape ?? _shape };

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        string[] pixels = [.. Enumerable.Range(0, _pixels).Select(i => string.Create(CultureInfo.InvariantCulture, $"pixel{i}"))];
        yield return string.Join(',', _names.Concat(pixels).Select(Quote));
        long rows = 0;
        foreach (DataFile source in _shards.Files)
        {
            using var shard = ParquetFile.Open(source);
            var layout = ParquetLayout.Of(shard);
            if (!layout.Cells.Select(ParquetLayout.NameOf).SequenceEqual(_names) || layout.Image is null != _layout.Image is null)
                throw OtherColumns(shard.Path);
            for (int group = 0; group < shard.Groups; group++)
            {
                if (Memory is long memory)
                    shard.CheckGroup(group, layout.Image is null ? layout.Cells : [.. layout.Cells, layout.Image], memory);
                foreach (string line in LinesOf(shard, layout, group, rows))
                {
                    rows++;
                    yield return line;
                }
            }
        }
    }

    private IEnumerable<string> LinesOf(ParquetFile shard, ParquetLayout layout, int group, long before)
    {
        ParquetColumn[] cells = [.. layout.Cells.Select(field => shard.Read(group, field))];
        ParquetPixels? images = layout.Image is DataField image ? ParquetPixels.Of(shard, shard.Read(group, image), image, before) : null;
        if (images is not null && images.Size != _pixels)
            throw images.OtherSize(_pixels);
        int rows = images?.Rows ?? (cells.Length > 0 ? cells[0].Count : 0);
        if (Array.Exists(cells, column => column.Count != rows))
            throw ParquetFile.Damaged(shard.Path);
        StringBuilder line = new();
        for (int row = 0; row < rows; row++)
        {
            line.Clear();
            for (int i = 0; i < cells.Length; i++)
                AppendCell(line, cells[i], i, row);
            images?.AppendTo(line, row);
            yield return line.ToString(0, line.Length - 1);
        }
    }

    private void AppendCell(StringBuilder line, ParquetColumn cells, int column, int row)
    {
        if (_classes.TryGetValue(_names[column], out string[]? classes))
        {
            string number = cells.TextOf(row);
            bool isNamed = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < classes.Length;
            line.Append(Quote(isNamed ? classes[index] : number));
        }
        else if (ParquetColumn.IsText(_layout.Cells[column]))
        {
            line.Append(Quote(cells.TextOf(row)));
        }
        else
        {
            cells.AppendTo(line, row);
        }

        line.Append(',');
    }

    private static long CountRows(DataFile source)
    {
        using var shard = ParquetFile.Open(source);
        return shard.Rows;
    }

    private static (int Pixels, Shape? Shape) SizeOf(ParquetFile first, DataField image)
    {
        for (int group = 0; group < first.Groups; group++)
        {
            ParquetColumn column = first.Read(group, image);
            if (column.Count > 0)
            {
                var pixels = ParquetPixels.Of(first, column, image, 0);
                return (pixels.Size, pixels.Shape);
            }
        }

        return (0, null);
    }

    private InvalidInputException OtherColumns(string path) =>
        new(
            path,
            $"the same columns as in {_shards.Files[0].Name}",
            "others",
            "Put files that do not belong together into folders of their own"
        );
}
