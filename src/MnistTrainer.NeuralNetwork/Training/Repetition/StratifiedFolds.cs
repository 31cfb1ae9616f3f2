namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Splits samples into disjoint folds of nearly equal size, each with nearly the same class proportions (Kohavi 1995). Rows with targets instead of labels are drawn from
/// all rows.
/// </summary>
public static class StratifiedFolds
{
    /// <summary>Returns the shuffled rows of each fold. The same samples, number and seed give the same folds.</summary>
    /// <param name="samples">Samples with labels or targets.</param>
    /// <param name="folds">The number of folds, from 2 to the number of samples.</param>
    /// <param name="seed">The random seed.</param>
    /// <exception cref="InvalidInputException">There are no labels, or fewer samples than folds.</exception>
    public static IReadOnlyList<int[]> Split(Samples samples, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!samples.HasLabels && !samples.HasTargets)
            throw new InvalidInputException("cross-validation", "a label for every sample", "none", "Provide labeled data");
        if (folds < 2 || folds > samples.Count)
            throw new InvalidInputException(
                "cross-validation",
                $"from 2 to {samples.Count} folds (one per sample)",
                $"{folds}",
                "Use 5 or 10 folds"
            );
        RandomSource random = new(seed, RandomStream.Folds);
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        random.Shuffle(rows.AsSpan());

        // Distribute the rows of each class round-robin, continuing where the previous class ended.
        int[] labels = samples.HasLabels ? samples.Labels.ToArray() : new int[samples.Count];
        List<int>[] split = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];
        int next = 0;
        foreach (int row in rows.OrderBy(row => labels[row]))
            split[next++ % folds].Add(row);
        return
        [
            .. split.Select(fold =>
            {
                int[] shuffled = [.. fold];
                random.Shuffle(shuffled.AsSpan());
                return shuffled;
            }),
        ];
    }
}
