namespace MnistTrainer.NeuralNetwork;

/// <summary>What rows are trained on: labels of classes or targets, and weights.</summary>
/// <param name="Labels">The class index of each row, or null.</param>
/// <param name="ClassNames">The name of each class, or of each target of a row; empty without either.</param>
internal sealed record Supervision(int[]? Labels, IReadOnlyList<string> ClassNames)
{
    /// <summary>The targets of all rows, row by row, one for each name; NaN where one is missing. Null for none.</summary>
    public float[]? Targets { get; init; }

    /// <summary>The weight of each row, or null for equal weights.</summary>
    public float[]? Weights { get; init; }

    /// <summary>Ensures that there is a label for each row and a name for each label.</summary>
    public void Check(int rows)
    {
        ArgumentNullException.ThrowIfNull(ClassNames);
        if (Labels is null)
            return;
        ArgumentOutOfRangeException.ThrowIfNotEqual(Labels.Length, rows, "labels");
        foreach (int label in Labels)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)ClassNames.Count, "labels");
    }

    /// <summary>That of some rows.</summary>
    public Supervision Select(ReadOnlySpan<int> rows) =>
        this with
        {
            Labels = Select(Labels, rows),
            Targets = Select(Targets, rows, ClassNames.Count),
            Weights = Select(Weights, rows),
        };

    /// <summary>That of some rows and of others behind them.</summary>
    /// <param name="other">That of the others.</param>
    /// <param name="rows">The number of the first rows.</param>
    /// <param name="otherRows">The number of the others.</param>
    /// <exception cref="ArgumentException">Classes differ, or only one has labels or targets.</exception>
    public Supervision Concat(Supervision other, int rows, int otherRows)
    {
        if (!ClassNames.SequenceEqual(other.ClassNames, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The classes {string.Join(", ", other.ClassNames)} are not the classes {string.Join(", ", ClassNames)}.",
                nameof(other)
            );
        }

        if (Labels is null != other.Labels is null || Targets is null != other.Targets is null)
            throw new ArgumentException("Either all rows have labels, or all have targets, or none has either.", nameof(other));
        return this with
        {
            Labels = Labels is null ? null : [.. Labels, .. other.Labels!],
            Targets = Targets is null ? null : [.. Targets, .. other.Targets!],
            Weights = Weights is null && other.Weights is null ? null : [.. Weights ?? Ones(rows), .. other.Weights ?? Ones(otherRows)],
        };
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static T[]? Select<T>(T[]? values, ReadOnlySpan<int> rows, int width = 1)
    {
        if (values is null)
            return null;
        T[] selected = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(selected.AsSpan(i * width));
        return selected;
    }
}
