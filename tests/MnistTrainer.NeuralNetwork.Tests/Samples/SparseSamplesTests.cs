namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Compressed rows are the same samples as the rows that they were made of.</summary>
public sealed class SparseSamplesTests
{
    /// <summary>Random rows, nearly all 0, both ways; some rows are all 0.</summary>
    public static (SparseSamples Sparse, Samples<float> Whole) Rows(int count, int width, int classes = 3, ulong seed = 1, int each = 5)
    {
        RandomSource random = new(seed);
        List<int> starts = [0],
            columns = [];
        List<float> values = [];
        float[] whole = new float[count * width];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = random.NextInt(classes);
            foreach (int column in Enumerable.Range(0, random.NextInt(2 * each)).Select(_ => random.NextInt(width)).Distinct().Order())
            {
                columns.Add(column);
                values.Add((float)random.NextGaussian() + labels[row]);
                whole[(row * width) + column] = values[^1];
            }

            starts.Add(columns.Count);
        }

        string[] names = [.. Enumerable.Range(0, classes).Select(one => $"class {one}")];
        return (
            new SparseSamples(Shape.Vector(width), [.. starts], [.. columns], [.. values], labels, names),
            new Samples<float>(Shape.Vector(width), whole, labels, names)
        );
    }

    [Fact]
    public void Rows_subsets_and_held_out_parts_are_those_of_the_whole_rows()
    {
        (SparseSamples sparse, Samples<float> whole) = Rows(60, 40);
        AssertSame(whole, sparse);
        AssertSame(whole.Subset([7, 3, 3, 59]), sparse.Subset([7, 3, 3, 59]));
        AssertSame(whole.Subset([7, 3, 3, 59]).Subset([3, 0]), sparse.Subset([7, 3, 3, 59]).Subset([3, 0]));
        (HoldOut expected, HoldOut found) = (HoldOut.Split(whole, 0.2, 5), HoldOut.Split(sparse, 0.2, 5));
        AssertSame(expected.Train, found.Train);
        AssertSame(expected.Validation, found.Validation);
    }

    [Fact]
    public void Weights_targets_and_labels_are_kept_with_their_rows()
    {
        (SparseSamples sparse, Samples<float> whole) = Rows(9, 12);
        float[] numbers = [.. Enumerable.Range(0, 9).Select(row => row * 0.5f)];
        AssertSame(
            whole.WithWeights(numbers).WithTargets(numbers, "y").Subset([8, 1]),
            sparse.WithWeights(numbers).WithTargets(numbers, "y").Subset([8, 1])
        );
        AssertSame(whole.WithLabels(new int[9], ["one"]), sparse.WithLabels(new int[9], ["one"]));
    }

    [Fact]
    public void A_row_overwrites_what_was_at_its_destination()
    {
        SparseSamples samples = new(Shape.Vector(3), [0, 0, 1], [2], [5], null, []);
        float[] row = [1, 1, 1, 9];
        samples.CopyRow(0, row);
        Assert.Equal([0, 0, 0, 9], row);
        samples.CopyRow(1, row);
        Assert.Equal([0, 0, 5, 9], row);
        Assert.Equal([2], samples.Columns(1).ToArray());
        Assert.Equal([5], samples.Values(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => samples.Columns(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => samples.Subset([2]));
    }

    [Theory]
    [InlineData(new int[] { }, new[] { 0 }, 1)]
    [InlineData(new[] { 1, 1 }, new[] { 0 }, 1)]
    [InlineData(new[] { 0, 2 }, new[] { 0 }, 1)]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, 2)]
    [InlineData(new[] { 0, 2, 1 }, new[] { 0 }, 1)]
    [InlineData(new[] { 0, -1, 1 }, new[] { 0 }, 1)]
    [InlineData(new[] { 0, 1 }, new[] { 0 }, 2)]
    [InlineData(new[] { 0, 1 }, new[] { 4 }, 1)]
    [InlineData(new[] { 0, 1 }, new[] { -1 }, 1)]
    [InlineData(new[] { 0, 2 }, new[] { 3, 3 }, 2)]
    [InlineData(new[] { 0, 2 }, new[] { 3, 2 }, 2)]
    public void Rows_that_do_not_fit_are_rejected(int[] starts, int[] columns, int values) =>
        Assert.ThrowsAny<ArgumentException>(() => new SparseSamples(Shape.Vector(4), starts, columns, new float[values], null, []));

    private static void AssertSame(Samples expected, Samples found)
    {
        Assert.Equal(expected.Count, found.Count);
        Assert.Equal(expected.Labels, found.Labels);
        Assert.Equal(expected.Targets, found.Targets);
        Assert.Equal(expected.Weights, found.Weights);
        Assert.Equal(expected.ClassNames, found.ClassNames);
        float[] one = new float[expected.Shape.Size],
            other = new float[expected.Shape.Size];
        for (int row = 0; row < expected.Count; row++)
        {
            expected.CopyRow(row, one);
            found.CopyRow(row, other);
            Assert.Equal(one, other);
        }
    }
}
