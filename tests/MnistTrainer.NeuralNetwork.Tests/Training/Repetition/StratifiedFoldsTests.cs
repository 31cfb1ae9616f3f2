namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class StratifiedFoldsTests
{
    [Theory]
    [InlineData(100, 5)]
    [InlineData(97, 4)]
    [InlineData(10, 10)]
    public void Every_sample_is_in_one_fold_and_folds_and_classes_are_even(int count, int folds)
    {
        Samples<byte> samples = TrainerTests.Blobs(count);
        IReadOnlyList<int[]> dealt = StratifiedFolds.Deal(samples, folds, seed: 3);
        Assert.Equal(Enumerable.Range(0, count), dealt.SelectMany(rows => rows).Order());
        Assert.True(dealt.Max(rows => rows.Length) - dealt.Min(rows => rows.Length) <= 1);
        for (int label = 0; label < 3; label++)
        {
            int[] counts = [.. dealt.Select(rows => rows.Count(row => samples.Labels[row] == label))];
            Assert.True(counts.Max() - counts.Min() <= 1, string.Join(' ', counts));
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        Samples<byte> samples = TrainerTests.Blobs(40);
        Assert.Equal(StratifiedFolds.Deal(samples, 4, 1), StratifiedFolds.Deal(samples, 4, 1));
        Assert.NotEqual(StratifiedFolds.Deal(samples, 4, 1), StratifiedFolds.Deal(samples, 4, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void A_number_that_does_not_fit_is_rejected(int folds) =>
        Assert.Equal(
            $"cross-validation: expected from 2 folds to 10, one for each sample, found {folds}. Give 5 or 10.",
            Assert.Throws<InvalidInputException>(() => StratifiedFolds.Deal(TrainerTests.Blobs(10), folds, 1)).Message
        );
}
