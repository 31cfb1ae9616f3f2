using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>The images of Parquet files, of which one group of rows is in memory at a time: the last that was asked for. Serves any number of threads.</summary>
/// <param name="memory">The memory for a group, in bytes.</param>
internal sealed class ParquetGroups(long memory)
{
    private readonly Lock _lock = new();
    private (DataFile File, int Group, ParquetColumn Images)? _held;

    /// <summary>Ensures that a group fits into the memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="group">The index of the group.</param>
    /// <param name="fields">The columns that are read.</param>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void Check(ParquetFile file, int group, IEnumerable<DataField> fields) => file.CheckGroup(group, fields, memory);

    /// <summary>Returns what opens an image.</summary>
    /// <param name="source">The file.</param>
    /// <param name="group">The index of the group.</param>
    /// <param name="row">The row in it.</param>
    public Func<Stream> Opener(DataFile source, int group, int row) =>
        () => new MemoryStream(Read(source, group).BytesOf(row).ToArray(), writable: false);

    private ParquetColumn Read(DataFile source, int group)
    {
        lock (_lock)
        {
            if (_held is { } held && held.File == source && held.Group == group)
                return held.Images;
            _held = null;
            using var file = ParquetFile.Open(source);
            ParquetColumn images = file.Read(group, ParquetLayout.Of(file).Image ?? throw ParquetFile.Damaged(source.Path));
            _held = (source, group, images);
            return images;
        }
    }
}
