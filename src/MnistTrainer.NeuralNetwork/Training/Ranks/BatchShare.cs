using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a rank computes of a batch: neighboring slices of rows. Slices are dealt out in units of a power of two, each a subtree of the sum over slices
/// (<see cref="SliceSum"/>), so that a rank sends one sum for each unit; the units are the largest that give no rank more slices than single ones would.
/// </summary>
/// <param name="Rank">The rank.</param>
/// <param name="FirstUnit">The first unit.</param>
/// <param name="EndUnit">One past the last unit; the first where the rank has none.</param>
/// <param name="UnitBlocks">The blocks of slices (<see cref="SliceSums"/>) in a unit, a power of two; the last unit may have fewer.</param>
/// <param name="BlockSlices">The slices in a block.</param>
/// <param name="BatchRows">The rows of the batch.</param>
internal readonly record struct BatchShare(int Rank, int FirstUnit, int EndUnit, int UnitBlocks, int BlockSlices, int BatchRows)
{
    /// <summary>The number of units of the batch.</summary>
    public int Units => SliceSums.Blocks(Blocks, UnitBlocks);

    public int FirstBlock => Math.Min(Blocks, FirstUnit * UnitBlocks);

    public int EndBlock => Math.Min(Blocks, EndUnit * UnitBlocks);

    public int FirstSlice => Math.Min(Slices, FirstBlock * BlockSlices);

    public int EndSlice => Math.Min(Slices, EndBlock * BlockSlices);

    public int FirstRow => Math.Min(BatchRows, FirstSlice * Workspace.SliceRows);

    public int EndRow => Math.Min(BatchRows, EndSlice * Workspace.SliceRows);

    private int Slices => Workspace.Slices(BatchRows);

    private int Blocks => SliceSums.Blocks(Slices, BlockSlices);

    /// <summary>The whole batch, block by block.</summary>
    /// <param name="batchRows">The rows of the batch.</param>
    /// <param name="blockSlices">The slices in a block.</param>
    public static BatchShare Whole(int batchRows, int blockSlices)
    {
        BatchShare whole = new(0, 0, 0, 1, blockSlices, batchRows);
        return whole with { EndUnit = whole.Blocks };
    }

    /// <summary>The share of a rank.</summary>
    /// <param name="batchRows">The rows of the batch.</param>
    /// <param name="blockSlices">The slices in a block.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="ranks">The number of ranks.</param>
    public static BatchShare Of(int batchRows, int blockSlices, int rank, int ranks)
    {
        int blocks = Whole(batchRows, blockSlices).Blocks,
            most = Largest(blocks, 1, ranks),
            unit = 1;
        while (unit < most && Largest(blocks, 2 * unit, ranks) <= most)
            unit *= 2;
        int units = SliceSums.Blocks(blocks, unit),
            each = units / ranks,
            more = units % ranks,
            first = (rank * each) + Math.Min(rank, more);
        return new BatchShare(rank, first, first + each + (rank < more ? 1 : 0), unit, blockSlices, batchRows);
    }

    /// <summary>The blocks of the rank that has most.</summary>
    private static int Largest(int blocks, int unit, int ranks)
    {
        int units = SliceSums.Blocks(blocks, unit);
        return Math.Min(blocks, (units + ranks - 1) / ranks * unit);
    }
}
