using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A file given as a source. Its first bytes, decompressed if it is gzipped, say what it is, regardless of its name.</summary>
internal static class SourceFile
{
    private const string Expected = "data: a table, IDX, NumPy or Parquet files, or a zip or tar archive of them or of images";

    /// <summary>Locates the splits of a file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or is of a format that holds no data or cannot be read; the message names it.</exception>
    public static SourceSplits Open(DataFile file)
    {
        byte[] start = ReadStart(file);
        if (IdxHeader.IsIdx(start))
            return new SourceSplits(SourceSplit.Idx(file), null);
        if (NpyHeader.IsArray(start))
            return new SourceSplits(SourceSplit.Arrays(ArrayPair.Of(file)), null);
        FileFormat? format = FileSignature.Find(start);
        if (format is null && !FileKinds.HasImageName(file.Name))
            return new SourceSplits(SourceSplit.Csv(file), null);
        if (format is null)
            throw SingleImage(file.Path);
        if (format.Archive == ArchiveKind.Zip)
            return OpenArchive(ZipReader.Read(file));
        if (format.Archive == ArchiveKind.Tar)
            return OpenArchive(TarFolder.Read(file));
        throw Rejection(file.Path, format);
    }

    /// <summary>Creates the error for a file of another format.</summary>
    public static InvalidInputException Rejection(string path, FileFormat format) =>
        format.IsReadableImage ? SingleImage(path) : new InvalidInputException(path, Expected, format.Name, format.Remedy);

    private static InvalidInputException SingleImage(string path) =>
        new(path, "a set of images", "a single image", "Specify a folder of images, or recognize this image with: mnist predict IMAGE");

    // An archive of one file is that file, packed. Otherwise it is a folder.
    private static SourceSplits OpenArchive(DataFolder archive) =>
        FolderTree.List(archive, CancellationToken.None) is [{ File: var only }] && !FileKinds.HasImageName(only.Name)
            ? Open(only)
            : SourceFolder.Open(archive);

    private static byte[] ReadStart(DataFile source)
    {
        using InputFile file = InputFile.Open(source);
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
