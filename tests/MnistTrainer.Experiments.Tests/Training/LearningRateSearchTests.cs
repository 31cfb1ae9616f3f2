using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class LearningRateSearchTests
{
    [Fact]
    public void Suggests_half_of_the_rate_with_the_lowest_loss()
    {
        LearningRateSearch search = new()
        {
            Network = new() { HiddenUnits = [16] },
            Training = new() { BatchSize = 20 },
            Steps = 100,
        };
        LearningRateCurve curve = search.Run(SyntheticData.Bars(400), TestContext.Current.CancellationToken);
        Assert.InRange(curve.Trials.Count, 10, 100);
        Assert.Equal(curve.Middle!.Value / 2, curve.Suggested!.Value, 1e-12);
        Assert.InRange(curve.Suggested.Value, 1e-5, 1);
    }

    /// <summary>
    /// The number of steps decides how finely rates are tried, not which one is best: the median of five data sets, because a hundred steps on one of them may
    /// mislead.
    /// </summary>
    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    [InlineData("momentum")]
    public void Suggests_nearly_the_same_rate_with_100_and_300_steps(string optimizer)
    {
        LearningRateSearch search = new()
        {
            Network = new() { HiddenUnits = [50] },
            Training = new()
            {
                Optimizer = Optimizer.Parse(optimizer),
                BatchSize = 50,
                Threads = 1,
            },
        };
        double few = Suggested(100),
            many = Suggested(300);
        Assert.InRange(Math.Max(few, many) / Math.Min(few, many), 1, 2);

        double Suggested(int steps) =>
            Enumerable
                .Range(5, 5)
                .Select(seed => DigitSynthesizer.Synthesize(600, seed, DataSplit.Train))
                .Select(digits => (search with { Steps = steps }).Run(digits, TestContext.Current.CancellationToken).Suggested!.Value)
                .Order()
                .ElementAt(2);
    }

    /// <summary>On digits drawn by a program, as on the three data sets of docs/guides/training.md.</summary>
    [Fact]
    public void The_suggested_rate_trains_at_least_as_well_as_the_default()
    {
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 5 } };
        LearningRateSearch search = new() { Network = recipe.Network, Training = recipe.Training };
        float suggested = (float)search.Run(SyntheticData.Digits.Train, TestContext.Current.CancellationToken).Suggested!.Value;
        double chosen = LogLoss(suggested),
            usual = LogLoss(new Adam().LearningRate);
        Assert.True(chosen <= usual, $"{suggested}: {chosen} against {usual}");

        double LogLoss(float rate) =>
            (recipe with { Training = recipe.Training with { Optimizer = new Adam(rate) } })
                .Train(SyntheticData.Digits, cancellation: TestContext.Current.CancellationToken)
                .Test.Metrics.LogLoss;
    }
}
