using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's OneVersusAll and PairwiseCoupling take the binary trainer; this project compiles against the real ML.NET.</summary>
public sealed class ManyClassesTests : IDisposable
{
    private static readonly string[] Kinds = ["setosa", "versicolor", "virginica"];

    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public enum Way
    {
        OneVersusAll,
        Margins,
        PairwiseCoupling,
    }

    private sealed class Flower
    {
        public string? Kind { get; set; }

        [VectorType(4)]
        public float[] Leaves { get; set; } = [];
    }

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Way.OneVersusAll)]
    [InlineData(Way.Margins)]
    [InlineData(Way.PairwiseCoupling)]
    public void They_are_about_as_accurate_as_one_network(Way way)
    {
        IDataView train = View(Flowers(300, seed: 1)),
            test = View(Flowers(600, seed: 2));
        IEstimator<ITransformer> one = _context.MulticlassClassification.Trainers.NeuralNetwork("Kind", "Leaves");
        double expected = Evaluate(Chain(one).Fit(train), test).MicroAccuracy;
        MulticlassClassificationMetrics metrics = Evaluate(Chain(Trainer(way)).Fit(train), test);
        Assert.InRange(expected, 0.9, 0.99);
        Assert.InRange(metrics.MicroAccuracy, expected - 0.02, 1);
        if (way != Way.Margins)
            Assert.InRange(metrics.LogLoss, 0, 0.25);
    }

    [Theory]
    [InlineData(Way.OneVersusAll)]
    [InlineData(Way.Margins)]
    [InlineData(Way.PairwiseCoupling)]
    public void A_saved_model_gives_the_same_scores_in_another_context(Way way)
    {
        IDataView data = View(Flowers(90, seed: 1));
        var model = Chain(Trainer(way)).Fit(data);
        _context.Model.Save(model, data.Schema, _folder["model.zip"]);

        MLContext other = new();
        ITransformer loaded = other.Model.Load(_folder["model.zip"], out DataViewSchema schema);
        Assert.Equal(["Kind", "Leaves"], schema.Select(column => column.Name));
        float[][] scores = Scores(model.Transform(data));
        Assert.Equal(scores, Scores(loaded.Transform(data)));
        Assert.Equal(90, scores.Distinct().Count());

        using PredictionEngine<Flower, Answer> engine = other.Model.CreatePredictionEngine<Flower, Answer>(loaded);
        foreach ((Flower flower, float[] score) in Flowers(90, seed: 1).Zip(scores))
        {
            Answer answer = engine.Predict(flower);
            Assert.Equal(score, answer.Score);
            Assert.Equal(Kinds[score.IndexOf(score.Max())], answer.PredictedLabel);
        }
    }

    /// <summary>The score of a class is the probability of its network, divided by the sum of all.</summary>
    [Fact]
    public void Scores_are_those_of_the_binary_trainer()
    {
        Flower[] flowers = Flowers(90, seed: 1);
        float[][] scores = Scores(Chain(Trainer(Way.OneVersusAll)).Fit(View(flowers)).Transform(View(flowers)));
        float[][] probabilities = [.. Kinds.Select(kind => ProbabilitiesOf(kind, flowers))];
        for (int row = 0; row < flowers.Length; row++)
        {
            float sum = probabilities.Sum(one => one[row]);
            for (int kind = 0; kind < Kinds.Length; kind++)
                Assert.Equal(probabilities[kind][row] / sum, scores[row][kind], 1e-5f);
        }
    }

    /// <summary>A class may be missing from the training rows, such as those of a fold.</summary>
    [Theory]
    [InlineData(Way.OneVersusAll)]
    [InlineData(Way.PairwiseCoupling)]
    public void A_class_without_rows_is_never_predicted(Way way)
    {
        Flower[] flowers = Flowers(90, seed: 1);
        var toKey = _context.Transforms.Conversion.MapValueToKey("Kind").Fit(View(flowers));
        IDataView two = toKey.Transform(View([.. flowers.Where(flower => flower.Kind != Kinds[2])]));
        float[][] scores = Scores(Trainer(way).Fit(two).Transform(two));
        Assert.All(scores, score => Assert.InRange(score[2], 0, 0.05f));
    }

    [Fact]
    public void Missing_features_are_scored_as_by_the_network()
    {
        Flower[] flowers = Flowers(90, seed: 1);
        for (int row = 0; row < flowers.Length; row += 7)
            flowers[row].Leaves[0] = float.NaN;
        float[][] scores = Scores(Chain(Trainer(Way.OneVersusAll)).Fit(View(flowers)).Transform(View(flowers)));
        Assert.All(scores, score => Assert.Equal(1, score.Sum(), 1e-5f));
    }

    [Fact]
    public void Members_are_averaged()
    {
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Kind",
            FeatureColumnName = "Leaves",
            NumberOfMembers = 2,
        };
        OneVersusAllTrainer trainer = _context.MulticlassClassification.Trainers.OneVersusAll(
            _context.BinaryClassification.Trainers.NeuralNetwork(options)
        );
        IDataView train = View(Flowers(300, seed: 1));
        Assert.InRange(Evaluate(Chain(trainer).Fit(train), View(Flowers(600, seed: 2))).MicroAccuracy, 0.9, 1);
    }

    [Fact]
    public void The_label_column_may_be_named_once()
    {
        OneVersusAllTrainer trainer = _context.MulticlassClassification.Trainers.OneVersusAll(
            _context.BinaryClassification.Trainers.NeuralNetwork(featureColumnName: "Leaves", numberOfIterations: 2),
            labelColumnName: "Kind"
        );
        IDataView data = View(Flowers(90, seed: 1));
        Assert.Equal(90, Scores(Chain(trainer).Fit(data).Transform(data)).Length);
    }

    [Fact]
    public void What_makes_no_sense_is_rejected()
    {
        var trainers = _context.MulticlassClassification.Trainers;
        Assert.Equal(
            "OneVersusAll: expected a trainer for binary classification, found one for another task. Pass mlContext.BinaryClassification.Trainers.NeuralNetwork(...).",
            Assert.Throws<InvalidInputException>(() => trainers.OneVersusAll(trainers.NeuralNetwork())).Message
        );
        NeuralNetworkTrainer.Options options = new()
        {
            CategoricalColumnNames = ["Soil"],
            ValidationSet = View([]),
            Checkpoints = new Checkpointing(_folder["checkpoints"]),
        };
        Assert.Equal(
            "Invalid options with PairwiseCoupling: CategoricalColumnNames must be empty: ML.NET passes on the features only; ValidationSet must be null: its label is not "
                + "that of a single class; Checkpoints must be null: all networks would write the same ones. Remove them, or use "
                + "MulticlassClassification.Trainers.NeuralNetwork.",
            Assert
                .Throws<InvalidInputException>(() =>
                    trainers.PairwiseCoupling(_context.BinaryClassification.Trainers.NeuralNetwork(options))
                )
                .Message
        );
    }

    /// <summary>Flowers whose leaves grow from kind to kind, as those of Fisher's irises.</summary>
    private static Flower[] Flowers(int count, int seed)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Flower { Kind = Kinds[i % 3], Leaves = [.. Enumerable.Range(0, 4).Select(leaf => Length(i % 3, leaf))] }),
        ];

        float Length(int kind, int leaf) =>
            2 + leaf + (kind * (leaf + 1) * 0.5f) + (2 * ((float)(random.NextDouble() + random.NextDouble()) - 1));
    }

    private IDataView View(Flower[] flowers) => _context.Data.LoadFromEnumerable(flowers);

    private EstimatorChain<ITransformer> Chain(IEstimator<ITransformer> trainer) =>
        new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.Conversion.MapValueToKey("Kind"))
            .Append(trainer)
            .Append<ITransformer>(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private IEstimator<ITransformer> Trainer(Way way)
    {
        NeuralNetworkTrainer binary = _context.BinaryClassification.Trainers.NeuralNetwork("Kind", "Leaves");
        return way switch
        {
            Way.OneVersusAll => _context.MulticlassClassification.Trainers.OneVersusAll(binary),
            Way.Margins => _context.MulticlassClassification.Trainers.OneVersusAll(binary, "Kind", useProbabilities: false),
            _ => _context.MulticlassClassification.Trainers.PairwiseCoupling(binary),
        };
    }

    private MulticlassClassificationMetrics Evaluate(TransformerChain<ITransformer> model, IDataView test) =>
        _context.MulticlassClassification.Evaluate(model.Transform(test), "Kind");

    private float[] ProbabilitiesOf(string kind, Flower[] flowers)
    {
        IDataView data = View(flowers);
        IDataView flagged = _context
            .Transforms.Conversion.MapValue("Label", Kinds.Select(name => KeyValuePair.Create(name, name == kind)), "Kind")
            .Fit(data)
            .Transform(data);
        NeuralNetworkTransformer model = _context.BinaryClassification.Trainers.NeuralNetwork(featureColumnName: "Leaves").Fit(flagged);
        return [.. model.Transform(flagged).GetColumn<float>("Probability")];
    }

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];
}
