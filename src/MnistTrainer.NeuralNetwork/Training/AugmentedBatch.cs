using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A batch whose images are changed at random as they are taken. The variants are kept for the whole step, as the gradient reads the inputs
/// again. What becomes of a row follows from the seed, the number of the step and the row's place in the batch, not from the thread.
/// </summary>
internal sealed unsafe class AugmentedBatch : SampleBatch
{
    private readonly Samples<byte> _samples;
    private readonly int[] _batchRows;
    private readonly byte[] _variants;
    private readonly SampleBatch<byte> _batch;
    private readonly IAugmenter[] _augmenters;
    private readonly RandomSource[] _randoms;
    private readonly ulong _seed;
    private ulong _step;

    /// <param name="samples">Where images come from.</param>
    /// <param name="network">The network that reads them.</param>
    /// <param name="capacity">The most rows a batch has.</param>
    /// <param name="options">The augmentation, which must be there, the seed and the threads.</param>
    public AugmentedBatch(Samples<byte> samples, Network network, int capacity, TrainingOptions options)
    {
        int threads = options.EffectiveThreads;
        _samples = samples;
        _batchRows = new int[capacity];
        _variants = new byte[checked(capacity * samples.Shape.Size)];
        _batch = new SampleBatch<byte>(
            new Samples<byte>(samples.Shape, _variants, null, []),
            network.Definition.Scaling,
            capacity,
            IsSparse(samples, network)
        );
        _batch.Take([.. Enumerable.Range(0, capacity)]);
        _augmenters = [.. Enumerable.Range(0, threads).Select(_ => options.Augmentation!.CreateAugmenter(samples.Shape))];
        _seed = options.Seed;
        _randoms = [.. Enumerable.Range(0, threads).Select(_ => new RandomSource(_seed))];
    }

    public override int Width => _batch.Width;

    public override float* Rows => _batch.Rows;

    public override float Background => _batch.Background;

    public override void Take(ReadOnlySpan<int> rows, long step = 0)
    {
        rows.CopyTo(_batchRows);
        _step = (ulong)step;
    }

    public override int SampleRow(int row) => _batchRows[row];

    public override float Weight(int row) => _samples.Weights.IsEmpty ? 1 : _samples.Weights[_batchRows[row]];

    public override void Fill(int fromRow, int toRow, int worker)
    {
        RandomSource random = _randoms[worker];
        for (int row = fromRow; row < toRow; row++)
        {
            random.Restart(_seed, RandomStream.OfRow(_step, row));
            _augmenters[worker].Apply(_samples.Row(_batchRows[row]), _variants.AsSpan(row * Width, Width), random);
        }

        _batch.Fill(fromRow, toRow, worker);
    }

    public override int NonZeros(int row, int* columns, float* values) => _batch.NonZeros(row, columns, values);

    public override void Gather(int from, int to, int rows, ColumnLists lists) => _batch.Gather(from, to, rows, lists);
}
