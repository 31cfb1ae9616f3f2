namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class StratifiedFoldsTests
{
    [Theory]
    [InlineData(100, 5)]
    [InlineData(97, 4)]
    [InlineData(10, 10)]
    public void Every_sample_is_in_one_fold_and_folds_are_balanced(int count, int folds)
    {
        Samples<byte> samples = TrainerTests.Blobs(count);
        IReadOnlyList<int[]> split = StratifiedFolds.Split(samples, folds, seed: 3);
        Assert.Equal(Enumerable.Range(0, count), split.SelectMany(rows => rows).Order());
        Assert.True(split.Max(rows => rows.Length) - split.Min(rows => rows.Length) <= 1);
        for (int label = 0; label < 3; label++)
        {
            int[] counts = [.. split.Select(rows => rows.Count(row => samples.Labels[row] == label))];
            Assert.True(counts.Max() - counts.Min() <= 1, string.Join(' ', counts));
        }
    }

    [Fact]
    public void Rows_with_targets_are_in_one_fold_each()
    {
        Samples samples = new Samples<float>(Shape.Vector(1), [.. Enumerable.Range(0, 23).Select(i => (float)i)], null, []).WithTargets(
            [.. Enumerable.Range(0, 23).Select(i => i * 1.5f)],
            "price"
        );
        IReadOnlyList<int[]> split = StratifiedFolds.Split(samples, 4, seed: 3);
        Assert.Equal(Enumerable.Range(0, 23), split.SelectMany(rows => rows).Order());
        Assert.Equal([5, 6, 6, 6], split.Select(rows => rows.Length).Order());
        Assert.All(split, rows => Assert.NotEqual(rows.Order(), rows));
    }

    [Fact]
    public void The_seed_determines_the_folds()
    {
        Samples<byte> samples = TrainerTests.Blobs(40);
        Assert.Equal(StratifiedFolds.Split(samples, 4, 1), StratifiedFolds.Split(samples, 4, 1));
        Assert.NotEqual(StratifiedFolds.Split(samples, 4, 1), StratifiedFolds.Split(samples, 4, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void Rejects_an_invalid_number_of_folds(int folds) =>
        Assert.Equal(
            $"cross-validation: expected from 2 to 10 folds (one per sample), found {folds}. Use 5 or 10 folds.",
            Assert.Throws<InvalidInputException>(() => StratifiedFolds.Split(TrainerTests.Blobs(10), folds, 1)).Message
        );
}
