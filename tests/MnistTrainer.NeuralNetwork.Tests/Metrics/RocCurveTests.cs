namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RocCurveTests
{
    [Fact]
    public void The_area_is_1_for_a_perfect_order_and_half_for_none()
    {
        Assert.Equal(1, RocCurve.AreaUnder([0.1f, 0.2f, 0.8f], [false, false, true]));
        Assert.Equal(0, RocCurve.AreaUnder([0.1f, 0.2f, 0.8f], [true, true, false]));
        Assert.Equal(0.5, RocCurve.AreaUnder([3, 3, 3, 3], [true, false, true, false]));
        Assert.Equal(double.NaN, RocCurve.AreaUnder([1, 2], [true, true]));
        Assert.Equal(double.NaN, RocCurve.AreaUnder([1, float.NaN], [true, false]));
        Assert.Equal(double.NaN, RocCurve.AreaUnder([], []));
    }

    /// <summary>The definition: of all pairs of a positive and a negative row, those in the right order, with ties as half.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_area_is_the_share_of_pairs_in_order(int seed)
    {
        Random random = new(seed);
        bool[] arePositive = [.. Enumerable.Range(0, 101).Select(_ => random.Next(3) == 0)];
        float[] scores = [.. arePositive.Select(isPositive => random.Next(20) + (isPositive ? 3 : 0)).Select(score => (float)score)];
        double pairs = 0,
            ordered = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                if (!arePositive[i] || arePositive[j])
                    continue;
                pairs++;
                ordered +=
                    scores[i] > scores[j] ? 1
                    : scores[i] == scores[j] ? 0.5
                    : 0;
            }
        }

        Assert.Equal(ordered / pairs, RocCurve.AreaUnder(scores, arePositive), 12);
    }
}
