namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The order of rows of a file, as rows of the same samples in memory, in which each row of values occurs once.</summary>
internal sealed class RecordedOrder : IRowOrder
{
    private readonly int[][] _epochs;
    private int _epoch;

    public RecordedOrder(WindowedRows rows, Samples samples, TrainingOptions options)
    {
        Dictionary<string, int> known = [];
        for (int row = 0; row < samples.Count; row++)
            known.Add(KeyOf(samples, row), row);
        Count = rows.Count;
        _epochs =
        [
            .. Enumerable
                .Range(1, options.Epochs)
                .Select(epoch =>
                {
                    List<int> order = [];
                    rows.Begin(epoch, 0);
                    for (int first = 0; first < rows.Count; first += options.BatchSize)
                    {
                        foreach (int row in rows.Take(first, Math.Min(options.BatchSize, rows.Count - first)))
                            order.Add(known[KeyOf(rows.Samples, row)]);
                    }

                    return order.ToArray();
                }),
        ];
    }

    public int Count { get; }

    public string? Identity => null;

    public void Begin(int epoch, int position) => _epoch = epoch;

    public ReadOnlySpan<int> Take(int first, int rows) => _epochs[_epoch - 1].AsSpan(first, rows);

    public int? RowAt(int position) => _epochs[_epoch - 1][position];

    public void Dispose() { }

    private static string KeyOf(Samples samples, int row)
    {
        float[] values = new float[samples.Shape.Size];
        samples.CopyRow(row, values);
        return string.Join(' ', values);
    }
}
