namespace MnistTrainer.Web.Tests.Monitoring;

/// <summary>Points by step are bounded in number, and are means over the steps that they stand for.</summary>
public sealed class StepCurveTests
{
    private const int SamplesPerEpoch = 1000;

    [Fact]
    public void A_few_steps_are_a_point_each()
    {
        StepCurve curve = new(SamplesPerEpoch);
        curve.Add(1, 250, new MonitoredStep(250, 2.5, 0.1, 4));
        curve.Add(1, 500, new MonitoredStep(250, 1.5, 0.05, 3));
        curve.Add(2, 250, new MonitoredStep(250, 1, 0.025, 2));
        Assert.Equal(
            [
                [0.25f, 2.5f, 0.1f, 4],
                [0.5f, 1.5f, 0.05f, 3],
                [1.25f, 1, 0.025f, 2],
            ],
            curve.From(0).Points
        );
        Assert.Equal((2, 1), (curve.From(2).From, curve.From(2).Points.Length));
    }

    /// <summary>Against means computed from the list of all steps: losses by samples, norms by steps, the rate of the last step.</summary>
    [Theory]
    [InlineData(999, 1, 999)]
    [InlineData(1000, 2, 500)]
    [InlineData(1999, 2, 999)]
    [InlineData(2000, 4, 500)]
    [InlineData(100_000, 128, 781)]
    public void Many_steps_become_means_over_equally_many(int steps, int stepsPerPoint, int points)
    {
        Random random = new(7);
        // The last batch of an epoch is smaller.
        int[] sizes = [300, 300, 300, 100];
        (int Epoch, int Samples, MonitoredStep Step)[] all =
        [
            .. Enumerable
                .Range(0, steps)
                .Select(i =>
                    (
                        (i / 4) + 1,
                        sizes[..((i % 4) + 1)].Sum(),
                        new MonitoredStep(sizes[i % 4], random.NextDouble(), random.NextDouble(), random.NextDouble())
                    )
                ),
        ];
        StepCurve curve = new(SamplesPerEpoch);
        foreach ((int epoch, int samples, MonitoredStep step) in all)
            curve.Add(epoch, samples, step);
        Assert.Equal(points, curve.Count);
        foreach ((float[] point, var chunk) in curve.From(0).Points.Zip(all.Chunk(stepsPerPoint)))
        {
            double samples = chunk.Sum(one => one.Step.Samples);
            Assert.Equal(chunk[^1].Epoch - 1 + (chunk[^1].Samples / 1000.0), point[0], chunk[^1].Epoch * 1e-6);
            Assert.Equal(chunk.Sum(one => one.Step.Loss * one.Step.Samples) / samples, point[1], 1e-6);
            Assert.Equal(chunk[^1].Step.LearningRate, point[2], 1e-6);
            Assert.Equal(chunk.Average(one => one.Step.GradientNorm), point[3], 1e-6);
        }
    }
}
