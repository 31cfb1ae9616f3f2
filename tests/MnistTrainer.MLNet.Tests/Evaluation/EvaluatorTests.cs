using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Our evaluators give the metrics of ML.NET's for each output, and worked examples where ML.NET has none.</summary>
public sealed class EvaluatorTests
{
    private readonly MLContext _context = new(1);

    private sealed class Numbers
    {
        [VectorType(2)]
        public float[] Label { get; set; } = [];

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }

    private sealed class OneNumber
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class Labels
    {
        [VectorType(3)]
        public bool[] Label { get; set; } = [];

        [VectorType(3)]
        public bool[] PredictedLabel { get; set; } = [];

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [VectorType(3)]
        public float[] Probability { get; set; } = [];
    }

    private sealed class OneLabel
    {
        public bool Label { get; set; }

        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    private sealed class Estimates
    {
        public float Label { get; set; }

        [VectorType(3)]
        public float[] Quantiles { get; set; } = [];
    }

    [Fact]
    public void Each_number_has_the_metrics_of_ML_NET()
    {
        Random random = new(5);
        Numbers[] rows =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(_ => new Numbers
                {
                    Label = [random.NextSingle(), 100 * random.NextSingle()],
                    Score = [random.NextSingle(), 100 * random.NextSingle()],
                }),
        ];
        MultiOutputRegressionMetrics ours = _context.Regression.EvaluateMultiOutput(_context.Data.LoadFromEnumerable(rows));
        for (int i = 0; i < 2; i++)
        {
            RegressionMetrics theirs = _context.Regression.Evaluate(
                _context.Data.LoadFromEnumerable(rows.Select(row => new OneNumber { Label = row.Label[i], Score = row.Score[i] }))
            );
            OutputRegressionMetrics output = ours.PerOutput[i];
            Assert.Equal(200, output.Count);
            AssertClose(theirs.MeanAbsoluteError, output.MeanAbsoluteError);
            AssertClose(theirs.MeanSquaredError, output.MeanSquaredError);
            AssertClose(theirs.RootMeanSquaredError, output.RootMeanSquaredError);
            AssertClose(theirs.RSquared, output.RSquared);
        }

        AssertClose(ours.PerOutput.Average(output => output.RSquared), ours.RSquared);
        AssertClose(ours.PerOutput.Average(output => output.RootMeanSquaredError), ours.RootMeanSquaredError);
        AssertClose(ours.PerOutput.Average(output => output.MeanSquaredError), ours.MeanSquaredError);
        AssertClose(ours.PerOutput.Average(output => output.MeanAbsoluteError), ours.MeanAbsoluteError);
    }

    [Fact]
    public void Missing_labels_are_left_out_and_missing_scores_counted()
    {
        Numbers[] rows =
        [
            new() { Label = [1, float.NaN], Score = [2, 5] },
            new() { Label = [3, 7], Score = [3, float.NaN] },
            new() { Label = [5, 9], Score = [4, 6] },
        ];
        MultiOutputRegressionMetrics metrics = _context.Regression.EvaluateMultiOutput(_context.Data.LoadFromEnumerable(rows));
        Assert.Equal([(3, 0), (1, 1)], metrics.PerOutput.Select(output => (output.Count, output.MissingScores)));
        AssertClose(2.0 / 3, metrics.PerOutput[0].MeanAbsoluteError);

        // Labels 1, 3, 5: squared errors 1 + 0 + 1 against 4 + 0 + 4 from the mean.
        AssertClose(0.75, metrics.PerOutput[0].RSquared);
        AssertClose(9, metrics.PerOutput[1].MeanSquaredError);
    }

