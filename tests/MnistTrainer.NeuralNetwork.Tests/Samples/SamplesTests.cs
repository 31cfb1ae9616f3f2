namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class SamplesTests
{
    private static readonly Shape Pair = Shape.Vector(2);

    [Fact]
    public void Other_labels_share_the_values_and_keep_the_weights()
    {
        Samples<byte> samples = (Samples<byte>)new Samples<byte>(Pair, [1, 2, 3, 4], [0, 1], ["a", "b"]).WithWeights([1, 3]);
        Samples<byte> relabeled = (Samples<byte>)samples.WithLabels([2, 0], ["b", "c", "a"]);
        Assert.Equal([2, 0], relabeled.Labels.ToArray());
        Assert.Equal(["b", "c", "a"], relabeled.ClassNames);
        Assert.Equal([1f, 3], relabeled.Weights.ToArray());
        Assert.True(samples.Values.Overlaps(relabeled.Values));
        Assert.Throws<ArgumentOutOfRangeException>(() => samples.WithLabels([0], ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => samples.WithLabels([0, 1], ["a"]));
    }

    [Fact]
    public void Labels_replace_targets()
    {
        Samples samples = new Samples<float>(Pair, [1, 2], null, []).WithTargets([0.5f], "price");
        Samples labeled = samples.WithLabels([0], ["a"]);
        Assert.False(labeled.HasTargets);
        Assert.True(labeled.HasLabels);
    }

    [Fact]
    public void Concatenated_rows_follow_each_other_with_their_labels_and_weights()
    {
        Samples<byte> first = new(Pair, [1, 2, 3, 4], [0, 1], ["a", "b"]);
        Samples<byte> second = (Samples<byte>)new Samples<byte>(Pair, [5, 6, 7, 8], [1, 0], ["a", "b"]).WithWeights([2, 4]).Subset([1, 1]);
        Samples<byte> all = first.Concat(second);
        Assert.Equal(4, all.Count);
        Assert.Equal([1, 2, 3, 4, 7, 8, 7, 8], all.Values.ToArray());
        Assert.Equal([0, 1, 0, 0], all.Labels.ToArray());
        Assert.Equal([1f, 1, 4, 4], all.Weights.ToArray());
        Assert.True(first.Concat(first).Weights.IsEmpty);
    }

    [Fact]
    public void Several_targets_stay_with_their_rows()
    {
        Samples<float> samples =
            (Samples<float>)new Samples<float>(Pair, [1, 2, 3, 4, 5, 6], null, []).WithTargets([1, 10, 2, float.NaN, 3, 30], ["a", "b"]);
        Assert.Equal([3f, 30, 1, 10], samples.Subset([2, 0]).Targets.ToArray());
        Assert.Equal(
            [2f, float.NaN, 1, 10],
            ((Samples<float>)samples.Subset([1])).Concat((Samples<float>)samples.Subset([0])).Targets.ToArray()
        );
        HoldOut parts = HoldOut.Split(samples, 0.4, seed: 1);
        Assert.Equal(2, parts.Validation.Targets.Length);
        Assert.Equal(4, parts.Train.Targets.Length);
    }

    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, "expected 2 for each of 2 samples, found 3 in total")]
    [InlineData(
        new[] { 1f, 2, 3, float.PositiveInfinity },
        "row 2: expected finite numbers, or NaN for missing ones, found one that is infinite"
    )]
    [InlineData(new[] { float.NaN, float.NaN, 3, 4 }, "row 1: expected finite numbers, or NaN for missing ones, found only missing ones")]
    public void Invalid_targets_are_rejected(float[] targets, string expected) =>
        Assert.Contains(
            expected,
            Assert
                .Throws<InvalidInputException>(() => new Samples<float>(Pair, [1, 2, 3, 4], null, []).WithTargets(targets, ["a", "b"]))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Concatenated_targets_follow_each_other()
    {
        Samples<float> one = (Samples<float>)new Samples<float>(Pair, [1, 2], null, []).WithTargets([0.5f], "price");
        Assert.Equal([0.5f, 0.5f], one.Concat(one).Targets.ToArray());
    }

    [Fact]
    public void Sets_that_do_not_fit_each_other_are_rejected()
    {
        Samples<byte> samples = new(Pair, [1, 2], [0], ["a"]);
        Assert.Throws<ArgumentException>(() => samples.Concat(new(Shape.Vector(1), [1], [0], ["a"])));
        Assert.Throws<ArgumentException>(() => samples.Concat(new(Pair, [1, 2], [0], ["b"])));
        Assert.Throws<ArgumentException>(() => samples.Concat(new(Pair, [1, 2], null, ["a"])));
    }
}
