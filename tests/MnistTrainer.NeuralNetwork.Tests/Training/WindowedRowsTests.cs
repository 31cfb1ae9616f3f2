namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The order of samples that are read from a file.</summary>
public sealed class WindowedRowsTests : IDisposable
{
    private readonly StoredRows _rows = new();

    public void Dispose() => _rows.Dispose();

    [Theory]
    [InlineData(1000, 10, 200, 0, 0, 32)]
    [InlineData(1000, 10, 2000, 0, 0, 32)]
    [InlineData(1003, 17, 150, 100, 50, 7)]
    [InlineData(1003, 17, 150, 1, 0, 64)]
    [InlineData(997, 5, 100, 90, 307, 10)]
    [InlineData(50, 100, 2, 5, 5, 128)]
    [InlineData(500, 25, 60, 400, 60, 4)]
    public void Every_sample_is_taken_once_in_an_epoch(int count, int blockRows, int buffer, int validation, int test, int batch)
    {
        StoredSamples stored = new(_rows.WriteNumbered(count, blockRows))
        {
            BufferRows = buffer,
            ValidationCount = validation,
            TestCount = test,
            Seed = 3,
        };
        int[] heldOut = [.. Numbers(stored.ReadValidation()), .. Numbers(stored.ReadTest())];
        Assert.Equal(validation + test, heldOut.Length);
        using WindowedRows order = new(stored, new TrainingOptions { Epochs = 3, BatchSize = batch });
        Assert.True(order.Samples.Count <= Math.Max(buffer, 2 * blockRows), $"{order.Samples.Count} rows in memory");
        int[][] epochs = [.. Enumerable.Range(1, 3).Select(epoch => Epoch(order, epoch, 0, batch))];
        foreach (int[] epoch in epochs)
            Assert.Equal(Enumerable.Range(0, count), epoch.Concat(heldOut).Order());
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
    }

    [Fact]
    public void A_resumed_epoch_continues_in_the_same_order()
    {
        StoredSamples stored = new(_rows.WriteNumbered(400, 9)) { BufferRows = 80, TestCount = 40 };
        TrainingOptions options = new() { Epochs = 3, BatchSize = 16 };
        using WindowedRows whole = new(stored, options);
        int[][] epochs = [.. Enumerable.Range(1, 3).Select(epoch => Epoch(whole, epoch, 0, 16))];
        for (int position = 0; position <= stored.Count; position += 16)
        {
            using WindowedRows resumed = new(stored, options);
            Assert.Equal(epochs[1][position..], Epoch(resumed, 2, position, 16));
            Assert.Equal(epochs[2], Epoch(resumed, 3, 0, 16));
        }
    }

    /// <summary>Blocks are mixed: of a file that is sorted by class, most batches have most classes where half of the blocks are in memory.</summary>
    [Fact]
    public void A_sorted_file_is_mixed()
    {
        const int each = 200;
        byte[] values = new byte[each * 10];
        int[] labels = [.. Enumerable.Range(0, each * 10).Select(row => row / each)];
        Samples<byte> sorted = new(Shape.Vector(1), values, labels, StoredRows.Numbered(1).ClassNames);
        StoredSamples stored = new(_rows.Write(sorted, blockRows: 20)) { BufferRows = 1000 };
        using WindowedRows order = new(stored, new TrainingOptions { Epochs = 1, BatchSize = 50 });
        order.Begin(1, 0);
        for (int first = 0; first < order.Count; first += 50)
        {
            int[] classes = [.. order.Take(first, 50).ToArray().Select(row => order.Samples.Labels[row]).Distinct()];
            Assert.True(classes.Length >= 6, $"{classes.Length} classes");
        }
    }

