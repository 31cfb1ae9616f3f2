using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The images of a folder and their labels, taken from subfolder or file names without reading the images.</summary>
/// <param name="Files">The images, in natural order of their paths: the same on every machine.</param>
/// <param name="Labels">The class index of each image, or null if the names contain no labels.</param>
/// <param name="ClassNames">The class names, in numerical order if all are integers, otherwise in ordinal order; empty without labels.</param>
/// <param name="Findings">Where labels were found and which files were skipped.</param>
internal sealed record ImageListing(DataFile[] Files, int[]? Labels, string[] ClassNames, List<string> Findings)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <summary>Whether a path is that of an image. Hidden files, which some systems create next to each image, are not images.</summary>
    public static bool IsImage(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>Lists the images of a folder. Subfolders that contain images are its classes; without any, labels come from the file names.</summary>
    /// <exception cref="InvalidInputException">The folder contains no images.</exception>
    public static ImageListing Of(DataFolder folder)
    {
        List<(DataFile File, string? Class)> files =
        [
            .. folder.Files.Select(file => (file, (string?)null)),
            .. folder.Folders.SelectMany(part => part.AllFiles.Select(file => (file, (string?)part.Name))),
        ];
        List<(DataFile File, string? Class)> images = files.FindAll(one => IsImage(one.File.Name));
        bool isNested = images.Exists(image => image.Class is not null);
        if (isNested)
            images.RemoveAll(image => image.Class is null);
        if (images.Count == 0)
        {
            throw new InvalidInputException(
                folder.Path,
                $"images ({string.Join(", ", Extensions)})",
                files.Count == 0 ? "no files" : "only other files",
                "Specify a folder that contains images, or one subfolder of images per class"
            );
        }

        (string[]? labels, string origin) = isNested
            ? ([.. images.Select(image => image.Class!)], "subfolder")
            : FileNameLabels.Find([.. images.Select(image => Path.GetFileNameWithoutExtension(image.File.Name))]);
        List<string> findings = [$"labels: {origin}"];
        if (files.Count > images.Count)
            findings.Add(
                $"skipped: {files.Count - images.Count} other files ({ListExtensions(files.Except(images).Select(one => one.File.Name))})"
            );

        string[] classes = SortClasses(labels ?? []);
        Dictionary<string, int> indices = classes
            .Select((name, index) => (name, index))
            .ToDictionary(pair => pair.name, pair => pair.index);
        return new ImageListing(
            [.. images.Select(image => image.File)],
            labels is null ? null : Array.ConvertAll(labels, label => indices[label]),
            classes,
            findings
        );
    }

    private static string[] SortClasses(string[] labels)
    {
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return Array.TrueForAll(classes, name => TryParse(name, out _))
            ? [.. classes.OrderBy(name => TryParse(name, out long number) ? number : 0)]
            : classes;
    }

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string ListExtensions(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names
                .Select(name => Path.GetExtension(name) is { Length: > 0 } extension ? extension : name)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5)
        );
}
