using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The conversion of a source to a file of rows beside it, which is used again until the source or the options change.</summary>
/// <param name="place">The path of the source: the file of rows has its name and <see cref="DiskFolder.ConvertedExtension"/>.</param>
internal abstract class SourceConversion(string place)
{
    // A conversion that reads a source otherwise than before gets another number.
    private const int Reader = 1;

    /// <summary>The path of the source.</summary>
    protected string Place { get; } = place;

    /// <summary>The file of rows.</summary>
    public string Target => $"{Path.TrimEndingDirectorySeparator(Place)}{DiskFolder.ConvertedExtension}";

    /// <summary>The files that the rows are made from.</summary>
    /// <exception cref="InvalidInputException">One of them is not on disk.</exception>
    protected abstract IEnumerable<DataFile> Files { get; }

    /// <summary>What else the rows are made from. Default: nothing.</summary>
    protected virtual string Details => "";

    /// <summary>Whether a file of rows of this source and these options may be used. Default: yes.</summary>
    protected virtual bool IsUsable(RowFile known) => true;

    /// <summary>Returns the file of rows, which is written first if there is none, or if the source or the options have changed since.</summary>
    /// <param name="options">The options, as text to compare.</param>
    /// <param name="write">Writes the file, with a description of the source.</param>
    /// <exception cref="InvalidInputException">
    /// The source is invalid or cannot be converted; the file cannot be written; or a file of that name is damaged, or another.
    /// </exception>
    protected RowFile Open(string options, Action<string> write)
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
            if (known.Source == source && IsUsable(known))
                return known;
            known.Dispose();
        }

        AtomicFile.CheckWritable(Target);
        write(source);
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

    private string Describe(string options) =>
        string.Join('\n', [$"reader {Reader}", options, .. SourceFingerprint.Of(Files, Place), Details]);
}
