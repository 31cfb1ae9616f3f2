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
        Assert.False(report.WasCanceled);
        Assert.Equal(600, report.Results.Sum(result => result.Metrics.Count));
        Assert.Equal(report.Results.Average(result => result.Metrics.MicroAccuracy), report.Accuracy.Mean, 12);
        Assert.Equal([new FoldStartedNote(1, 3), new FoldStartedNote(2, 3), new FoldStartedNote(3, 3)], listener.Notes);
        Assert.Equal([1, 2, 3], listener.Setups.Select(setup => setup.Fold));
        Assert.All(listener.Setups, setup => Assert.True(setup.HasValidation));
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], listener.Epochs);
    }

    [Fact]
    public void Canceled_it_keeps_the_completed_folds()
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
        Assert.True(report.WasCanceled);
        Assert.Single(report.Results);
    }

    /// <summary>A source without a test part is measured as a whole: each of its images, once.</summary>
    [Fact]
    public void Measures_what_would_be_held_out_for_the_test_as_well()
    {
        using TemporaryFolder folder = new();
        string table = SyntheticData.WriteCsv(folder["bars.csv"], SyntheticData.Bars(90));
        TrainingData data = new DataSelection { Source = table, HoldsOutTest = false }.Load(
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal((90, 0), (data.Train.Count, data.Test.Count));
        CrossValidationReport report = new CrossValidationExperiment(SyntheticData.Quick, 3).Run(
            data,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(90, report.Results.Sum(result => result.Metrics.Count));
    }
}
