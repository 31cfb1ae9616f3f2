using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The arrays of <c>numpy.savez</c> without names, <c>arr_0</c>, <c>arr_1</c> and so on, distinguished by their shapes.</summary>
internal sealed partial class UnnamedArrays
{
    // One-hot labels have fewer columns, and images more pixels.
    private const int MaximumClasses = 62;

    private readonly DataFolder _folder;
    private readonly DataFile[] _images;
    private readonly DataFile[] _labels;
    private readonly Dictionary<DataFile, long[]> _shapes;

    private UnnamedArrays(DataFolder folder, DataFile[] files)
    {
        _folder = folder;
        _shapes = files.ToDictionary(file => file, file => NumpyFile.ReadHeader(file).Shape.ToArray());
        _labels = Array.FindAll(files, file => AreLabels(_shapes[file]));
        _images = [.. files.Except(_labels)];
    }

    /// <summary>The arrays of a folder or an archive that has several, all without names; null for others.</summary>
    /// <exception cref="InvalidInputException">An array is damaged.</exception>
    public static UnnamedArrays? In(DataFolder folder)
    {
        DataFile[] arrays = [.. folder.Files.Where(file => file.Name.EndsWith(ArrayPair.Extension, StringComparison.OrdinalIgnoreCase))];
        return arrays.Length > 1 && Array.TrueForAll(arrays, file => WithoutName().IsMatch(ArrayPair.NameOf(file)))
            ? new UnnamedArrays(folder, arrays)
            : null;
    }

    /// <summary>Finds the arrays of a split: with two pairs, the larger one is for training if it comes first.</summary>
    /// <exception cref="InvalidInputException">It is not clear which images, labels and parts belong together.</exception>
    public ArrayPair[] Find(DataSplit split)
    {
        ArrayPair[] pairs =
        [
            .. _images
                .Select(images => (images, labels: Array.FindAll(_labels, labels => CountOf(labels) == CountOf(images))))
                .Where(pair => pair.labels.Length == 1)
                .Select(pair => new ArrayPair(pair.images, pair.labels[0])
                {
                    Origin =
                        $"arrays without names: {pair.images.Name} are the images by their shape, and {pair.labels[0].Name} the labels",
                }),
        ];
        bool isClear =
            pairs.Length == _images.Length
            && pairs.Length == _labels.Length
            && (pairs.Length == 1 || (pairs.Length == 2 && CountOf(pairs[0].Images) > CountOf(pairs[1].Images)));
        if (!isClear)
            throw ArrayPair.Unclear(_folder.Path, _shapes.Select(one => $"{one.Key.Name} ({string.Join("x", one.Value)})"));
        return split == DataSplit.Train ? pairs[..1] : pairs[1..];
    }

    private long CountOf(DataFile file) => _shapes[file].FirstOrDefault();

    private static bool AreLabels(long[] shape) =>
        shape.Length <= 1 || shape.Skip(1).All(size => size == 1) || (shape.Length == 2 && shape[1] <= MaximumClasses);

    [GeneratedRegex(@"^arr_\d+$")]
    private static partial Regex WithoutName();
}
