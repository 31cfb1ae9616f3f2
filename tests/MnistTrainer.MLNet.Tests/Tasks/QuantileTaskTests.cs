using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Quantile regression estimates the quantiles of a label, in its unit and in order.</summary>
public sealed class QuantileTaskTests
{
    // The quantile of level 0.9 of the standard normal distribution.
    private const double Quantile90 = 1.2815515655;

    private readonly MLContext _context = new(1);

    private sealed record Row
    {
        public float Label { get; init; }

        public float Weight { get; init; } = 1;

        [VectorType(2)]
        public float[] Features { get; init; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }

        public float[] Quantiles { get; set; } = [];
    }

    /// <summary>A normal distribution with mean 1000 + 100 x and a deviation from 20 to 120; the second feature is noise.</summary>
    private static Row[] Rows(int count, int seed = 3)
    {
        RandomSource random = new((ulong)seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    float x = (float)random.NextDouble(-1, 1);
                    return new Row
                    {
                        Features = [x, (float)random.NextDouble(-1, 1)],
                        Label = (float)(1000 + (100 * x) + (Deviation(x) * random.NextGaussian())),
                    };
                }),
        ];
    }

    private static double Deviation(double x) => 70 + (50 * x);

    [Fact]
    public void The_interval_covers_its_share_and_has_the_width_of_the_distribution()
    {
        Row[] rows = Rows(2000, seed: 4);
        NeuralNetworkTransformer model = Trainer(new()).Fit(Data(Rows(4000)));
        IDataView scored = model.Transform(Data(rows));
        QuantileRegressionMetrics metrics = _context.Regression.EvaluateQuantiles(scored);
        IntervalMetrics interval = Assert.Single(metrics.Intervals);
        Assert.Equal((0.1, 0.9), (interval.Lower, interval.Upper));
        Assert.InRange(interval.Coverage, 0.77, 0.83);
        Assert.All(metrics.PerQuantile, quantile => Assert.InRange(quantile.Coverage, quantile.Level - 0.03, quantile.Level + 0.03));
        double width = 2 * Quantile90 * rows.Average(row => Deviation(row.Features[0]));
        Assert.InRange(interval.MeanWidth, 0.92 * width, 1.08 * width);

        // Wider where the distribution is.
        float[][] quantiles = [.. scored.GetColumn<float[]>("Quantiles")];
        double WidthWhere(Func<float, bool> isChosen) =>
            quantiles.Zip(rows).Where(pair => isChosen(pair.Second.Features[0])).Average(pair => pair.First[2] - pair.First[0]);
        Assert.InRange(WidthWhere(x => x > 0.5) / WidthWhere(x => x < -0.5), 2, 5);
        Assert.InRange(_context.Regression.Evaluate(scored).RSquared, 0.3, 1);
    }

    /// <summary>Trained for one pass on noise, raw estimates of near levels cross often.</summary>
    [Fact]
    public void Quantiles_never_cross_and_the_score_is_the_median()
    {
        IDataView data = Data(Rows(300));
        NeuralNetworkTransformer model = Trainer(ToyProblems.Options(1), [0.45, 0.48, 0.5, 0.52, 0.55]).Fit(data);
        IDataView scored = model.Transform(data);
        float[][] quantiles = [.. scored.GetColumn<float[]>("Quantiles")];
        Assert.All(quantiles, row => Assert.Equal(row.Order(), row));
        Assert.Equal(quantiles.Select(row => row[2]), scored.GetColumn<float>("Score"));
        using Scorer raw = new(Network.Create(model.Model.Definition with { Outputs = OutputMeaning.Numbers }, model.Model.Parameters));
        float[] outputs = new float[5];
        int crossed = 0;
        foreach (Row row in Rows(300))
        {
            raw.Score(row.Features, outputs);
            crossed += outputs.SequenceEqual(outputs.Order()) ? 0 : 1;
        }

        Assert.True(crossed > 100, $"{crossed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_way_to_score_gives_the_same_numbers(int members)
    {
        IDataView data = Data(Rows(60));
        NeuralNetworkTransformer model = Trainer(ToyProblems.Options(3) with { NumberOfMembers = members }).Fit(data);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Quantiles")];
        using TemporaryFolder folder = new();
        NeuralNetworkModel.Save(_context, model, data.Schema, folder["m.zip"]);
        ITransformer loaded = NeuralNetworkModel.Load(_context, folder["m.zip"], out _);
        Assert.Equal("0.1,0.5,0.9", SchemaText.ValueOf(loaded.GetOutputSchema(data.Schema)["Quantiles"], "SlotNames"));
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(loaded);
        var recognizer = Recognizer.Load(folder["m.zip"]);
        float[] scores = new float[3];
        foreach ((Row row, float[] quantiles) in Rows(60).Zip(expected))
        {
            Prediction prediction = engine.Predict(row);
            Assert.Equal(quantiles, prediction.Quantiles);
            Assert.Equal(quantiles[1], prediction.Score);
            recognizer.Score(row.Features, scores);
            Assert.Equal(quantiles, scores);
        }
    }

    [Fact]
    public void Lists_everything_that_is_wrong_with_the_levels()
    {
        string message = Assert
            .Throws<InvalidInputException>(() =>
                Trainer(ToyProblems.Options(1) with { Training = new() { Loss = Loss.AbsoluteError } }, [0.9, 0.1, 1]).Fit(Data(Rows(9)))
            )
            .Message;
        Assert.Contains("Quantiles must be above 0 and below 1, not 1", message, StringComparison.Ordinal);
        Assert.Contains("Quantiles must ascend, not 0.9 and then 0.1", message, StringComparison.Ordinal);
        Assert.Contains("Quantiles must contain 0.5, the median, which becomes the Score", message, StringComparison.Ordinal);
        Assert.Contains("Training.Loss must be left at its default with Quantiles, not absolute-error", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_tasks_reject_quantiles() =>
        Assert.Contains(
            "Quantiles must be empty: they are for Regression.Trainers.NeuralNetwork",
            Assert
                .Throws<InvalidInputException>(() =>
                    _context
                        .BinaryClassification.Trainers.NeuralNetwork(ToyProblems.Options(1) with { Quantiles = [0.5] })
                        .Fit(Data(Rows(9)))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Streams_holds_out_and_continues(bool streams)
    {
        NeuralNetworkTrainer.Options options = ToyProblems.Options(20) with
        {
            StreamFromDataView = streams,
            ValidationFraction = streams ? null : 0.2f,
            ValidationSet = streams ? Data(Rows(200, seed: 5)) : null,
            ExampleWeightColumnName = "Weight",
        };
        NeuralNetworkTransformer first = Trainer(options).Fit(Data(Rows(800)));
        double validation = first.Training!.Epochs[^1].ValidationLoss!.Value;
        Assert.InRange(validation, 0, first.Training.Epochs[0].TrainLoss);
        NeuralNetworkTransformer second = Trainer(options with { StartFrom = first.Model, NumberOfIterations = 1, LearningRate = 1e-5f })
            .Fit(Data(Rows(800)));
        Assert.InRange(second.Training!.Epochs[0].TrainLoss, 0, 1.1 * first.Training.Epochs[^1].TrainLoss);
    }

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options options, double[]? levels = null) =>
        _context.Regression.Trainers.NeuralNetwork(options with { Quantiles = [.. levels ?? [0.1, 0.5, 0.9]] });

    private IDataView Data(Row[] rows) => _context.Data.LoadFromEnumerable(rows);
}
