using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Slices of a batch are summed in one binary tree, whether they are kept or not.</summary>
public sealed unsafe class SliceSumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void Parts_of_slices_are_summed_in_a_binary_tree(int count)
    {
        FloatBuffer parts = Values(count * 5);
        float[][] rows = [.. Enumerable.Range(0, count).Select(part => parts.Span.Slice(part * 5, 5).ToArray())];
        SliceSum.Of(parts.Pointer, 5, 5, count);
        Assert.Equal(Tree(rows), parts.Span[..5].ToArray());
    }

    /// <summary>Whoever walks the blocks, the sum over blocks of the sums in them is the tree over all slices.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(129)]
    [InlineData(1000)]
    [InlineData(3751)]
    public void Slices_are_summed_in_the_same_tree_without_keeping_them(int count)
    {
        const int threads = 3;
        FloatBuffer values = Values(count * 5);
        float[][] rows = [.. Enumerable.Range(0, count).Select(part => values.Span.Slice(part * 5, 5).ToArray())];

        // Memory is for the largest batch; this one, or one of half the size, is summed in it.
        SliceSums sums = new(5, count, threads);
        foreach (int slices in (int[])[count, (count + 1) / 2])
        {
            int length = SliceSums.BlockSlices(count),
                blocks = SliceSums.Blocks(slices, length);
            Assert.InRange(blocks, 1, 64);
            foreach (int block in Enumerable.Range(0, blocks).Reverse())
            {
                for (int slice = block * length; slice < Math.Min(slices, (block + 1) * length); slice++)
                {
                    rows[slice].CopyTo(new Span<float>(sums.Part(slice, block % threads), 5));
                    sums.Close(slice, slice == slices - 1, block % threads);
                }
            }

            SliceSum.Of(sums.Part(0, 0), 5, 5, blocks);
            Assert.Equal(Tree(rows[..slices]), new Span<float>(sums.Part(0, 0), 5).ToArray());
        }
    }

    // ((0 + 1) + (2 + 3)) + (4 + …): a full tree of the largest power of two below the count, and the rest.
    private static float[] Tree(float[][] rows)
    {
        if (rows.Length == 1)
            return rows[0];
        int half = 1;
        while (2 * half < rows.Length)
            half *= 2;
        return [.. Tree(rows[..half]).Zip(Tree(rows[half..]), (x, y) => x + y)];
    }

    private static FloatBuffer Values(int count)
    {
        Random random = new(4);
        return new FloatBuffer([.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)]);
    }
}
