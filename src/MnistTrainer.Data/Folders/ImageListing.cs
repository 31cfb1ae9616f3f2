using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The images of a folder and the label of each, before any is read: from sub-folders named as classes, or from the files' names.</summary>
/// <param name="Paths">In ordinal order, so that every machine lists them alike.</param>
/// <param name="Labels">The class index of each, or null where the names tell none.</param>
/// <param name="ClassNames">By number where all are whole numbers, else in ordinal order; empty without labels.</param>
/// <param name="Findings">Where labels were found, and what was skipped.</param>
internal sealed record ImageListing(string[] Paths, int[]? Labels, string[] ClassNames, List<string> Findings)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    private static readonly EnumerationOptions WithSubfolders = new() { RecurseSubdirectories = true };

    /// <summary>Whether a file's name is an image's; hidden files, which some systems lay beside each image, are not.</summary>
    public static bool IsImage(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>Lists the images of a folder. Sub-folders that hold images are its classes; without any, the files' names tell.</summary>
    /// <exception cref="InvalidInputException">There are no images.</exception>
    public static ImageListing Of(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*", WithSubfolders).Order(StringComparer.Ordinal)];
        string[] nested = Array.FindAll(files, path => IsImage(path) && Path.GetDirectoryName(Path.GetRelativePath(folder, path)) != "");
        string[] images = nested.Length > 0 ? nested : Array.FindAll(files, IsImage);
        if (images.Length == 0)
        {
            throw new InvalidInputException(
                folder,
                $"images ({string.Join(", ", Extensions)})",
                files.Length == 0 ? "no files" : "only other files",
                "Give the folder that holds the images or a sub-folder of images for each class"
            );
        }

        (string[]? labels, string origin) =
            nested.Length > 0
                ? (Array.ConvertAll(images, path => ClassFolder(folder, path)), "sub-folder")
                : NameLabels.Find(Array.ConvertAll(images, path => Path.GetFileNameWithoutExtension(path)));
        List<string> findings = [$"labels: {origin}"];
        if (files.Length > images.Length)
            findings.Add($"skipped: {files.Length - images.Length} other files ({Kinds(files.Except(images))})");

        string[] classes = InOrder(labels ?? []);
        Dictionary<string, int> indices = classes
            .Select((name, index) => (name, index))
            .ToDictionary(pair => pair.name, pair => pair.index);
        return new ImageListing(images, labels is null ? null : Array.ConvertAll(labels, label => indices[label]), classes, findings);
    }

    private static string ClassFolder(string folder, string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)[0];

    private static string[] InOrder(string[] labels)
    {
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return Array.TrueForAll(classes, name => TryParse(name, out _))
            ? [.. classes.OrderBy(name => TryParse(name, out long number) ? number : 0)]
            : classes;
    }

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string Kinds(IEnumerable<string> paths) =>
        string.Join(
            ", ",
            paths
                .Select(path => Path.GetExtension(path) is { Length: > 0 } extension ? extension : Path.GetFileName(path))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5)
        );
}
