using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The files of a folder of images: all of a source, or one of its parts.</summary>
/// <param name="Path">The folder, for messages.</param>
/// <param name="Images">The images, in natural order.</param>
/// <param name="Others">The other files.</param>
internal sealed record ImageBranch(string Path, IReadOnlyList<ListedFile> Images, IReadOnlyList<ListedFile> Others)
{
    /// <summary>What was left out or decided that a user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The name of the folder.</summary>
    private string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The images in a folder, and the files in it that are none.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="files">Its files.</param>
    public static ImageBranch Of(string path, IEnumerable<ListedFile> files)
    {
        ILookup<bool, ListedFile> kinds = files.ToLookup(one => FileKinds.IsImage(one.File));
        return new ImageBranch(path, [.. kinds[true]], [.. kinds[false]]);
    }

    /// <summary>The files in one of the folders directly inside.</summary>
    public ImageBranch Enter(string folder) =>
        this with
        {
            Path = $"{System.IO.Path.TrimEndingDirectorySeparator(Path)}/{folder}",
            Images = EnterAll(Images, folder),
            Others = EnterAll(Others, folder),
        };

    /// <summary>Enters folders as long as they only wrap others: an archive's own name, <c>trainingSet/trainingSet</c>.</summary>
    /// <exception cref="InvalidInputException">There are more images beside the folders than in them.</exception>
    public ImageBranch Unwrap()
    {
        ImageBranch nested = WithoutLooseImages();
        string[] folders = [.. nested.Images.Select(image => image.Folders.FirstOrDefault("")).Distinct().Take(2)];
        if (folders is not [{ Length: > 0 } only])
            return nested;
        bool isClass = nested.Images.All(image => image.Folders.Length == 1)
            ? !SplitName.IsContainer(only) && only != Name && (ClassLevel.IsClassName(only) || !AreLabeledByName(nested.Images))
            : ClassLevel.IsClassName(only);
        if (isClass)
            return nested;
        ImageBranch inner = nested.Enter(only);
        // Files beside the folder still count.
        IEnumerable<ListedFile> beside = nested.Others.Where(file => file.Folders.FirstOrDefault() != only);
        return (inner with { Others = [.. inner.Others, .. beside.Select(file => file with { Folders = [] })] }).Unwrap();
    }

    private static bool AreLabeledByName(IReadOnlyList<ListedFile> images) =>
        FileNameLabels.Find([.. images.Select(image => System.IO.Path.GetFileNameWithoutExtension(image.File.Name))]).Labels is not null;

    private ImageBranch WithoutLooseImages()
    {
        ListedFile[] nested = [.. Images.Where(image => image.Folders.Length > 0)];
        int loose = Images.Count - nested.Length;
        if (nested.Length == 0 || loose == 0)
            return this;
        if (loose > nested.Length)
        {
            throw new InvalidInputException(
                Path,
                "images either in subfolders, one per class, or all in one folder",
                $"{loose} directly in it and {nested.Length} in subfolders",
                "Move one or the other out of the folder"
            );
        }

        return this with
        {
            Images = nested,
            Notes = [.. Notes, $"left out: {loose} images beside the subfolders"],
        };
    }

    private static ListedFile[] EnterAll(IEnumerable<ListedFile> files, string folder) =>
        [.. files.Where(file => file.Folders.Length > 0 && file.Folders[0] == folder).Select(file => file.From(1))];
}
