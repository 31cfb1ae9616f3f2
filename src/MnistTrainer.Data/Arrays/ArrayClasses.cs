using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder with an array of images for each class, named after it, as Quick, Draw! has them: <c>cat.npy</c>, <c>dog.npy</c>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">The arrays, in the order of their names.</param>
internal sealed record ArrayClasses(DataFolder Folder, ImmutableArray<DataFile> Files)
{
    private const int MinimumPixels = 64;

    /// <summary>Finds such arrays: at least two of bytes, whose names say nothing else, each of images of one size.</summary>
    /// <returns>The arrays, or null.</returns>
    public static ArrayClasses? Find(DataFolder folder)
    {
        DataFile[] arrays =
        [
            .. folder
                .Files.Where(file => file.Name.EndsWith(ArrayPair.Extension, StringComparison.OrdinalIgnoreCase))
                .OrderBy(file => file.Name, NaturalOrder.Instance),
        ];
        if (folder is ArchiveFolder || arrays.Length < 2 || Array.Exists(arrays, file => SaysMore(ArrayPair.NameOf(file))))
            return null;
        NpyHeader[] headers = Array.ConvertAll(arrays, NumpyFile.ReadHeader);
        bool areImages = Array.TrueForAll(
            headers,
            header =>
                header.Type == "|u1"
                && header.Shape.Length > 1
                && header.Shape.Skip(1).SequenceEqual(headers[0].Shape.Skip(1))
                && header.Shape.Skip(1).Aggregate(1L, (product, size) => product * size) >= MinimumPixels
        );
        return areImages ? new ArrayClasses(folder, [.. arrays]) : null;
    }

    /// <summary>Loads all.</summary>
    /// <exception cref="InvalidInputException">An array is damaged or no images, or they are too large together.</exception>
    public Dataset Load(LoadOptions options, CancellationToken cancellation)
    {
        NumericArray[] arrays = [.. Files.Select(file => NumpyFile.Read(file, cancellation))];
        long total = arrays.Sum(array => (long)array.Bytes.Length);
        if (total > Array.MaxLength)
        {
            throw new InvalidInputException(
                Folder.Path,
                $"at most {Array.MaxLength} pixels in total",
                $"{total}",
                "Use smaller parts of the arrays"
            );
        }

        int[] labels = [.. arrays.SelectMany((array, label) => Enumerable.Repeat(label, array.Shape[0]))];
        string[] names = [.. Files.Select(ArrayPair.NameOf)];
        int common = CommonLength(names);
        Dataset data = ArrayDataset.Create(
            Folder.Name,
            "NumPy",
            new NumericArray(Folder.Path, NumberType.Byte, [labels.Length, .. arrays[0].Shape.Skip(1)], Join(arrays, (int)total)),
            NumericArray.Of(Folder.Path, labels),
            options,
            numbers => Array.ConvertAll(numbers, number => names[number][common..])
        );
        const string note = "labels: the names of the arrays, of one class each";
        return data with { Findings = [.. data.Findings, note], Notes = [.. data.Notes, note] };
    }

    private static byte[] Join(NumericArray[] arrays, int length)
    {
        byte[] joined = new byte[length];
        int at = 0;
        foreach (NumericArray array in arrays)
        {
            array.Bytes.CopyTo(joined, at);
            at += array.Bytes.Length;
        }

        return joined;
    }

    private static bool SaysMore(string name) => ArrayName.Of(name).IsLabels is not null || SplitName.OfAnyWord(name) is not null;

    // "full_numpy_bitmap_" of each name; what is left starts after a separator.
    private static int CommonLength(string[] names)
    {
        int length = Enumerable.Range(0, names.Min(name => name.Length)).TakeWhile(i => names.All(name => name[i] == names[0][i])).Count();
        return names[0][..length].LastIndexOfAny(['_', '-']) + 1;
    }
}
