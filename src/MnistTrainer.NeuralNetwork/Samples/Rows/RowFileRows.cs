namespace MnistTrainer.NeuralNetwork;

/// <summary>Rows of a file of rows that are collected in memory.</summary>
/// <param name="file">The file.</param>
/// <param name="count">Their number.</param>
internal sealed class RowFileRows(RowFile file, int count)
{
    private readonly byte[] _values = GC.AllocateUninitializedArray<byte>(checked(count * file.Shape.Size));
    private readonly int[] _labels = new int[count];
    private int _added;

    /// <summary>Adds a row of a block.</summary>
    /// <param name="bytes">The block's bytes.</param>
    /// <param name="block">The block.</param>
    /// <param name="row">The row in it.</param>
    public void Add(ReadOnlySpan<byte> bytes, int block, int row)
    {
        int size = file.Shape.Size;
        file.CopyRow(bytes, row, _values.AsSpan(_added * size, size));
        _labels[_added++] = file.ClassOf(bytes, block, row);
    }

    /// <summary>The rows, once all are added.</summary>
    public Samples<byte> ToSamples() => new(file.Shape, _values, _labels, file.ClassNames);
}
