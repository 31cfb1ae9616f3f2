using System.Formats.Tar;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads tar archives, plain or gzipped, as folders. They can only be read from start to end, so their files are held in memory.</summary>
internal static class TarFolder
{
    /// <summary>The maximum number of bytes of all files: 2 GiB.</summary>
    public const long MaximumBytes = 1L << 31;

    private const int MaximumFiles = 5_000_000;

    /// <summary>The files and folders of an archive.</summary>
    /// <param name="source">The archive.</param>
    /// <param name="maximumBytes">The maximum number of bytes of all files. Default: <see cref="MaximumBytes"/>.</param>
    /// <exception cref="InvalidInputException">It is damaged or too large.</exception>
    public static ArchiveFolder Read(DataFile source, long maximumBytes = MaximumBytes)
    {
        ArchiveFolder root = new(source.Path);
        using InputFile file = InputFile.Open(source);
        try
        {
            using TarReader tar = new(file.Content, leaveOpen: true);
            long total = 0;
            for (int count = 0; tar.GetNextEntry() is TarEntry entry; count++)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                    continue;
                total += entry.Length;
                if (total > maximumBytes || count > MaximumFiles)
                {
                    throw new InvalidInputException(
                        source.Path,
                        $"a tar archive of at most {maximumBytes} bytes and {MaximumFiles} files",
                        "a larger one",
                        "Unpack it first"
                    );
                }

                byte[] bytes = ReadAll(entry);
                root.Add(entry.Name, (folder, path) => new ArchiveFile(folder, path, () => new MemoryStream(bytes, writable: false)));
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidInputException(
                source.Path,
                "a whole tar archive",
                "one that cannot be unpacked",
                "The file is damaged or incomplete; fetch it again",
                e
            );
        }

        return root;
    }

    // Memory grows with what is there, not with what a header claims.
    private static byte[] ReadAll(TarEntry entry)
    {
        using MemoryStream bytes = new();
        entry.DataStream?.CopyTo(bytes);
        return bytes.Length == entry.Length ? bytes.ToArray() : throw new EndOfStreamException();
    }
}
