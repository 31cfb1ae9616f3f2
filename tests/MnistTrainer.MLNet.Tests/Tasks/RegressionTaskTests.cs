using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Regression works for targets of any magnitude, and predictions are in the unit of the label.</summary>
public sealed class RegressionTaskTests
{
    private readonly MLContext _context = new(1);

    private sealed class House
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed record WeightedHouse
    {
        public float Label { get; init; }

        public float Weight { get; init; } = 1;

        [VectorType(2)]
        public float[] Features { get; init; } = [];
    }

    private static House[] Houses(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => (Area: (float)random.NextDouble(), Age: (float)random.NextDouble()))
                .Select(house => new House
                {
                    Features = [house.Area, house.Age],
                    Label = 100_000 + (400_000 * house.Area * (1 - (0.5f * house.Age))),
                }),
        ];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Trains_on_large_targets(bool useBias)
    {
        IDataView train = _context.Data.LoadFromEnumerable(Houses(500)),
            test = _context.Data.LoadFromEnumerable(Houses(200, seed: 4));
        NeuralNetworkTransformer model = Trainer(Options(40) with { UseBias = useBias }).Fit(train);
        RegressionMetrics metrics = _context.Regression.Evaluate(model.Transform(test));
        Assert.InRange(metrics.RSquared, useBias ? 0.98 : 0.7, 1);
        RegressionMetrics linear = _context.Regression.Evaluate(_context.Regression.Trainers.Sdca().Fit(train).Transform(test));
        Assert.True(!useBias || metrics.RSquared > linear.RSquared, $"{metrics.RSquared} against {linear.RSquared}");
    }

    [Fact]
    public void The_network_predicts_unscaled_values_before_and_after_loading()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(200));
        NeuralNetworkTransformer model = Trainer(Options(10)).Fit(data);
        float[] scores = [.. model.Transform(data).GetColumn<float>("Score")];
        float[] output = new float[1];
        using Scorer scorer = new(model.Model);
        scorer.Score(Houses(200)[7].Features, output);
        Assert.Equal(scores[7], output[0]);
        Assert.InRange(scores.Average(), 240_000, 260_000);

        using MemoryStream file = new();
        _context.Model.Save(model, data.Schema, file);
        Assert.Equal(scores, _context.Model.Load(file, out _).Transform(data).GetColumn<float>("Score"));
    }

    /// <summary>Targets are scaled for training, but the network of each epoch that an observer gets predicts in the unit of the label.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_observer_gets_networks_that_predict_unscaled_values(bool streams)
    {
        PredictionRecorder recorder = new(Houses(50));
        IDataView data = _context.Data.LoadFromEnumerable(Houses(300));
        NeuralNetworkTransformer model = Trainer(Options(8) with { Observer = recorder, StreamFromDataView = streams }).Fit(data);
        Assert.Equal(8, recorder.Means.Count);
        Assert.All(recorder.Means, mean => Assert.InRange(mean, 150_000, 350_000));
        Assert.Equal(recorder.MeanOf(model.Model), recorder.Means[^1], 1e-3 * recorder.Means[^1]);
    }

    /// <summary>The loss is in units of the variance of the labels, for validation as for training: below a half is better than their mean.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Validation_is_measured_on_scaled_labels_and_without_accuracy(bool streams)
    {
        List<string> log = [];
        _context.Log += (_, message) => log.Add(message.RawMessage);
        IDataView data = _context.Data.LoadFromEnumerable(Houses(300));
        EpochResult last = Trainer(Options(10) with { ValidationSet = data, StreamFromDataView = streams }).Fit(data).Training!.Epochs[^1];
        Assert.InRange(last.ValidationLoss!.Value, 0, 0.5);
        Assert.Contains(log, line => line.Contains("validation loss", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains("accuracy", StringComparison.Ordinal));
    }

    /// <summary>Their mean differs from them by rounding, which is no scale.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Equal_targets_of_any_weights_are_not_scaled(bool hasBias)
    {
        Random random = new(4);
        for (int i = 0; i < 100; i++)
        {
            float target = (float)random.NextDouble() * 1000;
            OutputScaling scaling = ScalingOf([.. Enumerable.Range(0, 9).Select(_ => (target, random.NextSingle() + 0.1f))], hasBias);
            Assert.Equal(hasBias ? 1 : target, scaling.Deviation, 1e-4 * target);
            Assert.Equal(hasBias ? target : 0, scaling.Mean);
        }
    }

    [Fact]
    public void Continues_training()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(300));
        NeuralNetworkTransformer first = Trainer(Options(20)).Fit(data);
        NeuralNetworkTransformer second = Trainer(Options(1) with { LearningRate = 0.001f }).Fit(data, first.Model);
        Assert.InRange(second.Training!.Epochs[0].TrainLoss, 0, 1.5 * first.Training!.Epochs[^1].TrainLoss);
        Assert.True(first.Training.Epochs[0].TrainLoss > 5 * second.Training.Epochs[0].TrainLoss);
    }

    [Fact]
    public void Learns_constant_labels()
    {
        House[] rows = [.. Houses(50).Select(house => new House { Features = house.Features, Label = 123_456 })];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        Assert.All(Trainer(Options(30)).Fit(data).Transform(data).GetColumn<float>("Score"), score => Assert.Equal(123_456, score, 0.5));
    }

    [Fact]
    public void A_target_with_a_weight_of_3_is_scaled_like_three_targets()
    {
        // The mean of 2, 8, 8 and 8 is 6.5; the deviations are 4.5 once and 1.5 three times, so the variance is 27 / 4.
        OutputScaling weighted = ScalingOf([(2, 1), (8, 3)], hasBias: true);
        Assert.Equal(6.5f, weighted.Mean);
        Assert.Equal(Math.Sqrt(27 / 4.0), weighted.Deviation, 1e-6);
        Assert.Equal(weighted, ScalingOf([(8, 1), (2, 1), (8, 1), (8, 1)], hasBias: true));
    }

    private static OutputScaling ScalingOf((float Target, float Weight)[] targets, bool hasBias)
    {
        TargetStatistics statistics = new(1, hasBias);
        foreach ((float target, float weight) in targets)
            statistics.Add([target], weight);
        return Assert.Single(statistics.ToScaling().Outputs);
    }

    /// <summary>At a rate of nearly 0, predictions are the initial outputs in the unit of the label, so they show its scale.</summary>
    [Fact]
    public void A_row_with_a_weight_of_3_sets_the_scale_like_three_rows()
    {
        WeightedHouse low = new() { Label = 2, Features = [0.1f, 0.2f] },
            high = new() { Label = 8, Features = [0.7f, 0.4f] };
        Assert.Equal(Scores([low, high, high, high]), Scores([low, high with { Weight = 3 }]), (x, y) => Math.Abs(x - y) < 1e-4);

        float[] Scores(WeightedHouse[] rows)
        {
            NeuralNetworkTrainer trainer = Trainer(
                Options(1) with
                {
                    LearningRate = 1e-9f,
                    ExampleWeightColumnName = "Weight",
                    NormalizeFeatures = false,
                }
            );
            NeuralNetworkTransformer model = trainer.Fit(_context.Data.LoadFromEnumerable(rows));
            return [.. model.Transform(_context.Data.LoadFromEnumerable([low, high])).GetColumn<float>("Score")];
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Rows_without_a_finite_label_are_left_out(float label)
    {
        House[] houses = Houses(60);
        IDataView data = _context.Data.LoadFromEnumerable(houses),
            more = _context.Data.LoadFromEnumerable([.. houses, new House { Features = [0.5f, 0.5f], Label = label }]);
        Assert.Equal(Scores(data), Scores(more));

        float[] Scores(IDataView rows) => [.. Trainer(Options(3)).Fit(rows).Transform(data).GetColumn<float>("Score")];
    }

    [Fact]
    public void Has_the_columns_of_a_trainer_of_ML_NET()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(50));
        Assert.Equal(
            _context
                .Regression.Trainers.Sdca(maximumNumberOfIterations: 2)
                .Fit(data)
                .GetOutputSchema(data.Schema)
                .Select(SchemaText.Column),
            Trainer(Options(1)).Fit(data).GetOutputSchema(data.Schema).Select(SchemaText.Column)
        );
    }

    [Fact]
    public void Rejects_class_weights()
    {
        NeuralNetworkTrainer.Options options = Options(1);
        options = options with { Training = options.Training with { ClassWeights = ClassWeights.Balanced } };
        Assert.Contains(
            "class weights: expected samples with labels",
            Assert.Throws<InvalidInputException>(() => Trainer(options).Fit(_context.Data.LoadFromEnumerable(Houses(5)))).Message,
            StringComparison.Ordinal
        );
    }

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options options) => _context.Regression.Trainers.NeuralNetwork(options);

    private sealed class PredictionRecorder(House[] houses) : ITrainingObserver
    {
        public List<double> Means { get; } = [];

        public void OnEpoch(EpochResult result, Network network) => Means.Add(MeanOf(network));

        public double MeanOf(Network network)
        {
            using Scorer scorer = new(network);
            float[] output = new float[1];
            return houses.Average(house =>
            {
                scorer.Score(house.Features, output);
                return output[0];
            });
        }
    }
}
