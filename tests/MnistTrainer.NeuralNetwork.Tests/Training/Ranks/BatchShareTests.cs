using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class BatchShareTests
{
    /// <summary>128 rows are 8 slices: 4 for each of 2 ranks, which are one subtree; 2 for each of 4.</summary>
    [Theory]
    [InlineData(128, 1, 8, 1)]
    [InlineData(128, 2, 2, 4)]
    [InlineData(128, 4, 4, 2)]
    [InlineData(128, 3, 8, 1)]
    [InlineData(100, 2, 2, 4)]
    public void Units_are_the_largest_that_divide_the_slices_as_evenly(int rows, int ranks, int units, int slicesOfUnit)
    {
        BatchShare share = ranks == 1 ? BatchShare.Whole(rows, 1) : BatchShare.Of(rows, 1, 0, ranks);
        Assert.Equal((units, slicesOfUnit), (share.Units, share.UnitBlocks));
    }

    [Fact]
    public void Shares_are_neighbors_cover_the_batch_and_are_as_even_as_single_blocks_allow()
    {
        for (int rows = 1; rows <= 2100; rows += 7)
        {
            int blockSlices = SliceSums.BlockSlices(Workspace.Slices(rows)),
                blocks = SliceSums.Blocks(Workspace.Slices(rows), blockSlices);
            for (int ranks = 2; ranks <= 9; ranks++)
            {
                int row = 0;
                for (int rank = 0; rank < ranks; rank++)
                {
                    var share = BatchShare.Of(rows, blockSlices, rank, ranks);
                    Assert.Equal(row, share.FirstRow);
                    Assert.InRange(share.EndBlock - share.FirstBlock, 0, (blocks + ranks - 1) / ranks);
                    row = share.EndRow;
                }

                Assert.Equal(rows, row);
            }
        }
    }
}
