using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>The naming conventions of IDX files: <c>train-images-idx3-ubyte.gz</c>, also with <c>.idx3-ubyte</c> or with a prefix.</summary>
internal static partial class IdxFileNames
{
    // QMNIST has eight 32-bit numbers per label; others store labels as integers.
    private static readonly string[] OtherKinds = ["idx2-int", "idx1-int"];

    private const string UsualImages = "idx3-ubyte",
        UsualLabels = "idx1-ubyte";

    /// <summary>The usual name of a split's image file.</summary>
    public static string Images(DataSplit split) => $"{Prefix(split)}-images-idx3-ubyte.gz";

    /// <summary>The usual name of a split's label file.</summary>
    public static string Labels(DataSplit split) => $"{Prefix(split)}-labels-idx1-ubyte.gz";

    /// <summary>Finds the image files of a split in a folder. If a file exists both plain and gzipped, the plain one is returned.</summary>
    public static DataFile[] FindImages(DataFolder folder, DataSplit split) =>
        [
            .. folder
                .Files.Where(file => IsImages(file.Name) && IsOf(split, file.Name))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .DistinctBy(file => file.Name.Replace(".gz", "", StringComparison.OrdinalIgnoreCase)),
        ];

    /// <summary>Finds the label file next to an image file, or null if there is none.</summary>
    public static DataFile? FindLabels(DataFile images) =>
        LabelNames(images.Name).Select(images.Sibling).FirstOrDefault(file => file is not null) ?? FindAlike(images);

    // Other spellings: train_labels_idx1_ubyte, train-labels.idx1, train-labels-idx2-ubyte.GZ.
    private static DataFile? FindAlike(DataFile images)
    {
        string wanted = Words(images.Name).Replace("images", "labels", StringComparison.Ordinal);
        DataFile[] alike = wanted.Contains("labels", StringComparison.Ordinal)
            ? [.. images.Folder.Files.Where(file => file.Name != images.Name && Words(file.Name) == wanted)]
            : [];
        return alike.Length == 1 ? alike[0] : null;
    }

    private static string Words(string name) => Unspecific().Replace(name.ToLowerInvariant(), "");

    /// <summary>The possible names of an image file's label file, the most likely first.</summary>
    public static string[] LabelNames(string imagesName)
    {
        bool isGzipped = imagesName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string plain = (isGzipped ? imagesName[..^3] : imagesName).Replace("images", "labels", StringComparison.OrdinalIgnoreCase);
        // Without a regular expression for the usual name: their library takes a megabyte of memory beside the images.
        plain =
            plain.EndsWith($"-{UsualImages}", StringComparison.Ordinal) || plain.EndsWith($".{UsualImages}", StringComparison.Ordinal)
                ? $"{plain[..^UsualImages.Length]}{UsualLabels}"
                : Kind().Replace(plain, $"${{separator}}{UsualLabels}");
        string dotted = plain.Replace("-idx1", ".idx1", StringComparison.Ordinal);
        string dashed = dotted.Replace(".idx1", "-idx1", StringComparison.Ordinal);
        string[] spellings =
        [
            plain,
            dotted,
            dashed,
            .. OtherKinds.Select(kind => dashed.Replace(UsualLabels, kind, StringComparison.Ordinal)),
        ];
        return
        [
            .. spellings
                .SelectMany(name => isGzipped ? [$"{name}.gz", name] : new[] { name, $"{name}.gz" })
                .Where(name => !name.Equals(imagesName, StringComparison.OrdinalIgnoreCase))
                .Distinct(),
        ];
    }

    private static string Prefix(DataSplit split) => split == DataSplit.Train ? "train" : "t10k";

    private static bool IsImages(string name)
    {
        return name.Contains("images", StringComparison.OrdinalIgnoreCase)
            && name.Contains("idx", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(FileDownload.PartExtension, StringComparison.Ordinal);
    }

    private static bool IsOf(DataSplit split, string name)
    {
        bool train = name.Contains("train", StringComparison.OrdinalIgnoreCase);
        bool test = name.Contains("t10k", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase);
        return split == DataSplit.Train ? train && !test : test && !train;
    }

    // What the names of images and labels may differ in.
    [GeneratedRegex(@"\.gz$|idx\d|ubyte|[_.\-]")]
    private static partial Regex Unspecific();

    // The number of dimensions and the type of values, as in "idx3-ubyte" or "idx4-float".
    [GeneratedRegex("(?<separator>[-.])idx[2-4](-[a-z]+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Kind();
}