    [Fact]
    public void Each_label_has_the_metrics_of_ML_NET()
    {
        Random random = new(6);
        Labels[] rows = [.. Enumerable.Range(0, 300).Select(_ => Random(random))];
        MultiLabelClassificationMetrics ours = _context.BinaryClassification.EvaluateMultiLabel(_context.Data.LoadFromEnumerable(rows));
        for (int i = 0; i < 3; i++)
        {
            CalibratedBinaryClassificationMetrics theirs = _context.BinaryClassification.Evaluate(
                _context.Data.LoadFromEnumerable(
                    rows.Select(row => new OneLabel
                    {
                        Label = row.Label[i],
                        PredictedLabel = row.PredictedLabel[i],
                        Score = row.Score[i],
                        Probability = row.Probability[i],
                    })
                )
            );
            LabelMetrics label = ours.PerLabel[i];
            AssertClose(theirs.Accuracy, label.Accuracy);
            AssertClose(theirs.AreaUnderRocCurve, label.AreaUnderRocCurve);
            AssertClose(theirs.PositivePrecision, label.PositivePrecision);
            AssertClose(theirs.PositiveRecall, label.PositiveRecall);
            AssertClose(theirs.F1Score, label.F1Score);
            AssertClose(theirs.LogLoss, label.LogLoss);
        }

        AssertClose(ours.PerLabel.Average(label => 1 - label.Accuracy), ours.HammingLoss);
        AssertClose(ours.PerLabel.Average(label => label.LogLoss), ours.LogLoss);
        AssertClose(ours.PerLabel.Average(label => label.F1Score), ours.MacroF1Score);
        AssertClose(ours.PerLabel.Average(label => label.AreaUnderRocCurve), ours.MacroAreaUnderRocCurve);
        AssertClose(rows.Average(row => row.Label.SequenceEqual(row.PredictedLabel) ? 1.0 : 0), ours.SubsetAccuracy);
    }

    /// <summary>
    /// Labels (1, 0, 1), (0, 1, 0) against predictions (1, 0, 0), (0, 1, 1): 2 true positives, 1 false positive, 1 false negative; no row is correct; the labels' F1 scores are
    /// 1, 1 and 0.
    /// </summary>
    [Fact]
    public void Micro_and_macro_F1_are_those_of_the_worked_example()
    {
        Labels[] rows = [Row([true, false, true], [true, false, false]), Row([false, true, false], [false, true, true])];
        MultiLabelClassificationMetrics metrics = _context.BinaryClassification.EvaluateMultiLabel(_context.Data.LoadFromEnumerable(rows));
        AssertClose(2.0 * 2 / ((2 * 2) + 1 + 1), metrics.MicroF1Score);
        AssertClose(2.0 / 3, metrics.MacroF1Score);
        AssertClose(0, metrics.SubsetAccuracy);
        AssertClose(2.0 / 6, metrics.HammingLoss);
        Assert.Equal([1.0, 1, 0], metrics.PerLabel.Select(label => label.AreaUnderRocCurve));
    }

    [Fact]
    public void A_row_without_scores_is_wrong()
    {
        Labels right = Row([true, false, true], [true, false, true]),
            missing = Row([true, false, true], [false, false, false]);
        (missing.Score, missing.Probability) = ([float.NaN, float.NaN, float.NaN], [float.NaN, float.NaN, float.NaN]);
        MultiLabelClassificationMetrics metrics = _context.BinaryClassification.EvaluateMultiLabel(
            _context.Data.LoadFromEnumerable([right, missing])
        );
        Assert.All(metrics.PerLabel, label => Assert.Equal(0.5, label.Accuracy));
        AssertClose(0.5, metrics.SubsetAccuracy);
        Assert.InRange(metrics.LogLoss, -Math.Log2(1e-15) / 2, 30);
    }

    /// <summary>Labels 10 and 20 with estimates (8, 11, 12) and (21, 22, 25) of the levels 0.1, 0.5 and 0.9.</summary>
    [Fact]
    public void Pinball_loss_coverage_and_width_are_those_of_the_worked_example()
    {
        Estimates[] rows = [new() { Label = 10, Quantiles = [8, 11, 12] }, new() { Label = 20, Quantiles = [21, 22, 25] }];
        QuantileRegressionMetrics metrics = _context.Regression.EvaluateQuantiles(Named(rows, "0.1", "0.5", "0.9"));
        AssertClose(((0.1 * 2) + (0.9 * 1)) / 2, metrics.PerQuantile[0].PinballLoss);
        AssertClose(((0.5 * 1) + (0.5 * 2)) / 2, metrics.PerQuantile[1].PinballLoss);
        AssertClose(((0.1 * 2) + (0.1 * 5)) / 2, metrics.PerQuantile[2].PinballLoss);
        Assert.Equal([0.5, 1, 1], metrics.PerQuantile.Select(quantile => quantile.Coverage));
        IntervalMetrics interval = Assert.Single(metrics.Intervals);
        Assert.Equal(new IntervalMetrics(0.1, 0.9, 0.5, 4), interval);
        Assert.Equal(2, metrics.Count);
    }

