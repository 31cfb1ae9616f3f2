using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Images and their labels, without reading the images.</summary>
/// <param name="Place">The folder or table that lists them, for messages.</param>
/// <param name="Files">The images, in the order of the rows.</param>
/// <param name="Ids">Their names.</param>
/// <param name="Labels">The label of each image, or null if there are none.</param>
/// <param name="Findings">Where labels were found and which files were skipped.</param>
/// <param name="Notes">The findings that a user should know: what was left out.</param>
internal sealed record ImageListing(
    string Place,
    IReadOnlyList<DataFile> Files,
    RowIds Ids,
    IReadOnlyList<string>? Labels,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The name of the column that holds the names of images.</summary>
    public const string IdColumn = "file";

    /// <summary>The kind of source, for the findings.</summary>
    public string Format { get; init; } = "folder";

    /// <summary>Where labels are expected, for messages.</summary>
    public string ExpectedLabels { get; init; } = "a label at the start or the end of each file name";

    /// <summary>How to give labels, for messages.</summary>
    public string LabelRemedy { get; init; } = "Put the images of each class into a subfolder named after the class";

    /// <summary>The option that selects the labels, by its property, for messages. Default: null, for none.</summary>
    public string? LabelOption { get; init; }

    /// <summary>Whether <see cref="Ids"/> are the images' own names, rather than places for messages.</summary>
    public bool HasNames { get; init; } = true;

    /// <summary>Whether images of one class are accepted, as for testing.</summary>
    public bool MayBeOneClass { get; init; }

    /// <summary>Whether labels are the names of folders.</summary>
    private bool IsLabeledByFolder { get; init; }

    /// <summary>The class names, in numerical order if all are integers, otherwise in ordinal order; empty without labels.</summary>
    public string[] Classes => SortClasses(Labels ?? []);

    /// <summary>Lists the images of a folder. Its subfolders are classes; without any, labels come from the file names.</summary>
    /// <param name="branch">The images, at least one.</param>
    /// <param name="train">
    /// The images to train on, where these are for testing. If those are in a folder for each class, the names of these are labels only if they
    /// name such classes.
    /// </param>
    /// <exception cref="InvalidInputException">It is uncertain which folders are classes.</exception>
    public static ImageListing Of(ImageBranch branch, ImageListing? train = null)
    {
        int? level = ClassLevel.Find(branch);
        IReadOnlyList<ListedFile> images = branch.Images;
        (string[]? labels, string origin) = level is int depth
            ? ([.. images.Select(image => image.Folders[depth])], Describe(images, depth))
            : FileNameLabels.Find([.. images.Select(image => Path.GetFileNameWithoutExtension(image.File.Name))]);
        if (level is null && labels is not null && train is { IsLabeledByFolder: true } && labels.Except(train.Classes).Any())
            (labels, origin) = (null, "none");

        string[] unreadable = [.. branch.Others.Select(one => one.File.Name).Where(FileKinds.IsOtherImage)];
        string[] others = [.. branch.Others.Select(one => one.File.Name).Where(name => !FileKinds.IsOtherImage(name))];
        List<string> notes = [.. branch.Notes];
        if (unreadable.Length > 0)
            notes.Add(FileKinds.NoteOtherImages(unreadable));
        List<string> findings = [$"labels: {origin}", .. notes];
        if (others.Length > 0)
            findings.Add($"skipped: {others.Length} other files ({FileKinds.ListExtensions(others)})");
        return new ImageListing(
            branch.Path,
            [.. images.Select(image => image.File)],
            new RowIds(IdColumn, [.. images.Select(image => image.Name)]),
            labels,
            findings,
            notes
        )
        {
            MayBeOneClass = train is not null,
            IsLabeledByFolder = level is not null,
        };
    }

    /// <summary>Checks that there are labels of two classes, where the options require them.</summary>
    /// <exception cref="InvalidInputException">There are not.</exception>
    public void CheckLabels(LoadOptions options)
    {
        if (!options.LabelsRequired)
            return;
        if (Labels is null)
            throw new InvalidInputException(Place, ExpectedLabels, $"file names such as {Files[0].Name}", LabelRemedy)
            {
                Option = LabelOption,
            };
        if (Classes is [string only] && !options.OneClassAllowed && !MayBeOneClass)
            throw new InvalidInputException(Place, "at least two classes", $"one class, {only}", LabelRemedy);
    }

    /// <summary>Returns the same images with one label for each class, however it is written.</summary>
    /// <exception cref="InvalidInputException">It is uncertain whether labels name the same class.</exception>
    public ImageListing WithClasses()
    {
        if (Labels is null)
            return this;
        Dictionary<string, string> classes = LabelSpelling.ClassesOf(Place, Labels, out IReadOnlyList<string> notes);
        return this with
        {
            Labels = [.. Labels.Select(label => classes[label])],
            Findings = [.. Findings, .. notes],
            Notes = [.. Notes, .. notes],
        };
    }

    /// <summary>Returns the images at some indices, in their order.</summary>
    public ImageListing Subset(IReadOnlyList<int> rows) =>
        this with
        {
            Files = [.. rows.Select(row => Files[row])],
            Ids = Ids with { Values = [.. rows.Select(row => Ids.Values[row])] },
            Labels = Labels is null ? null : [.. rows.Select(row => Labels[row])],
        };

    private static string Describe(IReadOnlyList<ListedFile> images, int depth)
    {
        int levels = images.Max(image => image.Folders.Length);
        return levels == 1
            ? "subfolder"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"subfolder, level {depth + 1} of {levels} ({string.Join('/', images[0].Folders)})"
            );
    }

    private static string[] SortClasses(IEnumerable<string> labels)
    {
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return Array.TrueForAll(classes, name => TryParse(name, out _))
            ? [.. classes.OrderBy(name => TryParse(name, out long number) ? number : 0)]
            : classes;
    }

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
