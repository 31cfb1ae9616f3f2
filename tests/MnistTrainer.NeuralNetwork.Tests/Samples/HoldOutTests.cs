namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class HoldOutTests
{
    [Theory]
    [InlineData(0.1, 7)]
    [InlineData(1 / 6d, 1)]
    [InlineData(0.5, 0)]
    [InlineData(0.9, ulong.MaxValue)]
    public void Every_row_is_on_exactly_one_side(double fraction, ulong seed)
    {
        Samples samples = Sorted([60, 30, 7]);
        HoldOut split = HoldOut.Split(samples, fraction, seed);
        Assert.Equal(Enumerable.Range(0, samples.Count), Rows(split.Train).Concat(Rows(split.Validation)).Order());
    }

    [Fact]
    public void Holds_out_the_fraction_of_each_class_of_a_sorted_file()
    {
        HoldOut split = HoldOut.Split(Sorted([60, 30, 10]), 0.1, seed: 1);
        Assert.Equal([6, 3, 1], CountsByClass(split.Validation));
        Assert.Equal([54, 27, 9], CountsByClass(split.Train));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.99)]
    public void Every_class_with_two_rows_is_on_both_sides_and_a_single_row_is_trained_on(double fraction)
    {
        HoldOut split = HoldOut.Split(Sorted([2, 3, 1, 0]), fraction, seed: 5);
        Assert.All(CountsByClass(split.Validation)[..2], count => Assert.InRange(count, 1, 2));
        Assert.All(CountsByClass(split.Train)[..3], count => Assert.InRange(count, 1, 2));
        Assert.Equal([0, 0], CountsByClass(split.Validation)[2..]);
    }

    [Fact]
    public void Rows_are_drawn_and_ordered_at_random()
    {
        HoldOut split = HoldOut.Split(Sorted([500, 500]), 0.5, seed: 3);
        int fromFirstHalf = Rows(split.Validation).Count(row => row % 500 < 250);
        // Of 500 rows drawn, 250 are expected from the first half of their class; five standard deviations of the hypergeometric law are 40.
        Assert.InRange(fromFirstHalf, 210, 290);
        // Of 499 pairs of neighbors, 250 are expected to be of two classes; five standard deviations of the runs test are 56.
        int[] labels = split.Train.Labels.ToArray();
        int changes = labels.Zip(labels.Skip(1), (first, second) => first != second ? 1 : 0).Sum();
        Assert.InRange(changes, 194, 306);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Samples samples = Sorted([50, 50]);
        HoldOut first = HoldOut.Split(samples, 0.2, seed: 11);
        HoldOut second = HoldOut.Split(samples, 0.2, seed: 11);
        HoldOut other = HoldOut.Split(samples, 0.2, seed: 12);
        Assert.Equal(Rows(first.Train), Rows(second.Train));
        Assert.Equal(Rows(first.Validation), Rows(second.Validation));
        Assert.NotEqual(Rows(first.Validation).Order(), Rows(other.Validation).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Rejects_a_fraction_that_leaves_nothing(double fraction)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => HoldOut.Split(Sorted([5, 5]), fraction, seed: 1));
        Assert.Contains("expected a fraction between 0 and 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_samples_without_labels_and_classes_of_single_rows()
    {
        Samples unlabeled = new Samples<float>(Shape.Vector(1), [1, 2, 3], null, []);
        Assert.Throws<InvalidInputException>(() => HoldOut.Split(unlabeled, 0.5, seed: 1));
        Assert.Throws<InvalidInputException>(() => HoldOut.Split(Sorted([1, 1, 1]), 0.5, seed: 1));
    }

    [Fact]
    public void Rows_with_numbers_instead_of_labels_are_drawn_from_all()
    {
        HoldOut split = HoldOut.Split(
            Sorted([40]).WithTargets([.. Enumerable.Range(0, 40).Select(row => 2f * row)], "price"),
            0.25,
            seed: 2
        );
        Assert.Equal(10, split.Validation.Count);
        Assert.Equal(Enumerable.Range(0, 40), Rows(split.Train).Concat(Rows(split.Validation)).Order());
        Assert.Equal(Rows(split.Validation).Select(row => 2f * row), split.Validation.Targets.ToArray());
    }

    /// <summary>Samples sorted by class, whose only value is their row.</summary>
    private static Samples<float> Sorted(int[] countsByClass)
    {
        int[] labels = [.. countsByClass.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        float[] values = [.. Enumerable.Range(0, labels.Length).Select(row => (float)row)];
        return new(Shape.Vector(1), values, labels, [.. countsByClass.Select((_, label) => $"class {label}")]);
    }

    private static int[] Rows(Samples samples) =>
        [.. Enumerable.Range(0, samples.Count).Select(row => (int)((Samples<float>)samples).Row(row)[0])];

    private static int[] CountsByClass(Samples samples)
    {
        int[] counts = new int[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        return counts;
    }
}