    [Fact]
    public void Of_every_block_the_same_share_is_held_out()
    {
        StoredSamples stored = new(_rows.WriteNumbered(1000, 50)) { TestCount = 100, ValidationCount = 200 };
        foreach ((Samples part, int share) in new[] { (stored.ReadTest(), 5), (stored.ReadValidation(), 10) })
            Assert.All(Numbers(part).CountBy(number => number / 50), block => Assert.Equal(share, block.Value));
        Assert.Equal(Numbers(stored.ReadTest()), Numbers((stored with { BufferRows = 7 }).ReadTest()));
        Assert.NotEqual(Numbers(stored.ReadTest()), Numbers((stored with { Seed = 2 }).ReadTest()));
    }

    [Fact]
    public void An_excerpt_is_of_rows_that_are_trained_on()
    {
        StoredSamples stored = new(_rows.WriteNumbered(1000, 50)) { TestCount = 500 };
        int[] excerpt = Numbers(stored.ReadExcerpt(40));
        Assert.Equal(40, excerpt.Distinct().Count());
        Assert.Empty(excerpt.Intersect(Numbers(stored.ReadTest())));
        Assert.Equal(20, excerpt.Select(number => number / 50).Distinct().Count());
    }

    [Fact]
    public void Rejects_what_needs_more_rows_in_memory()
    {
        StoredSamples stored = new(_rows.WriteNumbered(1000, 10)) { BufferRows = 100 };
        var error = Assert.Throws<InvalidInputException>(() => new WindowedRows(stored, new TrainingOptions { BatchSize = 51 }));
        Assert.Contains("the batch size: expected at most 50", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidInputException>(() =>
            new WindowedRows(stored, new TrainingOptions { Optimizer = new BatchGradientDescent() })
        );
        Assert.Contains("uses a batch of samples", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidInputException>(() => new WindowedRows(stored with { TestCount = 1000 }, new TrainingOptions()));
        Assert.Contains("expected at least one row to train on", error.Message, StringComparison.Ordinal);
    }

    private static int[] Epoch(WindowedRows order, int epoch, int position, int batch)
    {
        List<int> numbers = [];
        order.Begin(epoch, position);
        for (int first = position; first < order.Count; first += batch)
        {
            foreach (int row in order.Take(first, Math.Min(batch, order.Count - first)))
            {
                int number = StoredRows.NumberOf(((Samples<byte>)order.Samples).Row(row));
                Assert.Equal(number % 10, order.Samples.Labels[row]);
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }

    [Fact]
    public void Marked_rows_are_held_out()
    {
        StoredSamples stored = new StoredSamples(_rows.WriteNumbered(300, 17)) { BufferRows = 90 }.WithHeldOut(
            [299, 5, 0, 17, 16],
            [.. Enumerable.Range(0, 60).Select(i => (i * 5) + 3)]
        );
        Assert.Equal([0, 5, 16, 17, 299], Numbers(stored.ReadValidation()));
        int[] test = [.. Enumerable.Range(0, 60).Select(i => (i * 5) + 3)];
        Assert.Equal(test, Numbers(stored.ReadTest()));
        int[] train = [.. stored.ReadBlocks().SelectMany(Numbers)];
        Assert.Equal(Enumerable.Range(0, 300).Except([0, 5, 16, 17, 299]).Except(test), train);
        using WindowedRows order = new(stored, new TrainingOptions { Epochs = 2, BatchSize = 8 });
        Assert.Equal(train, Epoch(order, 1, 0, 8).Order());
        Assert.Equal(train, Epoch(order, 2, 0, 8).Order());
        using WindowedRows other = new(stored.WithHeldOut([0, 5, 16, 17, 297], test), new TrainingOptions { Epochs = 2, BatchSize = 8 });
        Assert.NotEqual(order.Identity, other.Identity);
        Assert.Throws<ArgumentException>(() => stored.WithHeldOut([1], [1]));
    }

    private static int[] Numbers(Samples samples) =>
        [.. Enumerable.Range(0, samples.Count).Select(row => StoredRows.NumberOf(((Samples<byte>)samples).Row(row)))];
}
