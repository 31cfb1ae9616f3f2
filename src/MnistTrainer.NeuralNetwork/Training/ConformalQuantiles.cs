using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Shifts the quantiles that a network estimates, each by a constant, so that the expected fraction of labels is below them: a network fits the rows that it was trained on too
/// well, so its quantiles are too close together. The constants are quantiles of the residuals t - y of rows that were not trained on: conformalized quantile regression with the
/// lower and the upper levels apart (Romano, Patterson and Candès 2019, theorem 2). The median is not changed. For rows that are exchangeable with future rows, n + 1 instead of
/// n accounts for the future row, so that on average at most the expected fraction is above each upper level and below each lower level.
/// </summary>
/// <remarks>
/// If a table has too few rows to hold some out, several networks are each trained without one fold of the rows, and their residuals for this fold correct the network that is
/// trained on all rows, as in the jackknife (Barber, Candès, Ramdas and Tibshirani 2021). That network is trained on more rows than the others, so its intervals are slightly too
/// wide rather than too narrow.
/// </remarks>
/// <param name="levels">The levels of the quantiles, ascending, each above 0 and below 1; one for each output of the networks.</param>
public sealed class ConformalQuantiles(ImmutableArray<float> levels)
{
    private readonly List<(float Residual, float Weight)>[] _residuals = [.. levels.Select(_ => new List<(float, float)>())];

    /// <summary>The number of rows added.</summary>
    public int Rows => _residuals[0].Count;

    /// <summary>Adds the residuals of rows.</summary>
    /// <param name="network">A network that estimates the quantiles, and was not trained on these rows.</param>
    /// <param name="samples">The rows, with a target for each level. Weights are taken into account.</param>
    /// <param name="threads">The number of scoring threads, at least 1.</param>
    public void Add(Network network, Samples samples, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.ClassNames.Count, levels.Length, nameof(samples));

        // The outputs are shifted before they are sorted.
        NetworkDefinition unordered = network.Definition with
        {
            Outputs = OutputMeaning.Numbers,
        };
        using BulkScorer scorer = new(Network.Create(unordered, network.Parameters), samples, threads);
        scorer.Score(
            (row, outputs) =>
            {
                float weight = samples.Weights.IsEmpty ? 1 : samples.Weights[row];
                for (int i = 0; i < outputs.Length; i++)
                    _residuals[i].Add((samples.Targets[(row * outputs.Length) + i] - outputs[i], weight));
            }
        );
    }

    /// <summary>The shift of each output, in order.</summary>
    public ImmutableArray<float> Offsets => [.. levels.Select((level, i) => Offset(_residuals[i], level))];

    /// <summary>Returns the network with shifted outputs: <see cref="Offsets"/> are added to its last biases.</summary>
    /// <param name="network">A network, or an ensemble, whose last layer is linear with biases.</param>
    public Network Correct(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new TargetScaling([.. Offsets.Select(offset => new OutputScaling(offset, 1))]).Unscale(network);
    }

    private static float Offset(List<(float Residual, float Weight)> residuals, float level)
    {
        if (level == 0.5f || residuals.Count == 0)
            return 0;

        // A lower level mirrors an upper one. The largest residual stands for those that are larger than any. Eight tenths of 10 rows are 8, although 0.8f is a little more.
        bool isLower = level < 0.5f;
        double exact = (double)(decimal)level,
            total = residuals.Sum(one => (double)one.Weight),
            wanted = (isLower ? 1 - exact : exact) * (total + (total / residuals.Count)),
            reached = 0;
        float offset = 0;
        foreach ((float residual, float weight) in isLower ? residuals.OrderDescending() : residuals.Order())
        {
            offset = residual;
            reached += weight;

            // Sums of weights round: 9 of 10 rows are nine tenths.
            if (reached >= wanted * (1 - 1e-9))
                break;
        }

        return offset;
    }
}
