using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder given as a source, on disk or in an archive.</summary>
internal static class SourceFolder
{
    // An archive's own folder, and torchvision's MNIST/raw.
    private const int MaximumWraps = 3;

    // Files whose first bytes are read to describe a folder without data.
    private const int MaximumProbed = 20;

    /// <summary>Locates the splits of a folder.</summary>
    /// <exception cref="InvalidInputException">The folder contains nothing readable, or it is not clear what belongs together.</exception>
    public static SourceSplits Open(DataFolder folder, CancellationToken cancellation = default) =>
        NotingImages(folder, OpenNamedFiles(folder), cancellation)
        ?? OpenInner(folder, MaximumWraps)
        ?? OpenImages(folder, cancellation)
        ?? OpenOnly(folder)
        ?? throw Unreadable(folder);

    private static InvalidInputException Unreadable(DataFolder folder)
    {
        const string expected =
            "IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv, or Parquet), NumPy arrays (x_train.npy, …) or images";
        foreach (DataFile file in folder.Files.Take(MaximumProbed))
        {
            if (SourceFile.FormatOf(file) is FileFormat format)
                return new InvalidInputException(folder.Path, expected, $"none of these; {file.Name} is {format.Name}", format.Remedy);
        }

        string names = string.Join(", ", folder.Files.Take(5).Select(file => file.Name)) + (folder.Files.Count > 5 ? ", …" : "");
        return new InvalidInputException(
            folder.Path,
            expected,
            names.Length == 0 ? "none of these" : $"none of these, but {names}",
            "Specify the folder that contains them, or a file"
        );
    }

    // An archive or an npz file is a folder of its own.
    private static SourceSplits? OpenOnly(DataFolder folder)
    {
        DataFile[] archives =
        [
            .. folder
                .Files.Take(MaximumProbed)
                .Where(file =>
                    SourceFile.FormatOf(file) is { Archive: not ArchiveKind.None }
                    && !file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
                ),
        ];
        return archives is [var only] ? SourceFile.Open(only) : null;
    }

    /// <summary>Opens the files in a folder that are named by a convention.</summary>
    private static SourceSplits? OpenNamedFiles(DataFolder folder) =>
        OpenPair(folder, IdxFileNames.FindImages, SourceSplit.Idx)
        ?? HandwritingFiles.Find(folder)
        ?? (ArrayClasses.Find(folder) is ArrayClasses classes ? new SourceSplits(SourceSplit.ArrayOfEachClass(classes), null) : null)
        ?? OpenPair(folder, ArrayPair.Find, SourceSplit.Arrays)
        ?? WithValidation(OpenPair(folder, CsvFileNames.Find, OpenTables), CsvFileNames.FindValidation(folder))
        ?? WithValidation(OpenPair(folder, ParquetFileNames.Find, SourceSplit.Parquet), ParquetFileNames.FindValidation(folder)?.Files[0]);

    private static SourceSplits? WithValidation(SourceSplits? splits, DataFile? validation) =>
        splits is { Train: SourceSplit train } && validation is not null
            ? splits with
            {
                Train = train.WithNote(FolderLayout.ValidationNote(validation.Name, validation.Path)),
            }
            : splits;

    // Folders of images beside tables of pixels: which of them is meant is a guess.
    private static SourceSplits? NotingImages(DataFolder folder, SourceSplits? splits, CancellationToken cancellation)
    {
        string[] names = splits is null ? [] : [.. folder.Folders.Where(HasImages).Select(inner => inner.Name)];
        if (names.Length == 0 || NamesTable.IsIn(folder, cancellation))
            return splits;
        string folders = string.Join(", ", names.Take(3)) + (names.Length > 3 ? ", …" : "");
        string note =
            $"beside the files that were read, there are images in {(names.Length == 1 ? "a folder" : $"{names.Length} folders")} ({folders}), which were not read; to use them, specify a folder that contains only them";
        return new SourceSplits(splits!.Train?.WithNote(note), splits.Test?.WithNote(note));
    }

    private static bool HasImages(DataFolder folder) =>
        folder.Files.Any(FileKinds.IsImage) || folder.Folders.Any(inner => inner.Files.Any(FileKinds.IsImage));

