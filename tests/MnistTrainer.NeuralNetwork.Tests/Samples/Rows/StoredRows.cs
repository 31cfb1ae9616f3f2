namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Small files of rows in a temporary folder.</summary>
internal sealed class StoredRows : IDisposable
{
    private readonly List<RowFile> _open = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("mnist-rows-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes samples.</summary>
    public RowFile Write(Samples<byte> samples, int blockRows, string name = "rows")
    {
        RowFileWriter.Write(
            this[name],
            samples.Shape,
            "tests",
            writer =>
            {
                for (int row = 0; row < samples.Count; row++)
                    writer.Add(samples.Row(row), samples.Labels[row]);
                writer.ClassNames = samples.ClassNames;
            },
            blockRows
        );
        return Open(name);
    }

    /// <summary>Writes rows whose values are their number, and whose class is its last digit.</summary>
    public RowFile WriteNumbered(int count, int blockRows) => Write(Numbered(count), blockRows);

    public RowFile Open(string name = "rows")
    {
        var file = RowFile.Open(this[name]);
        _open.Add(file);
        return file;
    }

    /// <summary>The number of such a row.</summary>
    public static int NumberOf(ReadOnlySpan<byte> row) => (row[2] << 16) | (row[1] << 8) | row[0];

    public static Samples<byte> Numbered(int count)
    {
        byte[] values = [.. Enumerable.Range(0, count).SelectMany(row => new[] { (byte)row, (byte)(row >> 8), (byte)(row >> 16) })];
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % 10)];
        return new Samples<byte>(Shape.Vector(3), values, labels, [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")]);
    }

    public void Dispose()
    {
        foreach (RowFile file in _open)
            file.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
