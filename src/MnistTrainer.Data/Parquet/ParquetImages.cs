using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>
/// Parquet files with the bytes of an image's file in each row, as Hugging Face's datasets have them. The files are held in memory, packed as they are.
/// </summary>
/// <param name="shards">The files.</param>
/// <param name="label">The name of the column of labels, or null.</param>
internal sealed class ParquetImages(ParquetShards shards, string? label)
{
    /// <summary>The maximum number of bytes of all images: 2 GiB.</summary>
    public const long MaximumBytes = 1L << 31;

    // The label of the images of a test set whose labels are kept secret.
    private const string Unlabeled = "-1";

    private readonly List<DataFile> _files = [];
    private readonly List<string> _labels = [];
    private readonly List<string> _paths = [];
    private readonly ArchiveFolder _folder = new(shards.Files[0].Path);
    private string[]? _classes;
    private ParquetGroups? _groups;
    private long _bytes;

    /// <summary>Whether a column holds images' files rather than raw pixels, judging by the first image.</summary>
    /// <exception cref="InvalidInputException">The column is damaged, or has only paths.</exception>
    public static bool AreFiles(ParquetFile file, DataField image)
    {
        if (!ParquetColumn.IsBytes(image))
            return false;
        for (int group = 0; group < file.Groups; group++)
        {
            ParquetColumn column = file.Read(group, image);
            if (column.Count == 0)
                continue;
            ReadOnlySpan<byte> first = column.BytesOf(0).Span;
            return first.IsEmpty || FileSignature.Find(first) is not null || !CsvLayoutFinder.IsSquare(first.Length);
        }

        return true;
    }

    /// <summary>Finds the column of labels: the one that is specified, named like one, or the only one that is no index.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="layout">The columns.</param>
    /// <param name="options">Load options.</param>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public static string? FindLabel(string path, ParquetLayout layout, LoadOptions options)
    {
        string[] names = [.. layout.Cells.Select(ParquetLayout.NameOf)];
        if (options.LabelColumn is string wanted)
            return names[new ColumnSelection(path, names, names.Length).Find(wanted, nameof(LoadOptions.LabelColumn))];
        string[] others = [.. names.Where(name => !CsvHeader.IsIndex(name))];
        return CsvHeader.FindLabel(names) is int column ? names[column]
            : others is [var only] ? only
            : null;
    }

    /// <summary>Whether there are labels, judging by the first group of rows.</summary>
    /// <exception cref="InvalidInputException">The first file is damaged.</exception>
    public bool HasLabels()
    {
        using var file = ParquetFile.Open(shards.Files[0]);
        DataField? field = ParquetLayout.Of(file).Cells.FirstOrDefault(IsLabel);
        for (int group = 0; field is not null && group < file.Groups; group++)
        {
            ParquetColumn column = file.Read(group, field);
            if (column.Count > 0)
                return Enumerable.Range(0, column.Count).Any(row => column.TextOf(row) != Unlabeled);
        }

        return false;
    }

    /// <summary>Lists the images in the order of the rows.</summary>
    /// <param name="cancellation">Cancels listing.</param>
    /// <param name="memory">The memory in bytes for a group of rows, of which one is held at a time; null for all in memory, packed as they are. Default: null.</param>
    /// <exception cref="InvalidInputException">A file is damaged, or a row has no image or no label; or a group of rows does not fit into the memory.</exception>
    public ImageListing List(CancellationToken cancellation, long? memory = null)
    {
        _groups = memory is long bytes ? new ParquetGroups(bytes) : null;
        foreach (DataFile source in shards.Files)
        {
            using var file = ParquetFile.Open(source);
            ParquetLayout layout = ParquetLayout.Of(file);
            _classes ??= label is null ? null : ParquetFeatures.ClassNames(file.Metadata, label);
            for (int group = 0; group < file.Groups; group++)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(source, file, layout, group);
            }
        }

        if (_files.Count == 0)
            throw new InvalidInputException(shards.Files[0].Path, "images", "a table without rows", "Specify a file that contains rows");
        bool haveLabels = _labels.Count > 0 && _labels.Exists(text => text != Unlabeled);
        bool haveNames = _paths.TrueForAll(path => path.Length > 0) && _paths.Distinct().Count() == _files.Count && _paths.Count > 0;
        return new ImageListing(
            shards.Files[0].Path,
            _files,
            new RowIds(ImageListing.IdColumn, haveNames ? _paths : [.. _files.Select(file => file.Name)]),
            haveLabels ? [.. _labels.Select(NameOf)] : null,
            [$"label column: {(haveLabels ? label : "none")}"],
            []
        )
        {
            Format = "Parquet",
            HasNames = haveNames,
            MayBeOneClass = true,
            ExpectedLabels = "one column of labels, named label, besides that of images",
            LabelRemedy = "Name the column of the labels \"label\"",
            LabelOption = nameof(LoadOptions.LabelColumn),
        };
    }

    private void Add(DataFile source, ParquetFile file, ParquetLayout layout, int group)
    {
        DataField image = layout.Image ?? throw Without(file.Path, "a column of images");
        DataField? field = layout.Cells.FirstOrDefault(IsLabel);
        if (label is not null && field is null)
            throw Without(file.Path, $"the column {label}, as in {shards.Files[0].Name}");
        _groups?.Check(file, group, layout.Image is null ? layout.Cells : [.. layout.Cells, layout.Image]);
        ParquetColumn images = file.Read(group, image);
        ParquetColumn? labels = field is null ? null : file.Read(group, field),
            paths = layout.ImagePath is DataField path ? file.Read(group, path) : null;
        for (int row = 0; row < images.Count; row++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{file.Path}, row {_files.Count + 1}");
            ReadOnlyMemory<byte> bytes = images.BytesOf(row);
            CheckSize(place, bytes.Length, paths?.TextOf(row));
            _files.Add(new ArchiveFile(_folder, place, _groups?.Opener(source, group, row) ?? Opener(bytes)));
            _paths.Add(paths?.TextOf(row) ?? "");
            if (labels is not null)
                _labels.Add(CheckLabel(place, labels.TextOf(row)));
        }
    }

    private static Func<Stream> Opener(ReadOnlyMemory<byte> bytes) => () => new MemoryStream(bytes.ToArray(), writable: false);

    private bool IsLabel(DataField cell) => ParquetLayout.NameOf(cell) == label;

    private void CheckSize(string place, int length, string? path)
    {
        if (length == 0)
        {
            throw new InvalidInputException(
                place,
                "the bytes of an image file",
                path is { Length: > 0 } ? $"only its path, {path}" : "none",
                path is { Length: > 0 }
                    ? "Specify the folder of the images, or save the images into the Parquet file"
                    : "Delete the row, or save the images again"
            );
        }

        _bytes += length;
        if (_bytes > MaximumBytes && _groups is null)
            throw new InvalidInputException(
                shards.Files[0].Path,
                $"images of at most {MaximumBytes} bytes",
                "more",
                "Use fewer files at a time"
            );
    }

    private static string CheckLabel(string place, string text) =>
        text.Length is > 0 and <= ClassIndex.MaximumLabelLength
            ? text
            : throw new InvalidInputException(
                place,
                $"a label of 1 to {ClassIndex.MaximumLabelLength} characters",
                text.Length == 0 ? "none" : $"{text.Length}",
                "Label the row or delete it"
            );

    private string NameOf(string text) =>
        _classes is not null
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < _classes.Length
            ? _classes[index]
            : text;

    private static InvalidInputException Without(string path, string expected) =>
        new(path, expected, "none", "Put files that do not belong together into folders of their own");
}
