namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The rows a network learns from or is measured on: values of one <see cref="Shape"/>, and for each row the index of its class.
/// Values are raw, as they were read; the network scales them itself (<see cref="InputScaling"/>).
/// Immutable, so one set serves any number of threads.
/// </summary>
public abstract class Samples
{
    private readonly int[]? _labels;

    private protected Samples(Shape shape, int count, int[]? labels, IReadOnlyList<string> classNames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Size, 1, nameof(shape));
        ArgumentNullException.ThrowIfNull(classNames);
        if (labels is not null)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, count, nameof(labels));
            foreach (int label in labels)
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)classNames.Count, nameof(labels));
        }

        Shape = shape;
        Count = count;
        _labels = labels;
        ClassNames = classNames;
    }

    /// <summary>The shape of one row.</summary>
    public Shape Shape { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The name of each class, by its index. Empty where the rows carry no labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Whether each row has a label.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>The class index of every row, from 0 to <c>ClassNames.Count - 1</c>; empty where there are no labels.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Copies the raw values of one row.</summary>
    /// <param name="row">From 0 to <c>Count - 1</c>.</param>
    /// <param name="destination">At least <c>Shape.Size</c> long.</param>
    public abstract void CopyRow(int row, Span<float> destination);

    /// <summary>The rows with these indices, in this order and repeated where an index is. Values are shared, not copied.</summary>
    public abstract Samples Subset(ReadOnlySpan<int> rows);

    private protected int[]? SelectLabels(ReadOnlySpan<int> rows)
    {
        if (_labels is null)
            return null;
        int[] selected = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            selected[i] = _labels[rows[i]];
        return selected;
    }
}
