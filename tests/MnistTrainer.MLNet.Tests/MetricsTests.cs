using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Our metrics equal those of ML.NET.</summary>
public sealed class MetricsTests
{
    private const int Classes = 5;
    private readonly MLContext _context = new(1);

    // Keys start at 0 in this class and at 1 in ML.NET, which adds 1.
    private sealed class ScoredRow
    {
        [KeyType(Classes)]
        public uint Label { get; set; }

        [KeyType(Classes)]
        public uint PredictedLabel { get; set; }

        [VectorType(Classes)]
        public float[] Score { get; set; } = [];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Metrics_of_random_scores_equal_those_of_ML_NET(int seed)
    {
        Random random = new(seed);
        ScoredRow[] rows = [.. Enumerable.Range(0, 500).Select(_ => RandomRow(random))];

        // A probability of 0 for the label, for the bound of the log-loss.
        rows[0] = new ScoredRow
        {
            Label = 1,
            PredictedLabel = 0,
            Score = [1, 0, 0, 0, 0],
        };
        AssertEqual(
            _context.Data.LoadFromEnumerable(rows),
            [.. rows.Select(row => (int)row.Label)],
            [.. rows.SelectMany(row => row.Score)]
        );
    }

    [Fact]
    public void Metrics_of_a_network_equal_those_of_ML_NET()
    {
        Samples<byte> samples = Images(400, seed: 11);
        NeuralNetworkTransformer model = _context
            .MulticlassClassification.Trainers.NeuralNetwork(Options(1))
            .Fit(_context.Data.LoadFromSamples(Images(40)));
        IDataView scored = model.Transform(_context.Data.LoadFromSamples(samples));
        AssertEqual(scored, samples.Labels.ToArray(), ScoresOf(scored));
        using BulkScorer bulk = new(model.Model, samples, threads: 1);
        MulticlassClassificationMetrics theirs = _context.MulticlassClassification.Evaluate(scored);
        Assert.Equal(theirs.MicroAccuracy, bulk.Measure(TestContext.Current.CancellationToken).MicroAccuracy);
        Assert.InRange(theirs.MicroAccuracy, 0.4, 0.999);
    }

    private static ScoredRow RandomRow(Random random)
    {
        float[] scores = [.. Enumerable.Range(0, Classes).Select(_ => (float)Math.Pow(random.NextDouble(), 3))];
        float sum = scores.Sum();
        for (int i = 0; i < scores.Length; i++)
            scores[i] /= sum;

        // The last class is never a label, so it has no recall.
        return new ScoredRow
        {
            Label = (uint)random.Next(Classes - 1),
            PredictedLabel = (uint)Array.IndexOf(scores, scores.Max()),
            Score = scores,
        };
    }

    private void AssertEqual(IDataView scored, int[] labels, float[] scores)
    {
        int classes = scores.Length / labels.Length;
        ClassificationMetrics ours = ClassificationMetrics.Compute(labels, scores, [.. Enumerable.Range(0, classes).Select(i => $"{i}")]);
        for (int k = 1; k <= classes; k++)
        {
            MulticlassClassificationMetrics theirs = _context.MulticlassClassification.Evaluate(scored, topKPredictionCount: k);
            Assert.Equal(theirs.TopKAccuracy, ours.TopKAccuracy(k), 1e-12);
            Assert.Equal(theirs.MicroAccuracy, ours.MicroAccuracy, 1e-12);
            Assert.Equal(theirs.MacroAccuracy, ours.MacroAccuracy, 1e-12);
            Assert.Equal(theirs.LogLoss, ours.LogLoss, 1e-9);
            for (int i = 0; i < classes; i++)
            {
                Assert.Equal(theirs.ConfusionMatrix.PerClassPrecision[i], ours.PerClass[i].Precision, 1e-12);
                Assert.Equal(theirs.ConfusionMatrix.PerClassRecall[i], ours.PerClass[i].Recall, 1e-12);
                for (int j = 0; j < classes; j++)
                    Assert.Equal(theirs.ConfusionMatrix.GetCountForClassPair(j, i), ours.ConfusionMatrix[i, j]);
            }
        }
    }
}
