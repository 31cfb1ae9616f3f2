using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Memory of a step of which each rank computes a part, and needs all.</summary>
internal abstract class SharedMemory
{
    /// <summary>Called before an exchange.</summary>
    /// <param name="own">This rank's share.</param>
    public virtual void Begin(in BatchShare own) { }

    /// <summary>What a rank has computed.</summary>
    public abstract Span<byte> Of(in BatchShare share);

    /// <summary>Called after an exchange.</summary>
    /// <param name="own">This rank's share.</param>
    public virtual void End(in BatchShare own) { }
}

/// <summary>Rows of the batch.</summary>
internal sealed class SharedRows(RowBuffer rows) : SharedMemory
{
    public override Span<byte> Of(in BatchShare share) => MemoryMarshal.AsBytes(rows.Of(share.FirstRow, share.EndRow));
}

/// <summary>What is kept of each slice of rows.</summary>
internal sealed class SharedSlices<T>(Memory<T> slices, int length) : SharedMemory
    where T : unmanaged
{
    public override Span<byte> Of(in BatchShare share) =>
        MemoryMarshal.AsBytes(slices.Span[(share.FirstSlice * length)..(share.EndSlice * length)]);
}

/// <summary>The parts of a gradient that slices have contributed. A rank sends their sum over each of its units, which then take the place of the parts.</summary>
internal sealed class SharedSums(SliceSums sums) : SharedMemory
{
    public override void Begin(in BatchShare own)
    {
        for (int unit = own.FirstUnit; unit < own.EndUnit; unit++)
        {
            int first = unit * own.UnitBlocks;
            sums.Join(first, Math.Min(own.UnitBlocks, own.EndBlock - first), unit);
        }
    }

    public override Span<byte> Of(in BatchShare share) => MemoryMarshal.AsBytes(sums.Of(share.FirstUnit, share.EndUnit));
}

/// <summary>The rows of the samples. Every rank has them, except for what is drawn at random of each.</summary>
internal sealed class SharedSamples(SampleBatch batch) : SharedMemory
{
    public override Span<byte> Of(in BatchShare share) => batch.Drawn(share.FirstRow, share.EndRow);

    public override void End(in BatchShare own)
    {
        batch.FillDrawn(0, own.FirstRow);
        batch.FillDrawn(own.EndRow, own.BatchRows);
    }
}

/// <summary>Memory that each rank has computed some part of, whatever the batch.</summary>
/// <param name="parts">The part of each rank.</param>
internal sealed class SharedParts<T>(Memory<T>[] parts) : SharedMemory
    where T : unmanaged
{
    public override Span<byte> Of(in BatchShare share) => MemoryMarshal.AsBytes(parts[share.Rank].Span);
}