    [Fact]
    public void The_bounds_belong_to_the_interval()
    {
        Estimates[] rows = [new() { Label = 8, Quantiles = [8, 11, 12] }, new() { Label = 12, Quantiles = [8, 11, 12] }];
        QuantileRegressionMetrics metrics = _context.Regression.EvaluateQuantiles(Named(rows, "0.1", "0.5", "0.9"));
        Assert.Equal(1, metrics.Intervals[0].Coverage);
        Assert.Equal([0.5, 0.5, 1], metrics.PerQuantile.Select(quantile => quantile.Coverage));
    }

    [Fact]
    public void Columns_that_cannot_be_evaluated_are_named()
    {
        Estimates[] rows = [new() { Label = 10, Quantiles = [8, 11, 12] }];
        Assert.Contains(
            "column 'Quantiles': expected slot names that are ascending levels between 0 and 1, found 0.9, 0.5, 0.1",
            Assert.Throws<InvalidInputException>(() => _context.Regression.EvaluateQuantiles(Named(rows, "0.9", "0.5", "0.1"))).Message,
            StringComparison.Ordinal
        );
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        Assert.Contains(
            "Schema mismatch for label column 'Label': expected known-size vector of Single, got Single",
            Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.EvaluateMultiOutput(data)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Could not find score column 'Score'",
            Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.EvaluateMultiOutput(data, "Quantiles")).Message,
            StringComparison.Ordinal
        );
        IDataView numbers = _context
            .Transforms.Concatenate("Three", "Label", "Label", "Label")
            .Fit(data)
            .Transform(_context.Transforms.Concatenate("Score", "Label", "Label").Fit(data).Transform(data));
        Assert.Contains(
            "column 'Score': expected 3 values, as label column 'Three' has, found 2",
            Assert.Throws<InvalidInputException>(() => _context.Regression.EvaluateMultiOutput(numbers, "Three")).Message,
            StringComparison.Ordinal
        );
    }

    private static void AssertClose(double expected, double found) => Assert.Equal(expected, found, 1e-6 * Math.Max(1, Math.Abs(expected)));

    private static Labels Row(bool[] label, bool[] predicted) =>
        new()
        {
            Label = label,
            PredictedLabel = predicted,
            Score = [.. predicted.Select(isTrue => isTrue ? 1f : -1)],
            Probability = [.. predicted.Select(isTrue => isTrue ? 0.75f : 0.25f)],
        };

    private static Labels Random(Random random)
    {
        // Some scores are equal.
        float[] scores = [.. Enumerable.Range(0, 3).Select(_ => random.Next(-8, 9) / 4f)];
        return new Labels
        {
            Label = [.. scores.Select((score, i) => random.NextDouble() * (i + 1) < 0.5 + (score / 8))],
            PredictedLabel = [.. scores.Select(score => score > 0)],
            Score = scores,
            Probability = [.. scores.Select(score => 1 / (1 + MathF.Exp(-score)))],
        };
    }

    /// <summary>The rows with slot names, which Concatenate gives by the names of its columns.</summary>
    private IDataView Named(Estimates[] rows, params string[] names)
    {
        IDataView data = _context.Data.LoadFromEnumerable(
            rows.Select(row => new Three
            {
                Label = row.Label,
                First = row.Quantiles[0],
                Second = row.Quantiles[1],
                Third = row.Quantiles[2],
            })
        );
        return _context
            .Transforms.CopyColumns(names[0], "First")
            .Append(_context.Transforms.CopyColumns(names[1], "Second"))
            .Append(_context.Transforms.CopyColumns(names[2], "Third"))
            .Append(_context.Transforms.Concatenate("Quantiles", names))
            .Fit(data)
            .Transform(data);
    }

    private sealed class Three
    {
        public float Label { get; set; }

        public float First { get; set; }

        public float Second { get; set; }

        public float Third { get; set; }
    }
}
