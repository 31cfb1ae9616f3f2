namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class FeatureStatisticsTests
{
    [Fact]
    public void Columns_get_mean_0_and_deviation_1_whatever_their_units()
    {
        // Dollars, a share, and a constant.
        Samples<float> table = Table(3, row => [100_000 + (1_000 * (row % 7)), 0.001f * (row % 5), 42]);
        float[][] encoded = Encode(table, out _);
        for (int column = 0; column < 2; column++)
        {
            double mean = encoded.Average(row => (double)row[column]);
            Assert.Equal(0, mean, 0.1);
            Assert.Equal(1, Math.Sqrt(encoded.Average(row => Math.Pow(row[column] - mean, 2))), 0.15);
        }

        Assert.All(encoded, row => Assert.Equal(0, row[2]));
    }

    [Fact]
    public void A_column_of_zeros_and_ones_stays_and_one_of_mostly_zeros_keeps_its_zeros()
    {
        Samples<float> table = Table(2, row => [row % 4 == 0 ? 1 : 0, row % 5 == 0 ? 500 + row : 0]);
        float[][] encoded = Encode(table, out FeatureStatistics statistics);
        Assert.Equal([0, 0], statistics.Parameters[..2].ToArray());
        Assert.Equal(1, statistics.Parameters[2]);
        Assert.All(encoded.Where((_, row) => row % 5 != 0), row => Assert.Equal(0, row[1]));
        Assert.Equal(
            1,
            Math.Sqrt(Enumerable.Range(0, 1000).Average(row => Math.Pow(table.Row(row)[1] * statistics.Parameters[3], 2))),
            1e-4
        );
    }

    /// <summary>A number with too many digits would press all others together, even where clipping follows. A number that many rows have is no outlier.</summary>
    [Theory]
    [InlineData(1e9f)]
    [InlineData(-1e9f)]
    public void An_outlier_does_not_decide_about_the_scale_of_a_column(float outlier)
    {
        Samples<float> table = Table(
            3,
            row => [row == 17 ? outlier : row % 7, row == 17 ? outlier : row % 5 / 4 * 6, row % 20 == 0 ? outlier : row % 7]
        );
        ReadOnlySpan<float> parameters = FeatureStatistics.Of(table).Parameters;
        Assert.Equal([3, 0.5f], [parameters[0], parameters[3]], (x, y) => Math.Abs(x - y) < 0.05);
        Assert.Equal([0, 1 / MathF.Sqrt(36 / 5f)], [parameters[1], parameters[4]], (x, y) => Math.Abs(x - y) < 0.05);
        Assert.Equal(1 / (Math.Abs(outlier) * Math.Sqrt(0.05 * 0.95)), parameters[5], 1e-11);
    }

    [Fact]
    public void Every_ramp_spans_as_many_rows()
    {
        // A skewed column: ramps are short where rows are dense.
        Samples<float> table = Table(1, row => [MathF.Exp(row / 100f)]);
        float[][] encoded = Encode(table, out FeatureStatistics statistics);
        Assert.Equal(FeatureStatistics.MaximumRamps, statistics.Layer.Ramps);
        for (int ramp = 0; ramp < statistics.Layer.Ramps; ramp++)
            Assert.Equal(1000.0 / statistics.Layer.Ramps, encoded.Count(row => row[1 + ramp] is > 0 and < 1), 1.5);

        // The heights of all ramps of a row together are its rank, in ramps.
        Assert.Equal(statistics.Layer.Ramps / 2.0, encoded[500].Skip(1).Sum(), 0.1);
    }

    [Fact]
    public void Grades_have_no_ramps_and_many_columns_have_fewer()
    {
        Assert.Equal(0, FeatureStatistics.Of(Table(1, row => [row % 8])).Layer.Ramps);
        Assert.Equal(0, FeatureStatistics.Of(Table(1, row => [row]), withRamps: false).Layer.Ramps);
        Assert.Equal(20 * 11, FeatureStatistics.Of(Table(20, Different(20)), withWaves: false).Layer.Ramps);
        Assert.Equal(60 * 4, FeatureStatistics.Of(Table(60, Different(60))).Layer.Ramps);
        Assert.Equal(0, FeatureStatistics.Of(Table(200, Different(200))).Layer.Ramps);
    }

    [Fact]
    public void Few_columns_of_many_values_have_waves_and_fewer_ramps()
    {
        // A flag, grades, and numbers of which one column is mostly 0.
        Samples<float> table = Table(4, row => [row % 2, row % 8, row % 5 < 3 ? 0 : 1 + row, MathF.Exp(row / 100f)]);
        FeatureStatistics statistics = FeatureStatistics.Of(table);
        PeriodicEmbedding waves = Assert.Single(statistics.FrontLayers.OfType<PeriodicEmbedding>());
        Assert.Equal(2, waves.Columns);
        Assert.Equal(2 * FeatureStatistics.MaximumRampsBesideWaves, statistics.Layer.Ramps);
        NetworkDefinition definition = new()
        {
            InputShape = table.Shape,
            Layers = [.. statistics.FrontLayers, new Dense(1, Activation.Identity)],
            ClassNames = ["y"],
            Scaling = InputScaling.None,
        };
        Network network = statistics.ApplyTo(Network.Create(definition));
        Assert.Equal([2, 3], network.LayerParameters(1)[^2..].ToArray());
        Assert.Equal([2, 3], network.Redraw(9).LayerParameters(1)[^2..].ToArray());
        Assert.Single(FeatureStatistics.Of(Table(20, Different(20))).FrontLayers.OfType<PeriodicEmbedding>());
        Assert.Empty(FeatureStatistics.Of(Table(21, Different(21))).FrontLayers.OfType<PeriodicEmbedding>());
        Assert.Contains(
            "functions of 1 columns",
            Assert
                .Throws<InvalidInputException>(() => FeatureStatistics.Of(Table(4, row => [row, 1, 1, 1])).ApplyTo(With(statistics)))
                .Message,
            StringComparison.Ordinal
        );

        Network With(FeatureStatistics of) =>
            Network.Create(
                definition with
                {
                    Layers =
                    [
                        FeatureStatistics.Of(Table(4, row => [row, 1, 1, 1])).Layer,
                        .. of.FrontLayers[1..],
                        new Dense(1, Activation.Identity),
                    ],
                }
            );
    }

    /// <summary>Of many rows, ramps are as fine as waves; of very few, waves fit noise. Waves that are asked for are there.</summary>
    [Theory]
    [InlineData(FeatureStatistics.VeryFewRows, null, 1, FeatureStatistics.MaximumRampsBesideWaves)]
    [InlineData(FeatureStatistics.VeryFewRows - 1, null, 0, FeatureStatistics.MaximumRampsBesideWaves)]
    [InlineData(FeatureStatistics.VeryFewRows - 1, true, 1, FeatureStatistics.MaximumRampsBesideWaves)]
    [InlineData(FeatureStatistics.FewRows, null, 1, FeatureStatistics.MaximumRampsBesideWaves)]
    [InlineData(FeatureStatistics.FewRows, false, 0, FeatureStatistics.MaximumRamps)]
    [InlineData(FeatureStatistics.FewRows + 1, null, 0, FeatureStatistics.MaximumRamps)]
    [InlineData(FeatureStatistics.FewRows + 1, true, 1, FeatureStatistics.MaximumRamps)]
    public void Tables_of_few_rows_have_waves(int rows, bool? withWaves, int expected, int ramps)
    {
        FeatureSample sample = new(1, rows);
        for (int row = 0; row < rows; row++)
            sample.Add([row]);
        FeatureStatistics statistics = FeatureStatistics.Of(sample, withWaves: withWaves);
        Assert.Equal(expected, statistics.FrontLayers.Count(layer => layer is PeriodicEmbedding));
        Assert.Equal(ramps, statistics.Layer.Ramps);
    }

    /// <summary>A sixth of the root of the rows, for numbers to estimate from more rows than have waves.</summary>
    [Theory]
    [InlineData("squared-error", 3_000, 24)]
    [InlineData("squared-error", 3_001, 9)]
    [InlineData("squared-error", 9_216, 16)]
    [InlineData("squared-error", 20_736, 24)]
    [InlineData("squared-error", 5_000_000_000, 24)]
    [InlineData("softmax-cross-entropy", 4_096, 24)]
    [InlineData("sigmoid-cross-entropy", 4_096, 24)]
    public void Regressions_of_few_rows_have_fewer_ramps(string loss, long rows, int expected) =>
        Assert.Equal(expected, TableDefaults.MaximumRampsOf(Loss.Parse(loss), rows));

    [Fact]
    public void A_column_has_at_most_as_many_ramps_as_asked_for()
    {
        FeatureSample sample = new(1, FeatureStatistics.FewRows + 1);
        for (int row = 0; row <= FeatureStatistics.FewRows; row++)
            sample.Add([row]);
        Assert.Equal(7, FeatureStatistics.Of(sample, maximumRamps: 7).Layer.Ramps);
        Assert.Equal(7, FeatureStatistics.Of(sample, withWaves: true, maximumRamps: 7).Layer.Ramps);
    }

    [Fact]
    public void Missing_values_are_counted_nowhere_and_indicated()
    {
        Samples<float> table = Table(
            2,
            row =>
                [
                    row,
                    row % 3 == 0 ? float.NaN
                    : row % 2 == 0 ? 10
                    : 20,
                ]
        );
        float[][] encoded = Encode(table, out FeatureStatistics statistics);
        Assert.Equal(1, statistics.Layer.Indicators);
        Assert.Equal(15, statistics.Parameters[1], 0.1f);
        Assert.All(encoded.Index(), row => Assert.Equal(row.Index % 3 == 0 ? 1 : 0, row.Item[^1]));
        Assert.All(encoded.Where((_, row) => row % 3 == 0), row => Assert.Equal(0, row[1]));
    }

    /// <summary>One row in a hundred thousand has the flag, and one is the only one with a number: neither is likely among the rows counted.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rare_value_is_not_erased(bool isCounted)
    {
        const int Rows = 100_000;
        FeatureSample sample = new(3, isCounted ? Rows : null);
        for (int row = 0; row < Rows; row++)
            sample.Add([row == 77_777 ? 1 : 0, row == 77_777 ? 5_000 : 0, row == 77_777 ? float.NaN : row % 9]);
        FeatureStatistics statistics = FeatureStatistics.Of(sample);
        Assert.Equal([0, 0], statistics.Parameters[..2].ToArray());
        Assert.Equal([1, 1 / 5_000f], statistics.Parameters[3..5].ToArray());
        Assert.Equal(1, statistics.Layer.Indicators);
        Assert.Equal(2, statistics.Parameters[^1]);
    }

    /// <summary>Of rows in order, those kept are from all over the table.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sorted_rows_are_counted_from_the_first_to_the_last(bool isCounted)
    {
        const int Rows = 50_000;
        FeatureSample sample = new(1, isCounted ? Rows : null);
        for (int row = 0; row < Rows; row++)
            sample.Add([row]);
        FeatureStatistics statistics = FeatureStatistics.Of(sample, withWaves: false);
        Assert.Equal(Rows / 2.0, statistics.Parameters[0], 0.02 * Rows);
        Assert.Equal(Math.Sqrt(12) / Rows, statistics.Parameters[1], 0.02 * Math.Sqrt(12) / Rows);
        ReadOnlySpan<float> starts = statistics.Parameters.Slice(2 + FeatureStatistics.MaximumRamps, FeatureStatistics.MaximumRamps);
        for (int ramp = 0; ramp < starts.Length; ramp++)
            Assert.Equal((double)ramp * Rows / starts.Length, starts[ramp], 0.02 * Rows);
    }

    [Fact]
    public void A_column_of_mostly_zeros_has_no_more_ramps_than_another() =>
        Assert.Equal(
            FeatureStatistics.MaximumRamps,
            FeatureStatistics.Of(Table(1, row => [row % 5 < 3 ? 0 : 1 + row]), withWaves: false).Layer.Ramps
        );

    [Fact]
    public void The_smallest_numbers_there_are_stay_finite()
    {
        float[][] encoded = Encode(Table(1, row => [row * float.Epsilon]), out _);
        Assert.All(encoded, row => Assert.All(row, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_column_without_any_value_is_zero()
    {
        float[][] encoded = Encode(Table(2, row => [float.NaN, row]), out FeatureStatistics statistics);
        Assert.Equal(1, statistics.Layer.Indicators);
        Assert.All(encoded, row => Assert.Equal(0, row[0]));
    }

    [Fact]
    public void Rejects_a_network_with_another_first_layer()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(1), [], ["y"], Activation.ReLU, Activation.Identity);
        Assert.Contains(
            "feature-encoding",
            Assert
                .Throws<InvalidInputException>(() => FeatureStatistics.Of(Table(1, row => [row])).ApplyTo(Network.Create(definition)))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Func<int, float[]> Different(int width) => row => [.. Enumerable.Range(1, width).Select(i => (float)(row * i % 997))];

    private static Samples<float> Table(int width, Func<int, float[]> row) =>
        new(Shape.Vector(width), [.. Enumerable.Range(0, 1000).SelectMany(row)], null, []);

    private static float[][] Encode(Samples<float> table, out FeatureStatistics statistics)
    {
        statistics = FeatureStatistics.Of(table, withWaves: false);
        NetworkDefinition definition = new()
        {
            InputShape = table.Shape,
            Layers = [statistics.Layer, new Dense(1, Activation.Identity)],
            ClassNames = ["y"],
            Scaling = InputScaling.None,
        };
        return
        [
            .. LayerProblems
                .Forward(statistics.ApplyTo(Network.Create(definition)), table, 0, isTraining: false)
                .Chunk(statistics.Layer.OutputShape(table.Shape).Size),
        ];
    }
}
