using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Where the rows of a file of rows are: in blocks, each with the values of its rows, their labels and a checksum.</summary>
/// <param name="Size">The number of values of a row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="BlockRows">The number of rows in each block but the last.</param>
internal readonly record struct RowBlocks(int Size, int Rows, int BlockRows)
{
    /// <summary>The length of the header, behind which the first block begins.</summary>
    public const int HeaderLength = 64;

    /// <summary>The length of a label in bytes.</summary>
    public const int LabelLength = sizeof(int);

    /// <summary>The length of a block's checksum, XXH64.</summary>
    public const int ChecksumLength = sizeof(ulong);

    /// <summary>The largest block in bytes.</summary>
    public const int MaximumBytes = 1 << 28;

    // A block is read at once, from anywhere in the file. Blocks are shuffled first, so there should be many.
    private const int UsualBytes = 1 << 18;

    // With fewer rows, the same fraction of every block could not be held out.
    private const int LeastRows = 16;

    /// <summary>The number of rows in a block of about 256 KiB, at least 16.</summary>
    public static int UsualRows(int size) => Math.Max(LeastRows, UsualBytes / (size + LabelLength));

    /// <summary>The number of blocks.</summary>
    public int Count => (int)(((long)Rows + BlockRows - 1) / BlockRows);

    /// <summary>The number of rows in a block.</summary>
    public int RowsOf(int block) => (int)Math.Min(BlockRows, Rows - ((long)block * BlockRows));

    /// <summary>Where a block begins in the file.</summary>
    public long Start(int block) => HeaderLength + (block * (long)LengthOf(BlockRows));

    /// <summary>Where the last block ends.</summary>
    public long End => Start(Count - 1) + LengthOf(RowsOf(Count - 1));

    /// <summary>The length of a block of a number of rows, in bytes.</summary>
    public int LengthOf(int rows) => checked((rows * (Size + LabelLength)) + ChecksumLength);

    /// <summary>The label of a row of a block, as it is stored.</summary>
    /// <param name="block">The block's bytes.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="row">The row in the block.</param>
    public int Label(ReadOnlySpan<byte> block, int rows, int row) =>
        BinaryPrimitives.ReadInt32LittleEndian(block[((rows * Size) + (row * LabelLength))..]);
}
