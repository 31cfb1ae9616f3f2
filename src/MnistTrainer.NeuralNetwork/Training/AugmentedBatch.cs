using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A batch of randomly augmented images. The variants are kept for the whole step, because the gradient reads the inputs again. A row's
/// variant depends on the seed, the step number and the row's position in the batch, not on the thread.
/// </summary>
internal sealed unsafe class AugmentedBatch : SampleBatch
{
    private readonly Samples<byte> _samples;
    private readonly int[] _batchRows;
    private readonly byte[] _variants;
    private readonly Samples<byte> _variantSamples;
    private readonly SampleBatch<byte> _batch;
    private readonly IAugmenter[] _augmenters;
    private readonly RandomSource[] _randoms;
    private readonly ulong _seed;
    private ulong _step;

    /// <param name="samples">The images.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    /// <param name="options">The augmentation, which must not be null, the seed and the number of threads.</param>
    public AugmentedBatch(Samples<byte> samples, Network network, int capacity, TrainingOptions options)
    {
        int threads = options.EffectiveThreads;
        _samples = samples;
        _batchRows = new int[capacity];
        _variants = new byte[checked(capacity * samples.Shape.Size)];
        _variantSamples = new Samples<byte>(samples.Shape, _variants, null, []);
        _batch = new SampleBatch<byte>(
            _variantSamples,
            network.Definition.Scaling,
            capacity,
            RowsOf(samples, network, capacity, threads, isTraining: true)
        );
        _batch.Take([.. Enumerable.Range(0, capacity)]);
        _augmenters = [.. Enumerable.Range(0, threads).Select(_ => options.Augmentation!.CreateAugmenter(samples.Shape))];
        _seed = options.Seed;
        _randoms = [.. Enumerable.Range(0, threads).Select(_ => new RandomSource(_seed))];
    }

    public override int Width => _batch.Width;

    public override bool IsSparse => _batch.IsSparse;

    public override float* Rows(int row, int worker) => _batch.Rows(row, worker);

    public override float Background => _batch.Background;

    public override void Take(ReadOnlySpan<int> rows, long step = 0)
    {
        rows.CopyTo(_batchRows);
        _step = (ulong)step;
    }

    public override int SampleRow(int row) => _batchRows[row];

    public override Samples Source => _variantSamples;

    public override int SourceRow(int row) => row;

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

    public override Span<byte> Drawn(int fromRow, int toRow) => _variants.AsSpan((fromRow * Width)..(toRow * Width));

    public override void FillDrawn(int fromRow, int toRow) => _batch.FillDrawn(fromRow, toRow);

    public override int NonZeros(int row, int* columns, float* values) => _batch.NonZeros(row, columns, values);

    public override void Gather(int from, int to, int rows, ColumnLists lists) => _batch.Gather(from, to, rows, lists);
}
