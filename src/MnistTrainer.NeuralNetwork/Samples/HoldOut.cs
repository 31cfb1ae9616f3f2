namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Samples split into a training part and a validation part. The validation rows are drawn at random from every class in the same proportion, so the order
/// of the rows does not matter; rows with targets instead of labels are drawn from all rows.
/// </summary>
/// <param name="Train">The other rows.</param>
/// <param name="Validation">The rows held out.</param>
public sealed record HoldOut(Samples Train, Samples Validation)
{
    private const string Place = "samples to hold out";

    /// <summary>
    /// Holds out a fraction of each class, rounded to whole rows. A class of two or more rows has at least one row in each part; a class of one row has it in the training part.
    /// Both parts are shuffled. The same samples, fraction and seed give the same parts.
    /// </summary>
    /// <param name="samples">Samples with labels or targets; their values are shared, not copied.</param>
    /// <param name="fraction">More than 0 and less than 1: 0.1 holds out a tenth.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="InvalidInputException">There are no labels, the fraction is out of range, or no class has two rows.</exception>
    public static HoldOut Split(Samples samples, double fraction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!(fraction > 0 && fraction < 1))
            throw new InvalidInputException(
                Place,
                "a fraction between 0 and 1",
                FormattableString.Invariant($"{fraction}"),
                "Use 0.1 to hold out a tenth"
            );
        if (!samples.HasLabels && !samples.HasTargets)
            throw new InvalidInputException(Place, "samples with labels", "samples without", "Add a label column or label file");

        (int[] train, int[] validation) = SplitRows(
            samples.HasLabels ? samples.Labels : new int[samples.Count],
            samples.HasLabels ? samples.ClassNames.Count : 1,
            fraction,
            seed
        );
        return new(samples.Subset(train), samples.Subset(validation));
    }

    /// <summary>The rows that <see cref="Split"/> divides samples into, by their labels alone.</summary>
    /// <param name="labels">The class index of each row; 0 for rows with targets.</param>
    /// <param name="classes">The number of classes; 1 for rows with targets.</param>
    /// <param name="fraction">More than 0 and less than 1.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="InvalidInputException">No class has two rows.</exception>
    public static (int[] Train, int[] Validation) SplitRows(ReadOnlySpan<int> labels, int classes, double fraction, ulong seed)
    {
        RandomSource random = new(seed, RandomStream.HoldOut);
        List<int> train = [],
            validation = [];
        foreach (int[] rows in RowsByClass(labels, classes))
        {
            random.Shuffle(rows.AsSpan());
            int heldOut = HeldOutCount(rows.Length, fraction);
            validation.AddRange(rows.AsSpan(0, heldOut));
            train.AddRange(rows.AsSpan(heldOut));
        }

        if (validation.Count == 0)
            throw new InvalidInputException(
                Place,
                "a class with at least two rows",
                "none",
                "Add samples, or use a separate validation set"
            );
        int[] shuffled = Shuffled(train, random);
        return (shuffled, Shuffled(validation, random));
    }

    private static IEnumerable<int[]> RowsByClass(ReadOnlySpan<int> labels, int classes)
    {
        List<int>[] rows = [.. Enumerable.Range(0, classes).Select(_ => new List<int>())];
        for (int row = 0; row < labels.Length; row++)
            rows[labels[row]].Add(row);
        return rows.Select(list => list.ToArray());
    }

    private static int HeldOutCount(int rows, double fraction) => rows < 2 ? 0 : Math.Clamp((int)Math.Round(rows * fraction), 1, rows - 1);

    private static int[] Shuffled(List<int> rows, RandomSource random)
    {
        int[] shuffled = [.. rows];
        random.Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
