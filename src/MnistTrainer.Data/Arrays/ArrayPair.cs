using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The array of a split's images and that of its labels, found by their names. Each is a file, on disk or in an npz archive.</summary>
/// <param name="Images">The images.</param>
/// <param name="Labels">The labels, or null.</param>
internal sealed record ArrayPair(DataFile Images, DataFile? Labels)
{
    /// <summary>How the two were found, where their names do not say it; null otherwise.</summary>
    public string? Origin { get; init; }

    /// <summary>The extension of an array's file.</summary>
    public const string Extension = ".npy";

    /// <summary>Finds the arrays of a split among those of a folder or an archive.</summary>
    /// <exception cref="InvalidInputException">There are arrays, but it is not clear which are the images.</exception>
    public static ArrayPair[] Find(DataFolder folder, DataSplit split)
    {
        if (UnnamedArrays.In(folder) is UnnamedArrays unnamed)
            return unnamed.Find(split);
        DataFile[] found = ArraysOf(folder, name => name.Split == split, out InvalidInputException? damaged);
        (DataFile File, ArrayName Name)[] arrays = Array.ConvertAll(found, file => (file, ArrayName.Of(NameOf(file))));
        DataFile[] images = [.. arrays.Where(array => array.Name.IsLabels == false).Select(array => array.File)];
        DataFile[] labels = [.. arrays.Where(array => array.Name.IsLabels == true).Select(array => array.File)];
        DataFile[] unclear = [.. arrays.Where(array => array.Name.IsLabels is null).Select(array => array.File)];
        if (images.Length == 0 && unclear.Length > 0)
            (images, unclear) = ([unclear[0]], unclear[1..]);
        if (labels.Length == 0 && unclear.Length > 0)
            (labels, unclear) = ([unclear[0]], unclear[1..]);
        // A damaged archive may have been the array that is missing.
        if (damaged is not null && (images.Length, labels.Length, unclear.Length) != (1, 1, 0))
            throw damaged;
        if (images.Length == 0 && labels.Length == 0)
            return [];
        return images.Length == 1 && labels.Length <= 1 && unclear.Length == 0
            ? [new ArrayPair(images[0], labels.FirstOrDefault())]
            : throw Unclear(folder.Path, arrays.Select(array => array.File.Name));
    }

    /// <summary>The arrays of the split that an array file belongs to; the file is that of the images.</summary>
    public static ArrayPair Of(DataFile images)
    {
        var name = ArrayName.Of(NameOf(images));
        if (name.IsLabels == true)
            throw new InvalidInputException(
                images.Path,
                "the file of the images",
                "one of labels by its name",
                "Specify the file of the images; that of the labels is found next to it"
            );
        DataFile[] labels = ArraysOf(
            images.Folder,
            other => other.IsLabels == true && other.Split == name.Split,
            out InvalidInputException? damaged
        );
        if (labels.Length == 0 && damaged is not null)
            throw damaged;
        return labels.Length <= 1
            ? new ArrayPair(images, labels.FirstOrDefault())
            : throw Unclear(images.Folder.Path, labels.Select(file => file.Name));
    }

    /// <summary>Loads both.</summary>
    /// <exception cref="InvalidInputException">An array is damaged or of another kind, labels are missing, or the two do not match.</exception>
    public Dataset Load(LoadOptions options, CancellationToken cancellation)
    {
        if (Labels is null && options.LabelsRequired)
        {
            throw new InvalidInputException(
                Images.Path,
                "an array of labels next to it (y, labels or target in its name)",
                "none",
                "Save the labels in the same folder or archive"
            );
        }

        NumericArray images = NumpyFile.Read(Images, cancellation);
        if (Labels is null)
            return ArrayDataset.Create(Images.Name, "NumPy", images, null, options);
        var texts = TextLabels.Read(Labels, cancellation);
        NumericArray labels = texts?.Indices ?? NumpyFile.Read(Labels, cancellation);
        images = ImagesFirst(images, labels);
        Dataset data = texts is null
            ? ArrayDataset.Create(Images.Name, "NumPy", images, WithoutAxesOfOne(labels, images), options)
            : ArrayDataset.Create(Images.Name, "NumPy", images, labels, options, _ => texts.Classes);
        string[] notes = [.. Origin is null ? [] : (string[])[Origin], .. texts?.Notes ?? []];
        return data with { Findings = [.. data.Findings, .. notes], Notes = [.. data.Notes, .. notes] };
    }

    // The arrays with such a name. Archives that cannot be read are passed over; the first of them is what may be missing.
    private static DataFile[] ArraysOf(DataFolder folder, Predicate<ArrayName> isWanted, out InvalidInputException? damaged)
    {
        List<DataFile> arrays = [];
        damaged = null;
        foreach (DataFile file in folder.Files.Where(file => isWanted(ArrayName.Of(NameOf(file)))))
        {
            try
            {
                if (ArrayIn(file) is DataFile array)
                    arrays.Add(array);
            }
            catch (InvalidInputException e)
            {
                damaged ??= e;
            }
        }

        return [.. arrays];
    }

    private static DataFile? ArrayIn(DataFile file) =>
        file.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        || file.Name.EndsWith(Extension + ".gz", StringComparison.OrdinalIgnoreCase)
            ? file
        : file.Name.EndsWith(PackedArray.Extension, StringComparison.OrdinalIgnoreCase) ? PackedArray.Find(file, ZipReader.Read(file))
        : null;

    /// <summary>The name of an array in a file: that of the file without extensions.</summary>
    public static string NameOf(DataFile file) => file.Name.Split('.')[0];

    // MATLAB's order, height x width x images or pixels x images; or a single batch around all images.
    private static NumericArray ImagesFirst(NumericArray images, NumericArray labels)
    {
        int count = labels.Count;
        ImmutableArray<int> shape = images.Shape;
        if (shape[0] == count || shape.Length < 2)
            return images;
        if (shape[0] == 1 && shape.Length > 2 && shape[1] == count)
            return images.Reshaped(shape[1..]);
        return shape[^1] == count ? images.Transposed([shape.Length - 1, .. Enumerable.Range(0, shape.Length - 1)]) : images;
    }

    private static NumericArray WithoutAxesOfOne(NumericArray labels, NumericArray images) =>
        labels.Shape[0] == 1 && labels.Count == images.Shape[0] ? labels.Reshaped(labels.Count) : labels;

    /// <summary>Arrays of which it is not clear what they contain.</summary>
    public static InvalidInputException Unclear(string place, IEnumerable<string> names) =>
        new(
            place,
            "one array of images and one of labels for training, and perhaps for testing, named differently (x_train, y_train, x_test, y_test)",
            string.Join(", ", names.Take(10)),
            "Name the arrays so"
        );
}
