namespace MnistTrainer.Experiments.Tests;

public sealed class ConfidentJointTests
{
    /// <summary>Figure 1 of Northcutt, Jiang, Chuang 2021: counts of the labels dog, fox and cow (rows), and the joint distribution that the paper gives for them.</summary>
    [Fact]
    public void Gives_the_joint_distribution_of_the_paper()
    {
        long[,] counts =
        {
            { 100, 40, 20 },
            { 56, 60, 0 },
            { 32, 12, 80 },
        };
        double[,] expected =
        {
            { 0.25, 0.10, 0.05 },
            { 0.14, 0.15, 0.00 },
            { 0.08, 0.03, 0.20 },
        };
        double[,] joint = ConfidentJoint.Calibrate(counts, [160, 116, 124]);
        foreach ((int label, int likely) in from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) select (i, j))
            Assert.Equal(expected[label, likely], joint[label, likely], 12);
    }

    /// <summary>Half of the samples of label 0 are confident, so each of them stands for two; label 1 has no confident sample and is estimated to be correct.</summary>
    [Fact]
    public void Each_label_has_its_share_of_the_samples()
    {
        long[,] counts =
        {
            { 3, 1 },
            { 0, 0 },
        };
        double[,] joint = ConfidentJoint.Calibrate(counts, [8, 2]);
        Assert.Equal(0.6, joint[0, 0], 12);
        Assert.Equal(0.2, joint[0, 1], 12);
        Assert.Equal((0, 0.2), (joint[1, 0], joint[1, 1]));
    }

    /// <summary>
    /// By hand. Thresholds: label 0 has 0.9, 0.7, 0.2, so 0.6; label 1 has 0.8 and 0.4, so 0.6; label 2 has 0.5. Row 2, labeled 0, reaches that of class 1 alone. Row 4, labeled 1, reaches
    /// none. Row 5 reaches that of class 2.
    /// </summary>
    [Fact]
    public void Counts_the_most_probable_class_that_reaches_its_threshold()
    {
        OutOfFoldProbabilities probabilities = new(
            3,
            [0.9f, 0.1f, 0, 0.7f, 0.2f, 0.1f, 0.2f, 0.7f, 0.1f, 0.1f, 0.8f, 0.1f, 0.3f, 0.4f, 0.3f, 0.3f, 0.2f, 0.5f]
        );
        int[] labels = [0, 0, 0, 1, 1, 2];
        var joint = ConfidentJoint.Of(labels, probabilities);
        Assert.Equal([0.6, 0.6, 0.5], joint.Thresholds.Select(threshold => Math.Round(threshold, 6)));
        Assert.Equal([0, 0, 1, 1, ConfidentJoint.None, 2], Enumerable.Range(0, 6).Select(joint.LikelyClass));
        Assert.Equal((2, 1, 0), (joint[0, 0], joint[0, 1], joint[0, 2]));
        Assert.Equal((0, 1, 0), (joint[1, 0], joint[1, 1], joint[1, 2]));

        // A third of the three samples of label 0.
        Assert.Equal(1, joint.EstimatedErrors, 12);
        Assert.Equal(4.0 / 6, probabilities.AccuracyOn(labels) - (1.0 / 6), 6);
    }

    /// <summary>Of two classes that reach their thresholds, the more probable counts, even if the other exceeds its own by more.</summary>
    [Fact]
    public void A_class_that_no_sample_has_is_never_confident()
    {
        OutOfFoldProbabilities probabilities = new(3, [0.5f, 0.1f, 0.4f, 0.55f, 0.45f, 0, 0.2f, 0.3f, 0.5f]);
        var joint = ConfidentJoint.Of([0, 1, 1], probabilities);
        Assert.Equal([0.5, 0.375, double.NaN], joint.Thresholds.Select(threshold => Math.Round(threshold, 6)));
        Assert.Equal([0, 0, ConfidentJoint.None], Enumerable.Range(0, 3).Select(joint.LikelyClass));
    }

    [Fact]
    public void Ranks_by_the_probability_of_the_label()
    {
        OutOfFoldProbabilities probabilities = new(3, [0.3f, 0.4f, 0.3f, 0.1f, 0.1f, 0.8f, 0.3f, 0.1f, 0.6f]);
        LabelSuspicion[] ranking = LabelSuspicion.Rank([0, 1, 0], probabilities);
        Assert.Equal([1, 2, 0], ranking.Select(one => one.Row));
        Assert.Equal(new LabelSuspicion(1, 1, 2, 0.1f, 0.8f), ranking[0]);
        Assert.Equal([2, 2, 1], ranking.Select(one => one.Suggested));
    }
}
