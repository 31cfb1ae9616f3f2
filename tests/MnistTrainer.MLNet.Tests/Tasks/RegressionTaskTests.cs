using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Numbers of any size are learned, and come out as they went in.</summary>
public sealed class RegressionTaskTests
{
    private readonly MLContext _context = new(1);

    private sealed class House
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private static House[] Houses(int count, int seed = 3)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => (Area: (float)random.NextDouble(), Age: (float)random.NextDouble()))
                .Select(one => new House
                {
                    Features = [one.Area, one.Age],
                    Label = 100_000 + (400_000 * one.Area * (1 - (0.5f * one.Age))),
                }),
        ];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prices_of_hundreds_of_thousands_are_learned_as_they_are(bool useBias)
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
    public void The_network_alone_gives_prices_and_so_it_does_after_loading()
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

    [Fact]
    public void Training_goes_on_where_it_ended()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(300));
        NeuralNetworkTransformer first = Trainer(Options(20)).Fit(data);
        NeuralNetworkTransformer second = Trainer(Options(1)).Fit(data, first.Model);
        Assert.InRange(second.Training!.Epochs[0].TrainLoss, 0, 1.5 * first.Training!.Epochs[^1].TrainLoss);
        Assert.True(first.Training.Epochs[0].TrainLoss > 5 * second.Training.Epochs[0].TrainLoss);
    }

    [Fact]
    public void Labels_that_are_all_alike_are_learned_at_once()
    {
        House[] rows = [.. Houses(50).Select(house => new House { Features = house.Features, Label = 123_456 })];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        Assert.All(Trainer(Options(30)).Fit(data).Transform(data).GetColumn<float>("Score"), score => Assert.Equal(123_456, score, 0.5));
    }

    [Fact]
    public void A_target_that_counts_thrice_is_scaled_as_three_of_them()
    {
        // 2, 8, 8 and 8 have the mean 6.5, from which they differ by 4.5 once and by 1.5 thrice: 27 / 4 is the variance.
        TargetScaling weighted = TargetScaling.Of([(2, 1), (8, 3)], hasBias: true);
        Assert.Equal(6.5f, weighted.Mean);
        Assert.Equal(Math.Sqrt(27 / 4.0), weighted.Deviation, 1e-6);
        Assert.Equal(weighted, TargetScaling.Of([(8, 1), (2, 1), (8, 1), (8, 1)], hasBias: true));
    }

    [Fact]
    public void Columns_are_those_of_a_trainer_of_ML_NETs()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(50));
        Assert.Equal(
            _context.Regression.Trainers.Sdca().Fit(data).GetOutputSchema(data.Schema).Select(Described.Column),
            Trainer(Options(1)).Fit(data).GetOutputSchema(data.Schema).Select(Described.Column)
        );
    }

    [Fact]
    public void Class_weights_are_rejected()
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
}
