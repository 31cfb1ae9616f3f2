using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.MLNet.Tests;

/// <summary>One network estimates several numbers, each in its own unit.</summary>
public sealed class MultiOutputTaskTests
{
    private readonly MLContext _context = new(1);

    private sealed record Row
    {
        public float Sine { get; init; }

        public float Product { get; init; }

        public float Weight { get; init; } = 1;

        [VectorType(2)]
        public float[] Features { get; init; } = [];
    }

    private sealed class Prediction
    {
        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }

    private static Row[] Rows(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => (X: (6 * random.NextSingle()) - 3, Y: (2 * random.NextSingle()) - 1))
                .Select(point => new Row
                {
                    Features = [point.X, point.Y],
                    Sine = MathF.Sin(point.X),
                    Product = 1000 + (500 * point.X * point.Y),
                }),
        ];
    }

    /// <summary>sin x₁ and 1000 + 500 x₁ x₂, whose units differ by a factor of 500, against a network for each.</summary>
    [Fact]
    public void Estimates_two_functions_as_well_as_a_network_for_each()
    {
        IDataView train = Data(Rows(1000)),
            test = Data(Rows(500, seed: 4));
        MultiOutputRegressionMetrics metrics = _context.Regression.EvaluateMultiOutput(Trainer().Fit(train).Transform(test));
        Assert.Equal(["Sine", "Product"], metrics.PerOutput.Select(output => output.Name));
        Assert.All(metrics.PerOutput, output => Assert.InRange(output.RSquared, 0.98, 1));
        foreach ((string label, OutputRegressionMetrics output) in new[] { "Sine", "Product" }.Zip(metrics.PerOutput))
        {
            RegressionMetrics alone = _context.Regression.Evaluate(
                _context.Regression.Trainers.NeuralNetwork(label).Fit(train).Transform(test),
                label
            );
            Assert.True(1 - output.RSquared < 0.01 + (3 * (1 - alone.RSquared)), $"{label}: {output.RSquared} against {alone.RSquared}");
        }
    }

    /// <summary>Data view, engine, scorer, recognizer, and all of these after saving and loading.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_way_to_score_gives_the_same_numbers(int members)
    {
        IDataView data = Data(Rows(60));
        NeuralNetworkTransformer model = Trainer(Options() with { NumberOfMembers = members }).Fit(data);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Score")];
        using TemporaryFolder folder = new();
        NeuralNetworkModel.Save(_context, model, data.Schema, folder["m.zip"]);
        ITransformer loaded = NeuralNetworkModel.Load(_context, folder["m.zip"], out _);
        Assert.Equal(expected, loaded.Transform(data).GetColumn<float[]>("Score"));
        Assert.Equal("Sine,Product", SchemaText.ValueOf(loaded.GetOutputSchema(data.Schema)["Score"], "SlotNames"));
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(loaded);
        var recognizer = Recognizer.Load(folder["m.zip"]);
        float[] scores = new float[2];
        foreach ((Row row, float[] score) in Rows(60).Zip(expected))
        {
            Assert.Equal(score, engine.Predict(row).Score);
            recognizer.Score(row.Features, scores);
            Assert.Equal(score, scores);
        }

        Assert.Contains(
            "expected outputs that are classes, found numbers: Sine, Product",
            Assert.Throws<InvalidInputException>(() => recognizer.Rank(Rows(1)[0].Features)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Half of either label is missing, never both: what is known is enough for both.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Missing_labels_are_not_trained_on_and_counted(bool streams)
    {
        List<string> log = [];
        _context.Log += (_, message) => log.Add(message.RawMessage);
        Row[] rows =
        [
            .. Rows(2000)
                .Select((row, i) => i % 2 == 0 ? row with { Sine = float.NaN } : row with { Product = float.PositiveInfinity })
                .Append(Rows(1)[0] with { Sine = float.NaN, Product = float.NaN }),
        ];
        NeuralNetworkTransformer model = Trainer(new() { StreamFromDataView = streams }).Fit(Data(rows));
        MultiOutputRegressionMetrics metrics = _context.Regression.EvaluateMultiOutput(model.Transform(Data(Rows(500, seed: 4))));
        Assert.All(metrics.PerOutput, output => Assert.InRange(output.RSquared, 0.95, 1));
        Assert.Contains(
            log,
            line => line.Contains("2000 of 2001 rows of the training data miss some of their labels", StringComparison.Ordinal)
        );
        Assert.Contains(
            log,
            line => line.Contains("1 of 2001 rows of the training data are skipped: the label is missing", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_weight_of_3_counts_like_three_rows()
    {
        Row[] rows = Rows(40);
        Row[] three = [.. rows, rows[7], rows[7]];
        rows[7] = rows[7] with { Weight = 3 };
        OutputScaling[] Scales(Row[] some)
        {
            TargetStatistics statistics = new(2, hasBias: true);
            foreach (Row row in some)
                statistics.Add([row.Sine, row.Product], row.Weight);
            return [.. statistics.ToScaling().Outputs];
        }

        Assert.All(
            Scales(rows).Zip(Scales(three)),
            pair =>
            {
                Assert.Equal(pair.First.Mean, pair.Second.Mean, 1e-4 * Math.Abs(pair.First.Mean));
                Assert.Equal(pair.First.Deviation, pair.Second.Deviation, 1e-4 * pair.First.Deviation);
            }
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Undoing_the_scaling_of_targets_gives_the_network_back(bool useBias)
    {
        TargetScaling scaling = new([new OutputScaling(useBias ? 5 : 0, 2), new OutputScaling(useBias ? -3 : 0, 0.1f)]);
        Network network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(3), [4], ["a", "b"], Activation.Tanh, Activation.Identity, useBias) with
            {
                Outputs = OutputMeaning.Numbers,
            }
        );
        float[] one = new float[2],
            other = new float[2];
        using Scorer scaled = new(network),
            unscaled = new(scaling.Unscale(network));
        scaled.Score([1f, 2, 3], one);
        unscaled.Score([1f, 2, 3], other);
        Assert.Equal((2 * one[0]) + scaling.Outputs[0].Mean, other[0], 1e-5);
        Assert.Equal((0.1 * one[1]) + scaling.Outputs[1].Mean, other[1], 1e-5);
        Assert.All(
            network.Parameters.ToArray().Zip(scaling.Scale(scaling.Unscale(network)).Parameters.ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5)
        );
    }

    [Fact]
    public void Holds_out_rows_continues_and_cross_validates()
    {
        IDataView data = Data(Rows(600));
        NeuralNetworkTransformer first = Trainer(Options(30) with { ValidationFraction = 0.2f }).Fit(data);
        Assert.InRange(first.Training!.Epochs[^1].ValidationLoss!.Value, 0, 0.5);
        NeuralNetworkTransformer second = Trainer(Options(1) with { StartFrom = first.Model, LearningRate = 0.0001f }).Fit(data);
        Assert.InRange(second.Training!.Epochs[0].TrainLoss, 0, 1.5 * first.Training.Epochs[^1].TrainLoss);
        double[] folds =
        [
            .. _context
                .Data.CrossValidationSplit(data, numberOfFolds: 3)
                .Select(fold =>
                    _context.Regression.EvaluateMultiOutput(Trainer(Options(30)).Fit(fold.TrainSet).Transform(fold.TestSet)).RSquared
                ),
        ];
        Assert.Equal(3, folds.Length);
        Assert.All(folds, fold => Assert.InRange(fold, 0.5, 1));
    }

    [Theory]
    [InlineData(
        "Sine",
        "expected known-size vector of Single, got Single. Convert it first: mlContext.Transforms.Concatenate(\"Sine\", \"First\", \"Second\")"
    )]
    [InlineData("One", "label column 'One': expected a vector of 2 to 65536 values, found 1. Use Regression.Trainers.NeuralNetwork")]
    [InlineData(
        "Doubles",
        "expected known-size vector of Single, got Vector<Double, 2>. Convert it first: mlContext.Transforms.Conversion.ConvertType(\"Doubles\", outputKind: DataKind.Single)"
    )]
    [InlineData("Words", "expected known-size vector of Single, got Vector<String>. Specify the size of the vector")]
    public void Names_what_is_wrong_with_the_label(string label, string expected)
    {
        IDataView data = _context
            .Transforms.Concatenate("One", "Sine")
            .Append(_context.Transforms.Conversion.ConvertType("Doubles", "Label", DataKind.Double))
            .Append(_context.Transforms.Conversion.ConvertType("Text", "Sine", DataKind.String))
            .Append(_context.Transforms.Text.TokenizeIntoWords("Words", "Text"))
            .Fit(Data(Rows(9)))
            .Transform(Data(Rows(9)));
        Assert.Contains(expected, Assert.ThrowsAny<Exception>(() => Trainer(Options(), label).Fit(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_all_options_that_it_does_not_support()
    {
        string message = Assert
            .Throws<InvalidInputException>(() =>
                Trainer(Options() with { ClassWeights = ClassWeights.Balanced, Quantiles = [0.5], NumberOfStarts = 0 }).Fit(Data(Rows(9)))
            )
            .Message;
        Assert.Contains("NumberOfStarts must be at least 1, not 0", message, StringComparison.Ordinal);
        Assert.Contains("Quantiles must be empty", message, StringComparison.Ordinal);
        Assert.Contains("ClassWeights must be null for a label that is a vector", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regression_of_one_number_names_the_trainer_for_vectors() =>
        Assert.Contains(
            "or use Regression.Trainers.NeuralNetworkMultiOutput",
            Assert
                .ThrowsAny<Exception>(() => _context.Regression.Trainers.NeuralNetwork(ToyProblems.Options(1)).Fit(Data(Rows(9))))
                .Message,
            StringComparison.Ordinal
        );

    private static NeuralNetworkTrainer.Options Options(int epochs = 3) => ToyProblems.Options(epochs);

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options? options = null, string label = "Label") =>
        _context.Regression.Trainers.NeuralNetworkMultiOutput((options ?? new()) with { LabelColumnName = label });

    private IDataView Data(Row[] rows)
    {
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Concatenate("Label", "Sine", "Product").Fit(data).Transform(data);
    }
}
