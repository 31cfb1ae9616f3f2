using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// How much a model relies on a column, by permutation (Breiman 2001, "Random forests", section 10; Fisher, Rudin and Dominici 2019): the decrease of its score when the values
/// of the column are permuted randomly among the rows. All inputs of a category are permuted together.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Loss">The decrease of the score over the repetitions; around 0 for a column that does not matter.</param>
public sealed record ColumnImportance(SchemaColumn Column, Spread Loss)
{
    /// <summary>The default number of permutations of each column.</summary>
    public const int DefaultRepetitions = 10;

    /// <summary>The maximum number of rows that are scored; if there are more, this number is drawn at random.</summary>
    public const int MaximumRows = 5000;

    /// <summary>Measures the importance of all columns.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">Rows with labels or targets, preferably rows that were not trained on.</param>
    /// <param name="repetitions">The number of permutations of each column, at least 2.</param>
    /// <param name="seed">The seed of the permutations.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <returns>The score without permutation (<see cref="TableEvaluation.Score"/>), and a value for each column, the most important first.</returns>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public static (TableEvaluation Unchanged, ImmutableArray<ColumnImportance> Columns) Measure(
        TableModel model,
        Samples<float> samples,
        int repetitions = DefaultRepetitions,
        ulong seed = 1,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 2);
        samples = Draw(samples, seed);
        TableEvaluation unchanged = TableEvaluation.Measure(model.Network, samples, cancellation: cancellation);
        SchemaColumn[] columns = [.. model.Schema.Inputs];
        ImmutableArray<int> offsets = model.Schema.Offsets;
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Permuting", (double)columns.Length * repetitions, "permutations"),
            progress =>
            {
                List<ColumnImportance> all = [];
                for (int column = 0; column < columns.Length; column++)
                {
                    double[] losses = new double[repetitions];
                    for (int repetition = 0; repetition < repetitions; repetition++)
                    {
                        // The stream depends on the column and the repetition, so that columns do not affect each other.
                        RandomSource random = new(seed, ((ulong)column << 32) | (uint)repetition);
                        Samples permuted = Permute(samples, offsets[column], columns[column].Width, random);
                        TableEvaluation changed = TableEvaluation.Measure(model.Network, permuted, cancellation: cancellation);
                        losses[repetition] = unchanged.Score - changed.Score;
                        progress?.Report(((double)column * repetitions) + repetition + 1);
                    }

                    all.Add(new ColumnImportance(columns[column], Spread.Of(losses)));
                }

                return (unchanged, all.OrderByDescending(one => one.Loss.Mean).ToImmutableArray());
            }
        );
    }

    private static Samples<float> Draw(Samples<float> samples, ulong seed)
    {
        if (samples.Count <= MaximumRows)
            return samples;
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        new RandomSource(seed, ulong.MaxValue).Shuffle(rows.AsSpan());
        return (Samples<float>)samples.Subset(rows.AsSpan(0, MaximumRows));
    }

    private static Samples Permute(Samples<float> samples, int offset, int width, RandomSource random)
    {
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        random.Shuffle(order.AsSpan());
        int size = samples.Shape.Size;
        float[] values = new float[samples.Count * size];
        for (int row = 0; row < order.Length; row++)
        {
            Span<float> copy = values.AsSpan(row * size, size);
            samples.Row(row).CopyTo(copy);
            samples.Row(order[row]).Slice(offset, width).CopyTo(copy[offset..]);
        }

        Samples<float> permuted = new(samples.Shape, values, labels: null, classNames: []);
        return samples.HasTargets
            ? permuted.WithTargets(samples.Targets, samples.ClassNames[0])
            : permuted.WithLabels(samples.Labels, samples.ClassNames);
    }
}
