using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ParameterImportanceTests
{
    [Fact]
    public void What_decides_alone_is_important_and_what_does_not_matter_is_not()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            RandomSource random = new(seed);
            double[][] points =
            [
                .. Enumerable.Range(0, 60).Select(_ => (double[])[random.NextDouble(), random.NextDouble(), (random.NextInt(3) + 0.5) / 3]),
            ];
            ImmutableArray<ParameterImportance> importance = ParameterImportance.Of(
                [null, null, 3],
                ["decides", "range", "choice"],
                [.. points.OrderBy(point => Math.Abs(point[0] - 0.3))]
            );
            Assert.Equal(1, importance.Sum(one => one.Share), 1e-12);
            Assert.True(importance[0].Share > 0.7, $"Seed {seed}: {string.Join(", ", importance)}");
        }
    }

    [Fact]
    public void A_choice_that_decides_is_important()
    {
        RandomSource random = new(2);
        double[][] points = [.. Enumerable.Range(0, 60).Select(_ => (double[])[random.NextDouble(), (random.NextInt(3) + 0.5) / 3])];
        ImmutableArray<ParameterImportance> importance = ParameterImportance.Of(
            [null, 3],
            ["range", "decides"],
            [.. points.OrderBy(point => point[1])]
        );
        Assert.True(importance[1].Share > 0.7, string.Join(", ", importance));
    }

    [Fact]
    public void Too_few_trials_show_nothing() =>
        Assert.Empty(ParameterImportance.Of([null], ["range"], [.. Enumerable.Range(0, 8).Select(i => (double[])[i / 8.0])]));
}
