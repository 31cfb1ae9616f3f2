using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// How the images of a source are divided into parts by the names of folders: <c>train</c> and <c>test</c> in any spelling, at the top, in a
/// folder that wraps them, or in the folder of each class. Without any, all images are for training.
/// </summary>
internal sealed class FolderLayout
{
    private readonly Dictionary<DataPart, ImageBranch> _parts;

    private FolderLayout(Dictionary<DataPart, ImageBranch> parts) => _parts = parts;

    /// <summary>Whether folders divide the images, into parts or into classes.</summary>
    public bool IsDivided => _parts.Count > 1 || _parts.Values.Any(part => part.Images.Any(image => image.Folders.Length > 0));

    /// <summary>The images of a part, or null if there are none.</summary>
    public ImageListing? Find(DataSplit split)
    {
        if (_parts.GetValueOrDefault(split == DataSplit.Train ? DataPart.Train : DataPart.Test) is not { } branch)
            return null;
        return split == DataSplit.Test && _parts.TryGetValue(DataPart.Train, out ImageBranch? train)
            ? ImageListing.Of(branch, ImageListing.Of(train))
            : ImageListing.Of(branch);
    }

    /// <summary>Whether there is a part.</summary>
    public bool Has(DataSplit split) => _parts.ContainsKey(split == DataSplit.Train ? DataPart.Train : DataPart.Test);

    /// <summary>Divides the images of a folder.</summary>
    /// <param name="path">The folder, for messages.</param>
    /// <param name="files">Its files.</param>
    /// <exception cref="InvalidInputException">There are no images, or it is uncertain what they are divided by.</exception>
    public static FolderLayout Of(string path, IReadOnlyList<ListedFile> files)
    {
        var all = ImageBranch.Of(path, files);
        if (all.Images.Count == 0)
            throw WithoutImages(path, files);
        ImageBranch branch = all.Unwrap();
        Dictionary<DataPart, ImageBranch>? parts = ByFolder(branch) ?? InsideClasses(branch);
        return new FolderLayout(parts is null ? new() { [DataPart.Train] = branch } : Assign(parts));
    }

    /// <summary>Says that validation data is not used by itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">Its path, which makes it a source of its own.</param>
    public static string ValidationNote(string name, string path) =>
        $"left out: {name}, for validation; it is used if {path} is specified as the validation data";

    /// <summary>Creates the exception for a folder without an image that can be read.</summary>
    public static InvalidInputException WithoutImages(string path, IReadOnlyList<ListedFile> files)
    {
        string[] unreadable = [.. files.Select(one => one.File.Name).Where(FileKinds.IsOtherImage)];
        return unreadable.Length > 0
            ? new InvalidInputException(
                path,
                $"images that can be read ({FileKinds.ImageExtensions})",
                $"only {FileKinds.CountOtherImages(unreadable)}, which cannot be read",
                "Save them as PNG or JPEG"
            )
            : new InvalidInputException(
                path,
                $"images ({FileKinds.ImageExtensions})",
                files.Count == 0 ? "no files" : "only other files",
                "Specify a folder that contains images, or one subfolder of images per class"
            );
    }

    private static Dictionary<DataPart, ImageBranch>? ByFolder(ImageBranch branch)
    {
        if (branch.Images.Any(image => image.Folders.Length == 0))
            return null;
        ILookup<DataPart?, string> named = branch.Images.Select(image => image.Folders[0]).Distinct().ToLookup(SplitName.Of);
        bool isTrainDivided = branch.Images.Any(image => image.Folders.Length > 1 && SplitName.Of(image.Folders[0]) == DataPart.Train);
        // "test" and "train" can also be the names of classes.
        bool hasParts = named.Contains(DataPart.Train)
            ? named.Count(group => group.Key is not null) > 1 || isTrainDivided || !named.Contains(null)
            : named.Count > 1 && !named.Contains(null);
        if (!hasParts)
            return null;
        Dictionary<DataPart, ImageBranch> parts = named
            .Where(group => group.Key is not null)
            .ToDictionary(group => group.Key!.Value, group => branch.Enter(Single(branch, [.. group])).Unwrap());
        if (parts.TryGetValue(DataPart.Train, out ImageBranch? train))
        {
            string[] others = [.. named[null].Select(name => $"left out: {name}, {Count(branch, name)} images, beside the parts")];
            ListedFile[] beside = [.. branch.Others.Where(file => file.Folders.Length == 0)];
            parts[DataPart.Train] = train with { Notes = [.. train.Notes, .. others], Others = [.. train.Others, .. beside] };
        }

        return parts;
    }

    private static int Count(ImageBranch branch, string folder) => branch.Images.Count(image => image.Folders[0] == folder);

    private static string Single(ImageBranch branch, string[] names) =>
        names.Length == 1
            ? names[0]
            : throw new InvalidInputException(
                branch.Path,
                "one folder of images for each part",
                string.Join(" and ", names),
                "Specify one of these folders, or move the others away"
            );

    // 0/train, 0/test, 1/train, 1/test, …
    private static Dictionary<DataPart, ImageBranch>? InsideClasses(ImageBranch branch)
    {
        if (branch.Images.Any(image => image.Folders.Length < 2 || SplitName.Of(image.Folders[1]) is null))
            return null;
        ILookup<DataPart, ListedFile> parts = branch.Images.ToLookup(
            image => SplitName.Of(image.Folders[1])!.Value,
            image => image with { Folders = [image.Folders[0], .. image.Folders[2..]] }
        );
        return parts.Contains(DataPart.Train) && parts.Count > 1
            ? parts.ToDictionary(group => group.Key, group => branch with { Images = [.. group] })
            : null;
    }

    private static Dictionary<DataPart, ImageBranch> Assign(Dictionary<DataPart, ImageBranch> parts)
    {
        if (!parts.TryGetValue(DataPart.Validation, out ImageBranch? validation))
            return parts;
        string name = Path.GetFileName(validation.Path);
        if (!parts.ContainsKey(DataPart.Test))
        {
            parts[DataPart.Test] = validation with
            {
                Notes = [.. validation.Notes, $"test part: {name}, the validation images, as there are no others for testing"],
            };
        }
        else if (parts.TryGetValue(DataPart.Train, out ImageBranch? train))
        {
            parts[DataPart.Train] = train with
            {
                Notes = [.. train.Notes, ValidationNote($"{name} ({validation.Images.Count} images)", validation.Path)],
            };
        }

        return parts;
    }
}
