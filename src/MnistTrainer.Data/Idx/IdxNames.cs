namespace MnistTrainer.Data;

/// <summary>How IDX files are called: <c>train-images-idx3-ubyte.gz</c>; <c>.idx3-ubyte</c> or a set's prefix in other places.</summary>
internal static class IdxNames
{
    /// <summary>The usual name of a part's images.</summary>
    public static string Images(DataSplit split) => $"{Prefix(split)}-images-idx3-ubyte.gz";

    /// <summary>The usual name of a part's labels.</summary>
    public static string Labels(DataSplit split) => $"{Prefix(split)}-labels-idx1-ubyte.gz";

    /// <summary>The image files of a part that lie in a folder, each once: the plain one where a gzipped one lies beside it.</summary>
    public static string[] FindImages(string folder, DataSplit split) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(path => IsImages(path) && IsOf(split, path))
                .Order(StringComparer.Ordinal)
                .DistinctBy(path => Path.GetFileName(path).Replace(".gz", "", StringComparison.OrdinalIgnoreCase)),
        ];

    /// <summary>The label file beside an image file, or null where there is none.</summary>
    public static string? FindLabels(string imagesPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(imagesPath))!;
        string[] wanted = LabelNames(Path.GetFileName(imagesPath));
        string? name = wanted.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));
        return name is null ? null : Path.Combine(Path.GetDirectoryName(imagesPath)!, name);
    }

    /// <summary>The names that the labels of an image file may have, the likeliest first.</summary>
    public static string[] LabelNames(string imagesName)
    {
        bool gzipped = imagesName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string plain = (gzipped ? imagesName[..^3] : imagesName)
            .Replace("images", "labels", StringComparison.OrdinalIgnoreCase)
            .Replace("idx3", "idx1", StringComparison.OrdinalIgnoreCase);
        string dotted = plain.Replace("-idx1", ".idx1", StringComparison.Ordinal);
        string[] spellings = [plain, dotted, dotted.Replace(".idx1", "-idx1", StringComparison.Ordinal)];
        return
        [
            .. spellings
                .SelectMany(name => gzipped ? [$"{name}.gz", name] : new[] { name, $"{name}.gz" })
                .Where(name => !name.Equals(imagesName, StringComparison.OrdinalIgnoreCase))
                .Distinct(),
        ];
    }

    private static string Prefix(DataSplit split) => split == DataSplit.Train ? "train" : "t10k";

    private static bool IsImages(string path)
    {
        string name = Path.GetFileName(path);
        return name.Contains("images", StringComparison.OrdinalIgnoreCase)
            && name.Contains("idx3", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(FileDownload.PartExtension, StringComparison.Ordinal);
    }

    private static bool IsOf(DataSplit split, string path)
    {
        string name = Path.GetFileName(path);
        bool train = name.Contains("train", StringComparison.OrdinalIgnoreCase);
        bool test = name.Contains("t10k", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase);
        return split == DataSplit.Train ? train && !test : test && !train;
    }
}
