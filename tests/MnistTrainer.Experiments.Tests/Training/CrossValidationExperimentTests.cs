namespace MnistTrainer.Experiments.Tests;

public sealed class CrossValidationExperimentTests
{
    [Fact]
    public void Measures_every_sample_once()
    {
        RecordingListener listener = new();
        CrossValidationReport report = new CrossValidationExperiment(SyntheticData.Quick, 3).Run(
            SyntheticData.Digits,
            listener,
            TestContext.Current.CancellationToken
        );
        Assert.False(report.WasCancelled);
        Assert.Equal(600, report.Results.Sum(result => result.Metrics.Count));
        Assert.Equal(report.Results.Average(result => result.Metrics.MicroAccuracy), report.Accuracy.Mean, 12);
        Assert.Equal([new FoldStartedNote(1, 3), new FoldStartedNote(2, 3), new FoldStartedNote(3, 3)], listener.Notes);
        Assert.Equal([1, 2, 3], listener.Setups.Select(setup => setup.Fold));
        Assert.All(listener.Setups, setup => Assert.True(setup.HasValidation));
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], listener.Epochs);
    }

    [Fact]
    public void Cancelled_it_keeps_the_completed_folds()
    {
        using CancellationTokenSource source = new();
        int steps = 0;
        RecordingListener listener = new()
        {
            Step = () =>
            {
                // A fold takes 3 epochs of 13 steps.
                if (++steps == 50)
                    source.Cancel();
            },
        };
        CrossValidationReport report = new CrossValidationExperiment(SyntheticData.Quick, 3).Run(
            SyntheticData.Digits,
            listener,
            source.Token
        );
        Assert.True(report.WasCancelled);
        Assert.Single(report.Results);
    }
}
