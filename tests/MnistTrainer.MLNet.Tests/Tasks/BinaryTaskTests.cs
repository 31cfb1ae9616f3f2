using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Binary classification works like a calibrated trainer of ML.NET.</summary>
public sealed class BinaryTaskTests
{
    private readonly MLContext _context = new(1);

    private sealed class Point
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    // Not linearly separable, so logistic regression fails.
    private static Point[] ExclusiveOr(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => ((float)random.NextDouble() - 0.5f, (float)random.NextDouble() - 0.5f))
                .Select(point => new Point { Features = [2 * point.Item1, 2 * point.Item2], Label = point.Item1 * point.Item2 > 0 }),
        ];
    }

    [Fact]
    public void Learns_exclusive_or_where_a_linear_trainer_fails()
    {
        IDataView train = _context.Data.LoadFromEnumerable(ExclusiveOr(400)),
            test = _context.Data.LoadFromEnumerable(ExclusiveOr(400, seed: 4));
        CalibratedBinaryClassificationMetrics ours = _context.BinaryClassification.Evaluate(
            Trainer(Options(30)).Fit(train).Transform(test)
        );
        CalibratedBinaryClassificationMetrics theirs = _context.BinaryClassification.Evaluate(
            _context.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(train).Transform(test)
        );
        Assert.InRange(theirs.Accuracy, 0, 0.7);
        Assert.InRange(ours.Accuracy, 0.93, 1);
        Assert.InRange(ours.AreaUnderRocCurve, 0.98, 1);
        Assert.InRange(ours.LogLoss, 0, 0.4);
    }

    [Fact]
    public void Has_the_columns_of_a_calibrated_trainer_of_ML_NET()
    {
        IDataView data = _context.Data.LoadFromEnumerable(ExclusiveOr(50));
        DataViewSchema ours = Trainer(Options(1)).Fit(data).GetOutputSchema(data.Schema);
        DataViewSchema theirs = _context
            .BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 2)
            .Fit(data)
            .GetOutputSchema(data.Schema);
        Assert.Equal(theirs.Select(SchemaText.Column), ours.Select(SchemaText.Column));
    }

    [Fact]
    public void Label_score_and_probability_are_consistent()
    {
        NeuralNetworkTransformer model = Trainer(Options(30)).Fit(_context.Data.LoadFromEnumerable(ExclusiveOr(400)));
        using PredictionEngine<Point, Prediction> engine = _context.Model.CreatePredictionEngine<Point, Prediction>(model);
        float[] output = new float[1];
        using Scorer scorer = new(model.Model);
        foreach (Point point in ExclusiveOr(40, seed: 5))
        {
            Prediction prediction = engine.Predict(point);
            scorer.Score(point.Features, output);
            Assert.Equal(prediction.Score > 0, prediction.PredictedLabel);
            Assert.Equal(1 / (1 + Math.Exp(-prediction.Score)), prediction.Probability, 1e-6);
            Assert.Equal(output[0], prediction.Probability, 1e-6);
        }
    }

    [Fact]
    public void Class_weights_shift_the_probability()
    {
        // The features carry no information, and one row in four is positive.
        Point[] rows = [.. Enumerable.Range(0, 400).Select(i => new Point { Label = i % 4 == 0, Features = [0, 0] })];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        double ProbabilityWith(ClassWeights? weights)
        {
            NeuralNetworkTrainer.Options options = Options(60);
            return Trainer(options with { Training = options.Training with { ClassWeights = weights } })
                .Fit(data)
                .Transform(data)
                .GetColumn<float>("Probability")
                .First();
        }

        Assert.Equal(0.25, ProbabilityWith(null), 0.02);
        Assert.Equal(0.5, ProbabilityWith(ClassWeights.Balanced), 0.02);
        Assert.Equal(0.4, ProbabilityWith(ClassWeights.Of(new Dictionary<string, float> { ["True"] = 2 })), 0.02);
    }

    [Fact]
    public void Rejects_another_output_activation() =>
        Assert.Contains(
            "OutputActivation: expected sigmoid, found tanh",
            Assert
                .Throws<InvalidInputException>(() =>
                    Trainer(Options(1) with { OutputActivation = Activation.Tanh }).Fit(_context.Data.LoadFromEnumerable(ExclusiveOr(9)))
                )
                .Message,
            StringComparison.Ordinal
        );

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options options) =>
        _context.BinaryClassification.Trainers.NeuralNetwork(options);
}
