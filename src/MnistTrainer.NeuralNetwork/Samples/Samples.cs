namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The rows a network learns from or is measured on: values of one <see cref="Shape"/>, and for each row the index of its class.
/// Values are raw, as they were read; the network scales them itself (<see cref="InputScaling"/>).
/// Immutable, so one set serves any number of threads.
/// </summary>
public abstract class Samples
{
    private readonly int[]? _labels;
    private readonly float[]? _weights;

    private protected Samples(Shape shape, int count, int[]? labels, IReadOnlyList<string> classNames, float[]? weights = null)
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
        _weights = weights;
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

    /// <summary>How much each row counts when it is learned from, at least 0; empty where all count alike, as unless told (<see cref="WithWeights"/>).</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>
    /// The same rows with weights: a row's loss, and so its part of the gradient, is multiplied by its weight. Metrics do not heed them. Values are
    /// shared, not copied.
    /// </summary>
    /// <param name="weights">One for each row, at least 0 and finite, not all 0.</param>
    /// <exception cref="InvalidInputException">There are not as many as rows, or one does not hold.</exception>
    public Samples WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
            throw new InvalidInputException("sample weights", $"one for each of {Count} samples", $"{weights.Length}", "Give each sample a weight");
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new InvalidInputException(
                    $"sample weights, row {row + 1}", "a number of at least 0", FormattableString.Invariant($"{weights[row]}"), "Give 0 to leave a sample out, 1 to count it once");
            }
        }

        if (Count > 0 && !weights.ContainsAnyExcept(0f))
            throw new InvalidInputException("sample weights", "one above 0", "none", "Give those samples a weight that shall be learned from");
        return Reweighted(weights.ToArray());
    }

    /// <summary>Copies the raw values of one row.</summary>
    /// <param name="row">From 0 to <c>Count - 1</c>.</param>
    /// <param name="destination">At least <c>Shape.Size</c> long.</param>
    public abstract void CopyRow(int row, Span<float> destination);

    /// <summary>The rows with these indices, in this order and repeated where an index is. Values are shared, not copied.</summary>
    public abstract Samples Subset(ReadOnlySpan<int> rows);

    private protected abstract Samples Reweighted(float[] weights);

    private protected float[]? SelectWeights(ReadOnlySpan<int> rows)
    {
        if (_weights is null)
            return null;
        float[] selected = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            selected[i] = _weights[rows[i]];
        return selected;
    }

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
