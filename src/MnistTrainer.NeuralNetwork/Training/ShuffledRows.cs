namespace MnistTrainer.NeuralNetwork;

/// <summary>All samples are in memory, and the order of each epoch is a shuffle of the order before it.</summary>
/// <param name="count">The number of samples.</param>
/// <param name="seed">The seed of the training.</param>
internal sealed class ShuffledRows(int count, ulong seed) : IRowOrder
{
    private readonly int[] _order = [.. Enumerable.Range(0, count)];
    private readonly RandomSource _random = new(seed, RandomStream.Shuffling);
    private int _shuffles;

    public int Count => _order.Length;

    public string? Identity => null;

    // A resumed training repeats the shuffles of all epochs.
    public void Begin(int epoch, int position)
    {
        for (; _shuffles < epoch; _shuffles++)
            _random.Shuffle(_order.AsSpan());
    }

    public ReadOnlySpan<int> Take(int first, int rows) => _order.AsSpan(first, rows);

    public int? RowAt(int position) => _order[position];

    public void Dispose() { }
}
