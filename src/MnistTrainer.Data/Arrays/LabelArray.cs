using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Class numbers in an array. A number that no sample has is no class.</summary>
/// <param name="Numbers">The class number of each sample.</param>
/// <param name="Finding">How they were found; null for plain numbers.</param>
internal sealed record LabelArray(long[] Numbers, string? Finding)
{
    /// <summary>The columns of QMNIST's labels: class, series, writer, and where the digit is from (github.com/facebookresearch/qmnist).</summary>
    private const int QmnistColumns = 8;

    private const long LargestLabel = 1L << 40;

    /// <summary>Reads an array as labels.</summary>
    /// <param name="array">Whole numbers, one per sample; or a one-hot row per sample; or QMNIST's eight columns.</param>
    /// <exception cref="InvalidInputException">The array has another shape, or values that are not labels.</exception>
    public static LabelArray Of(NumericArray array)
    {
        int columns = array.Shape.Skip(1).Aggregate(1, (product, size) => product * size);
        if (columns == 1)
            return new LabelArray(Column(array, 1, 0), null);
        if (array.Shape.Length == 2 && FindOneHot(array, columns) is long[] classes)
            return new LabelArray(classes, $"labels: one-hot, {columns} columns");
        if (array.Shape.Length == 2 && columns == QmnistColumns && array.Type.Size == 4)
            return new LabelArray(Column(array, columns, 0), $"labels: the first of {columns} columns, as in QMNIST");
        throw new InvalidInputException(
            array.Place,
            "one label per sample, or one-hot rows of zeros and a one",
            $"{array.ShapeText} {array.Type.Name}",
            "Save the labels as an array of one dimension"
        );
    }

    /// <summary>Numbers the classes that occur, in numerical order.</summary>
    /// <returns>The class index of each sample, and the class numbers.</returns>
    public (int[] Indices, long[] Classes) ToClasses()
    {
        long[] classes = [.. Numbers.Distinct().Order()];
        var indices = classes.Select((number, index) => (number, index)).ToDictionary(pair => pair.number, pair => pair.index);
        return (Array.ConvertAll(Numbers, number => indices[number]), classes);
    }

    private static long[] Column(NumericArray array, int columns, int column)
    {
        long[] numbers = new long[array.Shape[0]];
        for (int row = 0; row < numbers.Length; row++)
        {
            double value = array[(row * columns) + column];
            if (!double.IsInteger(value) || Math.Abs(value) > LargestLabel)
            {
                throw new InvalidInputException(
                    $"{array.Place}, row {row}",
                    "a label, a whole number",
                    string.Create(CultureInfo.InvariantCulture, $"{value}"),
                    "Number the classes"
                );
            }

            numbers[row] = (long)value;
        }

        return numbers;
    }

    private static long[]? FindOneHot(NumericArray array, int columns)
    {
        long[] classes = new long[array.Shape[0]];
        for (int row = 0; row < classes.Length; row++)
        {
            int hot = -1;
            for (int column = 0; column < columns; column++)
            {
                double value = array[(row * columns) + column];
                if (value == 0)
                    continue;
                if (value != 1 || hot >= 0)
                    return null;
                hot = column;
            }

            if (hot < 0)
                return null;
            classes[row] = hot;
        }

        return classes;
    }
}
