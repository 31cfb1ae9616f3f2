namespace MnistTrainer.Experiments.Tests;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(27, "1 3 9 27")]
    [InlineData(81, "1 3 9 27 81")]
    [InlineData(10, "1 3 10")]
    [InlineData(2, "2")]
    [InlineData(1, "1")]
    public void A_rung_has_a_third_of_the_epochs_of_the_next(int epochs, string expected) =>
        Assert.Equal(expected, string.Join(' ', SuccessiveHalving.UpTo(epochs).Rungs));

    [Theory]
    [InlineData(9, "a b c")]
    [InlineData(8, "a b")]
    [InlineData(3, "a")]
    [InlineData(2, "")]
    public void The_best_third_is_promoted(int count, string expected) =>
        Assert.Equal(expected, string.Join(' ', SuccessiveHalving.BestOf([.. Enumerable.Range(0, count).Select(i => (char)('a' + i))])));

    [Fact]
    public void Counts_the_epochs_of_a_study() =>
        // 27 trials of 1 epoch, 9 of 2 more, 3 of 6 more, 1 of 18 more.
        Assert.Equal(27 + 18 + 18 + 18, SuccessiveHalving.UpTo(27).EpochsOf(27));

    [Fact]
    public void Promotes_exactly_the_top_third_and_later_those_that_belong_to_it()
    {
        // The accuracy of each trial, the same in every epoch: the worked example of ASHA with a factor of 3, in batches of 4.
        double[] accuracies = [0.5, 0.9, 0.1, 0.2, 0.8, 0.3, 0.4, 0.7, 0.6];
        SearchSpace space = ScriptedTrials.Space;
        Study study = new(SyntheticData.Quick, space, new SearchOptions { Trials = 9, Epochs = 9 });
        List<string> batches = [];
        while (study.NextBatch() is [_, ..] batch)
        {
            batches.Add(string.Join(' ', batch.Select(job => $"{job.Trial.Number}>{job.Epochs}")));
            foreach (TrialJob job in batch)
                study.Complete(ScriptedTrials.Result(job, accuracies[job.Trial.Number]));
        }

        Assert.Equal(
            [
                // Rung 1 is filled; of four results, the best one is promoted; of seven or eight, the best two.
                "0>1 1>1 2>1 3>1",
                "1>3 4>1 5>1 6>1",
                "4>3 7>1 8>1",
                // Of nine, the best three: 1, 4 and now 7.
                "7>3",
                // Of three, the best one.
                "1>9",
                // At the end, the recipe as it is.
                "0>9",
            ],
            batches
        );
        Assert.Equal(1, study.Leader!.Number);
    }

    [Fact]
    public void A_trial_that_diverges_is_the_worst_of_its_rung_and_is_never_promoted()
    {
        Study study = new(SyntheticData.Quick, ScriptedTrials.Space, new SearchOptions { Trials = 3, Epochs = 9 });
        List<string> jobs = [];
        while (study.NextBatch() is [_, ..] batch)
        {
            foreach (TrialJob job in batch)
            {
                jobs.Add($"{job.Trial.Number}>{job.Epochs}");
                // Trial 1 is the best of the first epoch, and diverges in the third; trial 2 diverges at once.
                Trial result = ScriptedTrials.Result(job, job.Trial.Number == 1 ? 0.9 : 0.5);
                int? completed =
                    job.Trial.Number == 2 ? 0
                    : job.Trial.Number == 1 && job.Epochs > 2 ? 2
                    : null;
                study.Complete(completed is int epochs ? result with { Epochs = result.Epochs[..epochs], HasDiverged = true } : result);
            }
        }

        Assert.Equal(["0>1", "1>1", "2>1", "1>3", "0>9"], jobs);
        Assert.Equal(0, study.Leader!.Number);
        Assert.Equal([1, 2], study.Trials.Where(trial => trial.HasDiverged).Select(trial => trial.Number));
    }
}
