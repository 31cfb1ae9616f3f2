using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The conversion of one split of a source to a file of rows beside it.</summary>
/// <param name="place">The path of the source: the file of rows has its name and <see cref="DiskFolder.ConvertedExtension"/>.</param>
internal abstract class RowConversion(string place)
{
    // A conversion that reads a source otherwise than before gets another number.
    private const int Reader = 1;

    /// <summary>The pixels that are read at a time, in bytes. Default: 32 MiB.</summary>
    public int BytesHeld { get; init; } = 1 << 25;

    /// <summary>The path of the source.</summary>
    protected string Place { get; } = place;

    /// <summary>The file of rows.</summary>
    public string Target => $"{Path.TrimEndingDirectorySeparator(Place)}{DiskFolder.ConvertedExtension}";

    /// <summary>The files that the rows are made from.</summary>
    /// <exception cref="InvalidInputException">One of them is not on disk.</exception>
    protected abstract IEnumerable<DataFile> Files { get; }

    /// <summary>What else the rows are made from. Default: nothing.</summary>
    protected virtual string Details => "";

    /// <summary>Returns the file of rows, which is written first if there is none, or if the source or the options have changed since.</summary>
    /// <param name="options">Load options.</param>
    /// <param name="cancellation">Cancels the conversion, which leaves nothing behind.</param>
    /// <exception cref="InvalidInputException">
    /// The source is invalid or cannot be converted; the file cannot be written; or a file of that name is damaged, or another.
    /// </exception>
    public RowFile Run(LoadOptions options, CancellationToken cancellation)
    {
        if (
            Files.FirstOrDefault(file => file is not DiskFile || DiskFile.IsDescriptor(file.Path) || !File.Exists(file.Path))
            is DataFile other
        )
            throw Rejected("files on disk, which can be read again", $"{other.Path}, from an archive or a pipe", "Unpack or save it first");
        string source = Describe(options);
        if (File.Exists(Target))
        {
            var known = RowFile.Open(Target);
            if (known.Source == source)
                return known;
            known.Dispose();
        }

        AtomicFile.CheckWritable(Target);
        Write(source, options, cancellation);
        if (Describe(options) != source)
        {
            File.Delete(Target);
            throw new InvalidInputException(
                Place,
                "a source that stays as it is",
                "one that changed while it was converted",
                "Start again"
            );
        }

        return RowFile.Open(Target);
    }

    /// <summary>Converts the source.</summary>
    protected abstract void Write(string source, LoadOptions options, CancellationToken cancellation);

    /// <summary>Writes the file of rows, after a look at the space on its disk.</summary>
    /// <param name="shape">The shape of an image as it is read.</param>
    /// <param name="isTransposed">Whether rows and columns of each image are exchanged.</param>
    /// <param name="atMost">The number of rows, or more.</param>
    /// <param name="source">What the rows are made from.</param>
    /// <param name="write">Adds the rows.</param>
    protected void Write(Shape shape, bool isTransposed, long atMost, string source, Action<StoredPixels> write)
    {
        CheckSpace(Target, atMost * (shape.Size + sizeof(int)));
        Shape turned = isTransposed ? shape with { Height = shape.Width, Width = shape.Height } : shape;
        RowFileWriter.Write(
            Target,
            turned,
            source,
            writer => write(new StoredPixels(writer, shape, isTransposed) { BytesHeld = BytesHeld })
        );
    }

    /// <summary>Whether rows and columns of the images of a file are exchanged.</summary>
    protected static bool IsTransposed(DataFile file, Shape shape) =>
        file.Name.StartsWith("emnist", StringComparison.OrdinalIgnoreCase) && shape.Height > 1;

    /// <summary>Rejects a source that cannot be converted.</summary>
    protected InvalidInputException Rejected(string expected, string found, string remedy) => new(Place, expected, found, remedy);

    /// <summary>Checks that a disk has room for a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its length.</param>
    /// <exception cref="InvalidInputException">It has not.</exception>
    internal static void CheckSpace(string path, long bytes)
    {
        long free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        if (free < bytes)
            throw new InvalidInputException(
                path,
                string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB of free disk space"),
                string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:N0} MB"),
                "Free some space, or move the source to a larger disk"
            );
    }

    private string Describe(LoadOptions options) =>
        string.Join(
            '\n',
            [
                $"reader {Reader}",
                $"label {options.LabelColumn}; skipped {string.Join(',', options.SkippedColumns)}; shape {options.Shape}; color {options.InColor}; "
                    + $"header {options.HasHeader}; encoding {options.Encoding?.WebName}; skips damaged {options.SkipDamaged}",
                .. SourceFingerprint.Of(Files, Place),
                Details,
            ]
        );
}
