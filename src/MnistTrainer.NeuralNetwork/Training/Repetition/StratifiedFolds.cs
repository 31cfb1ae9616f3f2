namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Samples dealt into folds of nearly the same size, each with every class in nearly the same proportion (Kohavi 1995). Every sample is in
/// exactly one.
/// </summary>
public static class StratifiedFolds
{
    /// <summary>The rows of each fold, shuffled. The same samples, number and seed give the same folds.</summary>
    /// <param name="samples">Samples with labels.</param>
    /// <param name="folds">From 2 to the number of samples.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="InvalidInputException">There are no labels, or not as many samples as folds.</exception>
    public static IReadOnlyList<int[]> Deal(Samples samples, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!samples.HasLabels)
            throw new InvalidInputException("cross-validation", "a label for every sample", "none", "Give data that has labels");
        if (folds < 2 || folds > samples.Count)
            throw new InvalidInputException(
                "cross-validation",
                $"from 2 folds to {samples.Count}, one for each sample",
                $"{folds}",
                "Give 5 or 10"
            );
        RandomSource random = new(seed, RandomStream.Folds);
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        random.Shuffle(rows.AsSpan());

        // Class by class they are dealt out like cards, going on where the class before ended.
        int[] labels = samples.Labels.ToArray();
        List<int>[] dealt = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];
        int next = 0;
        foreach (int row in rows.OrderBy(row => labels[row]))
            dealt[next++ % folds].Add(row);
        return
        [
            .. dealt.Select(fold =>
            {
                int[] shuffled = [.. fold];
                random.Shuffle(shuffled.AsSpan());
                return shuffled;
            }),
        ];
    }
}
