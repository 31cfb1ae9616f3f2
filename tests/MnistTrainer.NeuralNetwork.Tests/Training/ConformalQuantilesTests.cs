namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Quantiles are moved by the order statistics of the residuals of rows that were not trained on.</summary>
public sealed class ConformalQuantilesTests
{
    /// <summary>By hand: of 19 residuals 1 to 19, the 18th of 20 places is the quantile of level 0.9, and the second that of 0.1.</summary>
    [Fact]
    public void Offsets_are_order_statistics_that_count_the_later_row()
    {
        float[] labels = [.. Enumerable.Range(1, 19).Select(i => (float)i)];
        Assert.Equal([2f, 0f, 18f], Fit(labels).Offsets);
        Assert.Equal([1f, 0f, 9f], Fit(labels[..9]).Offsets);
    }

    /// <summary>Of 9 residuals 1 to 9 and 10 places, the quantile of each tenth is the residual at its place, whichever way the level rounds as a float.</summary>
    [Fact]
    public void Each_tenth_of_ten_places_is_a_place()
    {
        float[] labels = [.. Enumerable.Range(1, 9).Select(i => (float)i)];
        for (int tenth = 1; tenth <= 4; tenth++)
            Assert.Equal([tenth, 0f, 10f - tenth], Fit(labels, tenth / 10f, 0.5f, (10 - tenth) / 10f).Offsets);
    }

    [Fact]
    public void Too_few_rows_for_a_level_give_the_outermost()
    {
        Assert.Equal([-3f, 0f, 8f], Fit([8, 5, -3]).Offsets);
        ConformalQuantiles none = new([0.1f, 0.5f, 0.9f]);
        Assert.Equal([0f, 0f, 0f], none.Offsets);
    }

    /// <summary>A row of weight 2 is two rows, where the mean weight is 1.</summary>
    [Fact]
    public void Rows_count_by_their_weights()
    {
        float[] labels = [.. Enumerable.Range(1, 30).Select(i => (float)i)],
            weights = [.. Enumerable.Range(0, 30).Select(i => (float)(i / 10))];
        float[] repeated = [.. labels.SelectMany((label, i) => Enumerable.Repeat(label, (int)weights[i]))];
        ConformalQuantiles weighted = new([0.2f, 0.5f, 0.7f]),
            plain = new([0.2f, 0.5f, 0.7f]);
        weighted.Add(Constant, Samples(labels).WithWeights(weights), threads: 1);
        plain.Add(Constant, Samples(repeated), threads: 1);
        Assert.Equal(plain.Offsets, weighted.Offsets);
        Assert.NotEqual(Fit(labels, 0.2f, 0.5f, 0.7f).Offsets, weighted.Offsets);
    }

    /// <summary>
    /// Of exchangeable rows, the later one is equally likely at each of the n + 1 places: with n = 19 it is below the quantile of level 0.9 with the probability 18/20, and
    /// below that of 0.1 with 2/20. The share in 4,000 draws has a standard deviation of 0.5 %.
    /// </summary>
    [Fact]
    public void The_share_of_later_labels_below_a_quantile_is_its_level()
    {
        RandomSource random = new(11);
        int below = 0,
            belowUpper = 0;
        const int draws = 4000;
        for (int draw = 0; draw < draws; draw++)
        {
            var offsets = Fit([.. Enumerable.Range(0, 19).Select(_ => (float)Math.Exp(random.NextGaussian()))]).Offsets;
            float later = (float)Math.Exp(random.NextGaussian());
            below += later < offsets[0] ? 1 : 0;
            belowUpper += later < offsets[2] ? 1 : 0;
        }

        Assert.InRange(below / (double)draws, 0.1 - 0.02, 0.1 + 0.02);
        Assert.InRange(belowUpper / (double)draws, 0.9 - 0.02, 0.9 + 0.02);
    }

    /// <summary>Estimates that cross are moved before they are put in order, and each member of an ensemble moves by as much.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Outputs_move_by_the_offsets(int members)
    {
        Network network = Network.EnsembleOf([.. Enumerable.Range(1, members).Select(seed => Random((ulong)seed))]);
        Samples samples = Samples([.. Enumerable.Range(0, 40).Select(i => (float)(i % 7))]);
        ConformalQuantiles quantiles = new([0.1f, 0.5f, 0.9f]);
        quantiles.Add(network, samples, threads: 2);
        Assert.Equal(40, quantiles.Rows);
        float[] before = Outputs(network, samples),
            after = Outputs(quantiles.Correct(network), samples);
        Assert.All(
            before.Zip(after).Select((pair, i) => (pair, i)),
            one => Assert.Equal(one.pair.First + quantiles.Offsets[one.i % 3], one.pair.Second, 1e-5f)
        );
        for (int level = 0; level < 3; level += 2)
        {
            int below = Enumerable.Range(0, 40).Count(row => samples.Targets[row * 3] <= after[(row * 3) + level] + 1e-5f);
            Assert.InRange(below, level == 0 ? 4 : 37, level == 0 ? 5 : 38);
        }
    }

    private static ConformalQuantiles Fit(float[] labels, params float[] levels)
    {
        ConformalQuantiles quantiles = new(levels.Length == 0 ? [0.1f, 0.5f, 0.9f] : [.. levels]);
        quantiles.Add(Constant, Samples(labels), threads: 1);
        return quantiles;
    }

    private static float[] Outputs(Network network, Samples samples)
    {
        List<float> all = [];
        NetworkDefinition unordered = network.Definition with { Outputs = OutputMeaning.Numbers };
        using BulkScorer scorer = new(Network.Create(unordered, network.Parameters), samples, threads: 1);
        scorer.Score((_, outputs) => all.AddRange(outputs), TestContext.Current.CancellationToken);
        return [.. all];
    }

    private static Network Constant => Network.Create(Definition, new float[Definition.CountParameters()]);

    private static Network Random(ulong seed) => Network.Create(Definition, seed);

    private static NetworkDefinition Definition =>
        NetworkDefinition.Dense(Shape.Vector(2), [4], ["0.1", "0.5", "0.9"], Activation.Tanh, Activation.Identity) with
        {
            Outputs = OutputMeaning.Quantiles,
            Scaling = InputScaling.None,
        };

    private static Samples Samples(float[] labels) =>
        new Samples<float>(
            Shape.Vector(2),
            [.. labels.SelectMany((_, i) => new[] { MathF.Sin(i), MathF.Cos(3 * i) })],
            labels: null,
            classNames: []
        ).WithTargets([.. labels.SelectMany(label => Enumerable.Repeat(label, 3))], ["0.1", "0.5", "0.9"]);
}
