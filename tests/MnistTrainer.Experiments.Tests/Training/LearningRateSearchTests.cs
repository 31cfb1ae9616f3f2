using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class LearningRateSearchTests
{
    [Fact]
    public void Suggests_a_tenth_of_the_rate_with_the_lowest_loss()
    {
        LearningRateSearch search = new()
        {
            Network = new() { HiddenUnits = [16] },
            Training = new() { BatchSize = 20 },
            Steps = 100,
        };
        LearningRateCurve curve = search.Run(SyntheticData.Bars(400), TestContext.Current.CancellationToken);
        Assert.InRange(curve.Trials.Count, 10, 100);
        Assert.Equal(curve.Lowest!.Value / 10, curve.Suggested!.Value, 1e-12);
        Assert.InRange(curve.Suggested.Value, 1e-5, 1);
    }
}
