using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A file given as a source. Its first bytes, decompressed if it is gzipped, determine its format, regardless of its name.</summary>
internal static class SourceFile
{
    /// <summary>Locates the splits of a file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or is of a format that holds no data or cannot be read; the message names it.</exception>
    public static SourceSplits Open(DataFile file)
    {
        byte[] start = ReadStart(file, out bool isCompressed);
        if (IdxHeader.IsIdx(start))
            return new SourceSplits(SourceSplit.Idx(file), null);
        if (NpyHeader.IsArray(start))
            return new SourceSplits(SourceSplit.Arrays(ArrayPair.Of(file)), null);
        if (ParquetFile.IsParquet(start))
            return new SourceSplits(OpenParquet(file), null);
        FileFormat? format = FileSignature.Find(start);
        if (format is null && HandwritingFiles.Open(file, start) is SourceSplit handwriting)
            return new SourceSplits(handwriting, null);
        if (format is null && !FileKinds.HasImageName(file.Name))
            return new SourceSplits(SourceSplit.Csv(file), null);
        if (format is null)
            throw ForeignFile.SingleImage(file.Path);
        if (format.Archive == ArchiveKind.Zip && isCompressed)
            throw new InvalidInputException(file.Path, "a zip archive", "a gzipped zip archive", "Unpack the outer archive first");
        return OpenArchive(file, format) is ArchiveFolder archive
            ? OpenFolder(file, archive)
            : throw ForeignFile.Rejection(file.Path, format);
    }

    /// <summary>Opens a file as an archive; null if it is none.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static ArchiveFolder? OpenArchive(DataFile file) =>
        FileSignature.Find(ReadStart(file, out _)) is FileFormat format ? OpenArchive(file, format) : null;

    /// <summary>The one file of an archive; what is no archive stays as it is.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or the archive has several files or none.</exception>
    public static DataFile Unpack(DataFile file)
    {
        if (OpenArchive(file) is not ArchiveFolder archive)
            return file;
        List<ListedFile> files = FolderTree.List(archive, CancellationToken.None);
        return files is [{ File: var only }]
            ? only
            : throw new InvalidInputException(file.Path, "an archive of one table", $"{files.Count} files", "Unpack it and name the table");
    }

    /// <summary>Whether a file is read as a table: text that is no list of images, nor of another format.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static bool IsTable(DataFile file)
    {
        byte[] start = ReadStart(file, out _);
        return !IdxHeader.IsIdx(start)
            && !NpyHeader.IsArray(start)
            && !ParquetFile.IsParquet(start)
            && FileSignature.Find(start) is null
            && HandwritingFiles.Open(file, start) is null
            && !FileKinds.HasImageName(file.Name)
            && NamesTable.Find(file, CancellationToken.None) is null;
    }

    private static ArchiveFolder? OpenArchive(DataFile file, FileFormat format) =>
        format.Archive switch
        {
            ArchiveKind.Zip => ZipReader.Read(file),
            ArchiveKind.Tar => TarFolder.Read(file),
            _ => null,
        };

    private static SourceSplit OpenParquet(DataFile file)
    {
        var split = SourceSplit.Parquet(new ParquetShards([file]));
        return ParquetFileNames.NoteOfPart(file) is string note ? split.WithNote(note) : split;
    }

    // An archive of one file is that file, packed. Otherwise it is a folder.
    private static SourceSplits OpenFolder(DataFile file, ArchiveFolder archive) =>
        PackedArray.Find(file, archive) is PackedArray array ? Open(array)
        : FolderTree.List(archive, CancellationToken.None) is [{ File: var only }] && !FileKinds.HasImageName(only.Name) ? Open(only)
        : SourceFolder.Open(archive);

    /// <summary>The format of a file by its first bytes; null for text, and for a file that cannot be read.</summary>
    public static FileFormat? FormatOf(DataFile file)
    {
        try
        {
            return FileSignature.Find(ReadStart(file, out _));
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static byte[] ReadStart(DataFile source, out bool isCompressed)
    {
        using InputFile file = InputFile.Open(source);
        isCompressed = file.IsCompressed;
        try
        {
            byte[] start = new byte[FileSignature.Length];
            return start[..file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }
}
