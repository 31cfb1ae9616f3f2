using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The images of a folder and their labels, taken from subfolder or file names without reading the images.</summary>
/// <param name="Paths">The image paths in ordinal order, so that the order is the same on every machine.</param>
/// <param name="Labels">The class index of each image, or null if the names contain no labels.</param>
/// <param name="ClassNames">The class names, in numerical order if all are integers, otherwise in ordinal order; empty without labels.</param>
/// <param name="Findings">Where labels were found and which files were skipped.</param>
internal sealed record ImageListing(string[] Paths, int[]? Labels, string[] ClassNames, List<string> Findings)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true };

    /// <summary>Whether a path is that of an image. Hidden files, which some systems create next to each image, are not images.</summary>
    public static bool IsImage(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>Lists the images of a folder. Subfolders that contain images are its classes; without any, labels come from the file names.</summary>
    /// <exception cref="InvalidInputException">The folder contains no images.</exception>
    public static ImageListing Of(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*", Recursive).Order(StringComparer.Ordinal)];
        string[] nested = Array.FindAll(files, path => IsImage(path) && Path.GetDirectoryName(Path.GetRelativePath(folder, path)) != "");
        string[] images = nested.Length > 0 ? nested : Array.FindAll(files, IsImage);
        if (images.Length == 0)
        {
            throw new InvalidInputException(
                folder,
                $"images ({string.Join(", ", Extensions)})",
                files.Length == 0 ? "no files" : "only other files",
                "Specify a folder that contains images, or one subfolder of images per class"
            );
        }

        (string[]? labels, string origin) =
            nested.Length > 0
                ? (Array.ConvertAll(images, path => ClassFolder(folder, path)), "subfolder")
                : FileNameLabels.Find(Array.ConvertAll(images, path => Path.GetFileNameWithoutExtension(path)));
        List<string> findings = [$"labels: {origin}"];
        if (files.Length > images.Length)
            findings.Add($"skipped: {files.Length - images.Length} other files ({ListExtensions(files.Except(images))})");

        string[] classes = SortClasses(labels ?? []);
        Dictionary<string, int> indices = classes
            .Select((name, index) => (name, index))
            .ToDictionary(pair => pair.name, pair => pair.index);
        return new ImageListing(images, labels is null ? null : Array.ConvertAll(labels, label => indices[label]), classes, findings);
    }

    private static string ClassFolder(string folder, string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)[0];

    private static string[] SortClasses(string[] labels)
    {
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return Array.TrueForAll(classes, name => TryParse(name, out _))
            ? [.. classes.OrderBy(name => TryParse(name, out long number) ? number : 0)]
            : classes;
    }

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string ListExtensions(IEnumerable<string> paths) =>
        string.Join(
            ", ",
            paths
                .Select(path => Path.GetExtension(path) is { Length: > 0 } extension ? extension : Path.GetFileName(path))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5)
        );
}
