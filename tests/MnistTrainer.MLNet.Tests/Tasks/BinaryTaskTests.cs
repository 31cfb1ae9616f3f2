using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Telling yes from no looks to ML.NET as it does with a calibrated trainer of its own.</summary>
public sealed class BinaryTaskTests
{
    private readonly MLContext _context = new(1);

    private sealed class Question
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Answer
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    // A network without a hidden layer is logistic regression, which cannot tell these apart.
    private static Question[] ExclusiveOr(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => ((float)random.NextDouble() - 0.5f, (float)random.NextDouble() - 0.5f))
                .Select(point => new Question { Features = [2 * point.Item1, 2 * point.Item2], Label = point.Item1 * point.Item2 > 0 }),
        ];
    }

    [Fact]
    public void Exclusive_or_is_learned_where_a_linear_trainer_fails()
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
    public void Columns_are_those_of_a_calibrated_trainer_of_ML_NETs()
    {
        IDataView data = _context.Data.LoadFromEnumerable(ExclusiveOr(50));
        DataViewSchema ours = Trainer(Options(1)).Fit(data).GetOutputSchema(data.Schema);
        DataViewSchema theirs = _context.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(data).GetOutputSchema(data.Schema);
        Assert.Equal(theirs.Select(Described.Column), ours.Select(Described.Column));
    }

    [Fact]
    public void A_single_answer_holds_together()
    {
        NeuralNetworkTransformer model = Trainer(Options(30)).Fit(_context.Data.LoadFromEnumerable(ExclusiveOr(400)));
        using PredictionEngine<Question, Answer> engine = _context.Model.CreatePredictionEngine<Question, Answer>(model);
        float[] output = new float[1];
        using Scorer scorer = new(model.Model);
        foreach (Question question in ExclusiveOr(40, seed: 5))
        {
            Answer answer = engine.Predict(question);
            scorer.Score(question.Features, output);
            Assert.Equal(answer.Score > 0, answer.PredictedLabel);
            Assert.Equal(1 / (1 + Math.Exp(-answer.Score)), answer.Probability, 1e-6);
            Assert.Equal(output[0], answer.Probability, 1e-6);
        }
    }

    [Fact]
    public void Class_weights_move_the_answer_towards_the_class_that_counts_more()
    {
        // Features tell nothing, and one in four is a yes.
        Question[] rows = [.. Enumerable.Range(0, 400).Select(i => new Question { Label = i % 4 == 0, Features = [0, 0] })];
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
    public void Another_last_activation_is_rejected() =>
        Assert.Contains(
            "expected sigmoid as the activation of the last layer, found tanh",
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