    private static SourceSplit OpenTable(DataFile file) => SourceFile.Open(file).Train!;

    private static SourceSplit OpenTables(TablePair tables) =>
        tables.Labels is null ? OpenTable(tables.Images) : SourceSplit.Tables(tables);

    /// <summary>Opens such files in a folder inside.</summary>
    private static SourceSplits? OpenInner(DataFolder folder, int depth)
    {
        List<(string Name, SourceSplits Splits)> found = [];
        foreach (DataFolder inner in folder.Folders)
        {
            if ((OpenNamedFiles(inner) ?? (depth > 1 ? OpenInner(inner, depth - 1) : null)) is { } splits)
                found.Add((inner.Name, splits));
        }

        return found.Count <= 1
            ? found.FirstOrDefault().Splits
            : throw new InvalidInputException(
                folder.Path,
                "one data set",
                $"several, in the folders {string.Join(" and ", found.Take(5).Select(one => one.Name))}",
                "Specify one of these folders"
            );
    }

    /// <summary>Opens the images in a folder, by a table of their names if there is one, or else the only table in it.</summary>
    private static SourceSplits? OpenImages(DataFolder folder, CancellationToken cancellation)
    {
        List<ListedFile> files = FolderTree.List(folder, cancellation);
        if (!files.Exists(one => FileKinds.IsImage(one.File)))
        {
            return OpenPair(folder, CsvFileNames.FindOtherFormats, OpenTable) is { } others ? others
                : CsvFileNames.FindOnly(folder) is TablePair tables ? new SourceSplits(OpenTables(tables), null)
                : ParquetFileNames.FindOnly(folder) is ParquetShards shards ? new SourceSplits(SourceSplit.Parquet(shards), null)
                : files.Exists(one => FileKinds.IsOtherImage(one.File.Name)) ? throw FolderLayout.WithoutImages(folder.Path, files)
                : null;
        }

        if (OpenNamedParts(folder, cancellation) is SourceSplits parts)
            return parts;
        var layout = FolderLayout.Of(folder.Path, files);
        if (!layout.IsDivided && NamesTable.FindIn(folder, cancellation) is DataFile names)
            return new SourceSplits(SourceSplit.Csv(names), null);
        return new SourceSplits(Part(DataSplit.Train), Part(DataSplit.Test));

        SourceSplit? Part(DataSplit split) => layout.Has(split) ? SourceSplit.Images(() => layout.Find(split)!) : null;
    }

    // Hugging Face's form: train and test, each with images and a table of their names.
    private static SourceSplits? OpenNamedParts(DataFolder folder, CancellationToken cancellation)
    {
        if (Part(DataPart.Train) is not SourceSplit train)
            return null;
        DataFolder? validation = folder.Folders.FirstOrDefault(inner => SplitName.Of(inner.Name) == DataPart.Validation);
        return new SourceSplits(
            validation is null ? train : train.WithNote(FolderLayout.ValidationNote(validation.Name, validation.Path)),
            Part(DataPart.Test)
        );

        SourceSplit? Part(DataPart part) =>
            folder.Folders.Where(inner => SplitName.Of(inner.Name) == part).ToArray() is [{ Folders: [] } only]
            && NamesTable.FindIn(only, cancellation) is DataFile names
                ? SourceSplit.Csv(names)
                : null;
    }

    private static SourceSplits? OpenPair<T>(DataFolder folder, Func<DataFolder, DataSplit, T[]> find, Func<T, SourceSplit> open)
        where T : class
    {
        T? train = Single(folder.Path, find(folder, DataSplit.Train));
        T? test = Single(folder.Path, find(folder, DataSplit.Test));
        return train is null && test is null
            ? null
            : new SourceSplits(train is null ? null : open(train), test is null ? null : open(test));
    }

    private static T? Single<T>(string folder, T[] parts)
        where T : class =>
        parts.Length <= 1
            ? parts.FirstOrDefault()
            : throw new InvalidInputException(
                folder,
                "one data set",
                string.Join(" and ", parts.Select(part => Path.GetFileName($"{part}"))),
                "Specify one of these files instead of the folder"
            );
}
