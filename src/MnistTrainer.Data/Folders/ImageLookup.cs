using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Finds the images that a table names: by paths relative to it, to a folder beside it, or to a folder of another machine; with or without
/// extension, or with that of another format of images.
/// </summary>
internal sealed class ImageLookup
{
    private readonly List<ListedFile> _images;
    private readonly ILookup<string, ListedFile> _byName;
    private readonly ILookup<string, ListedFile> _byStem;

    /// <param name="files">The files beside the table and in the folders beside it.</param>
    public ImageLookup(IEnumerable<ListedFile> files)
    {
        _images = [.. files.Where(one => FileKinds.IsImage(one.File) || FileKinds.IsOtherImage(one.File.Name))];
        _byName = _images.ToLookup(one => one.File.Name, StringComparer.OrdinalIgnoreCase);
        _byStem = _images.ToLookup(one => Path.GetFileNameWithoutExtension(one.File.Name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Where an image was found: the folder that names are relative to, and what is left out at their start.</summary>
    private readonly record struct Origin(string Folder, string Omitted);

    /// <summary>Whether there is an image of this name in some folder.</summary>
    public bool Has(string name) => Candidates(Split(name)).Any();

    /// <summary>Finds the image of each row; null where there is none.</summary>
    /// <param name="table">The table. Of several folders that hold the images, the one named like it is preferred: for <c>train.csv</c>, <c>train</c>.</param>
    /// <param name="names">The names in its rows.</param>
    /// <exception cref="InvalidInputException">Several folders hold images of these names.</exception>
    public ListedFile?[] Resolve(DataFile table, IReadOnlyList<string> names)
    {
        string[][] paths = [.. names.Select(Split)];
        Dictionary<Origin, int> counts = [];
        foreach (string[] path in paths)
        {
            foreach (Origin origin in Candidates(path).Select(image => OriginOf(image, path)).Distinct())
                counts[origin] = counts.GetValueOrDefault(origin) + 1;
        }

        Origin[] likely = [.. counts.Where(pair => 2 * pair.Value >= paths.Length).Select(pair => pair.Key)];
        Origin? best = Choose(table, likely);
        return Array.ConvertAll(paths, path => Resolve(path, best));
    }

    /// <summary>Counts the images that no row names, in the folders whose images are named.</summary>
    public int CountUnlisted(IEnumerable<ListedFile?> listed)
    {
        HashSet<ListedFile> named = [.. listed.OfType<ListedFile>()];
        HashSet<string> folders = [.. named.Select(image => string.Join('/', image.Folders))];
        return _images.Count(image => !named.Contains(image) && folders.Contains(string.Join('/', image.Folders)));
    }

    private ListedFile? Resolve(string[] path, Origin? best)
    {
        ListedFile[] candidates = [.. Candidates(path)];
        return candidates.FirstOrDefault(image => OriginOf(image, path) == best) ?? (candidates is [var only] ? only : null);
    }

    private static Origin? Choose(DataFile table, Origin[] origins)
    {
        if (origins.Length == 0)
            return null;
        DataPart? part = SplitName.Of(Path.GetFileNameWithoutExtension(table.Name.Replace(".gz", "", StringComparison.OrdinalIgnoreCase)));
        Origin[] ofPart = part is null
            ? []
            : Array.FindAll(origins, origin => origin.Folder.Split('/').Any(name => SplitName.Of(name) == part));
        Origin[] chosen =
            origins.Length == 1 ? origins
            : ofPart.Length > 0 ? ofPart
            : Array.IndexOf(origins, new Origin("", "")) >= 0 ? [new Origin("", "")]
            : origins;
        return chosen.Length == 1
            ? chosen[0]
            : throw new InvalidInputException(
                table.Path,
                "one folder beside it that contains the images",
                string.Join(" and ", chosen.Select(origin => origin.Folder.Length == 0 ? "the folder itself" : origin.Folder).Distinct()),
                "Write the folder in front of the names, or move the other images away"
            );
    }

    private IEnumerable<ListedFile> Candidates(string[] path) =>
        path.Length == 0 ? []
        : _byName.Contains(path[^1]) ? _byName[path[^1]]
        : CsvHeader.IsImagePath(path[^1]) ? _byStem[Path.GetFileNameWithoutExtension(path[^1])]
        : _byStem[path[^1]];

    private static Origin OriginOf(ListedFile image, string[] path)
    {
        int same = 0;
        while (
            same < image.Folders.Length
            && same < path.Length - 1
            && image.Folders[^(same + 1)].Equals(path[^(same + 2)], StringComparison.OrdinalIgnoreCase)
        )
            same++;
        return new Origin(string.Join('/', image.Folders[..^same]), string.Join('/', path[..^(same + 1)]));
    }

    private static string[] Split(string name) => [.. name.Trim(' ', '\'', '"').Split('/', '\\').Where(part => part is not ("" or "."))];
}
