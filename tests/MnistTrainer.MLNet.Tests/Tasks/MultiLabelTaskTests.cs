using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.MLNet.Tests;

/// <summary>One network gives several labels a probability each.</summary>
public sealed class MultiLabelTaskTests
{
    private static readonly string[] Names = ["IsRight", "IsHigh", "IsOutside"];

    private readonly MLContext _context = new(1);

    private sealed record Row
    {
        public bool IsRight { get; init; }

        public bool IsHigh { get; init; }

        public bool IsOutside { get; init; }

        [VectorType(3)]
        public float[] Partly { get; init; } = [];

        [VectorType(2)]
        public float[] Features { get; init; } = [];
    }

    private sealed class Prediction
    {
        public bool[] PredictedLabel { get; set; } = [];

        public float[] Score { get; set; } = [];

        public float[] Probability { get; set; } = [];
    }

    /// <summary>Points, and whether they are right of 0, above 0, and outside a circle. In the third, every second label is unknown.</summary>
    private static Row[] Rows(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    (float x, float y) = ((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1);
                    bool[] truth = [x > 0, y > 0, (x * x) + (y * y) > 0.6f];
                    return new Row
                    {
                        Features = [x, y],
                        IsRight = truth[0],
                        IsHigh = truth[1],
                        IsOutside = truth[2],
                        Partly =
                        [
                            .. truth.Select(
                                (isTrue, label) =>
                                    (i + label) % 2 == 0 ? float.NaN
                                    : isTrue ? 1
                                    : 0
                            ),
                        ],
                    };
                }),
        ];
    }

    [Fact]
    public void Classifies_as_well_as_a_network_for_each_label()
    {
        IDataView train = Data(Rows(1000)),
            test = Data(Rows(500, seed: 4));
        MultiLabelClassificationMetrics metrics = _context.BinaryClassification.EvaluateMultiLabel(Trainer().Fit(train).Transform(test));
        Assert.Equal(Names, metrics.PerLabel.Select(label => label.Name));
        foreach (LabelMetrics label in metrics.PerLabel)
        {
            CalibratedBinaryClassificationMetrics alone = _context.BinaryClassification.Evaluate(
                _context.BinaryClassification.Trainers.NeuralNetwork(label.Name).Fit(train).Transform(test),
                label.Name
            );
            Assert.InRange(label.Accuracy, alone.Accuracy - 0.02, 1);
            Assert.InRange(label.AreaUnderRocCurve, 0.99, 1);
        }

        Assert.InRange(metrics.SubsetAccuracy, 0.9, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_way_to_score_gives_the_same_numbers(int members)
    {
        IDataView data = Data(Rows(60));
        NeuralNetworkTransformer model = Trainer(ToyProblems.Options(10) with { NumberOfMembers = members }).Fit(data);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Probability")];
        using TemporaryFolder folder = new();
        NeuralNetworkModel.Save(_context, model, data.Schema, folder["m.zip"]);
        ITransformer loaded = NeuralNetworkModel.Load(_context, folder["m.zip"], out _);
        Assert.All(
            Names,
            name =>
                Assert.Contains(
                    name,
                    SchemaText.ValueOf(loaded.GetOutputSchema(data.Schema)["Probability"], "SlotNames"),
                    StringComparison.Ordinal
                )
        );
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(loaded);
        var recognizer = Recognizer.Load(folder["m.zip"]);
        float[] scores = new float[3];
        foreach ((Row row, float[] probabilities) in Rows(60).Zip(expected))
        {
            Prediction prediction = engine.Predict(row);
            Assert.Equal(probabilities, prediction.Probability);
            Assert.Equal(prediction.Score.Select(score => score > 0), prediction.PredictedLabel);
            Assert.All(prediction.Score.Zip(probabilities), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.First)), pair.Second, 1e-6));
            recognizer.Score(row.Features, scores);
            Assert.All(probabilities.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }

        Assert.Contains(
            "expected outputs that are classes, found labels: IsRight, IsHigh, IsOutside",
            Assert.Throws<InvalidInputException>(() => recognizer.Rank(Rows(1)[0].Features)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unknown_labels_are_not_trained_on_and_counted(bool streams)
    {
        List<string> log = [];
        _context.Log += (_, message) => log.Add(message.RawMessage);
        NeuralNetworkTransformer model = Trainer(new() { LabelColumnName = "Partly", StreamFromDataView = streams }).Fit(Data(Rows(2000)));
        MultiLabelClassificationMetrics metrics = _context.BinaryClassification.EvaluateMultiLabel(
            model.Transform(Data(Rows(500, seed: 4)))
        );
        Assert.All(metrics.PerLabel, label => Assert.InRange(label.Accuracy, 0.93, 1));
        Assert.Equal(["Partly[0]", "Partly[1]", "Partly[2]"], metrics.PerLabel.Select(label => label.Name));
        Assert.Contains(
            log,
            line => line.Contains("2000 of 2000 rows of the training data miss some of their labels", StringComparison.Ordinal)
        );

        // Unknown labels are left out of the metrics as well.
        MultiLabelClassificationMetrics partly = _context.BinaryClassification.EvaluateMultiLabel(
            model.Transform(Data(Rows(500, seed: 4))),
            "Partly"
        );
        Assert.All(partly.PerLabel, label => Assert.Equal(250, label.Count));
    }

    /// <summary>A chain asks each step for its schema before it trains.</summary>
    [Theory]
    [InlineData("Label")]
    [InlineData("Partly")]
    public void Trains_in_a_chain_on_Booleans_and_on_floats(string label)
    {
        IDataView data = Data(Rows(60));
        var model = _context
            .Transforms.CopyColumns("Copied", "Features")
            .Append(Trainer(ToyProblems.Options(1) with { LabelColumnName = label, FeatureColumnName = "Copied" }))
            .Append(_context.Transforms.CopyColumns("Wanted", "Probability"))
            .Fit(data);
        Assert.Equal(3, model.Transform(data).GetColumn<float[]>("Wanted").First().Length);
    }

    [Fact]
    public void A_label_that_is_neither_0_nor_1_is_an_error()
    {
        Row[] rows = Rows(9);
        rows[4].Partly[1] = 0.5f;
        Assert.Contains(
            "label column 'Partly', row 5: expected 0, 1, or NaN for a label that is unknown, found 0.5",
            Assert
                .Throws<InvalidInputException>(() => Trainer(ToyProblems.Options(1) with { LabelColumnName = "Partly" }).Fit(Data(rows)))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Labels_that_are_the_same_in_all_rows_are_logged_and_an_error_if_all_are()
    {
        List<string> log = [];
        _context.Log += (_, message) => log.Add(message.RawMessage);
        Row[] rows = [.. Rows(60).Select(row => row with { IsHigh = true })];
        Trainer(ToyProblems.Options(1)).Fit(Data(rows));
        Assert.Contains(
            log,
            line => line.Contains("1 of 3 labels are the same in all rows, or missing: IsHigh.", StringComparison.Ordinal)
        );
        Row[] same = [.. rows.Select(row => row with { IsRight = true, IsOutside = false })];
        Assert.Contains(
            "expected rows that differ in at least one label",
            Assert.Throws<InvalidInputException>(() => Trainer(ToyProblems.Options(1)).Fit(Data(same))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "IsRight",
        "expected known-size vector of Boolean, or of Single with 0, 1 and NaN, got Boolean. Convert it first: mlContext.Transforms.Concatenate"
    )]
    [InlineData(
        "One",
        "label column 'One': expected a vector of 2 to 65536 values, found 1. Use BinaryClassification.Trainers.NeuralNetwork"
    )]
    [InlineData("Doubles", "ConvertType(\"Doubles\", outputKind: DataKind.Boolean)")]
    public void Names_what_is_wrong_with_the_label(string label, string expected)
    {
        IDataView data = _context
            .Transforms.Concatenate("One", "IsRight")
            .Append(_context.Transforms.Conversion.ConvertType("Doubles", "Label", DataKind.Double))
            .Fit(Data(Rows(9)))
            .Transform(Data(Rows(9)));
        Assert.Contains(
            expected,
            Assert.ThrowsAny<Exception>(() => Trainer(ToyProblems.Options(1) with { LabelColumnName = label }).Fit(data)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Binary_classification_names_the_trainer_for_vectors() =>
        Assert.Contains(
            "or use BinaryClassification.Trainers.NeuralNetworkMultiLabel",
            Assert
                .ThrowsAny<Exception>(() => _context.BinaryClassification.Trainers.NeuralNetwork(ToyProblems.Options(1)).Fit(Data(Rows(9))))
                .Message,
            StringComparison.Ordinal
        );

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options? options = null) =>
        _context.BinaryClassification.Trainers.NeuralNetworkMultiLabel(options ?? new());

    private IDataView Data(Row[] rows)
    {
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Concatenate("Label", Names).Fit(data).Transform(data);
    }
}
