namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Scores blocks of rows with matrix products: the caller writes rows into the scorer's memory and reads the outputs from it. The results are bit-identical
/// to those of <see cref="Scorer"/>. Not thread-safe; may use several threads internally.
/// </summary>
public sealed class BlockScorer : IDisposable
{
    /// <summary>The maximum number of rows of a block.</summary>
    public const int MaximumRows = BulkScorer.BatchRows;

    private readonly Network _network;
    private readonly Samples<float> _samples;
    private readonly float[] _values;
    private readonly int _width;
    private readonly int _classes;
    private readonly int _threads;
    private readonly float[] _outputs;
    private BulkScorer? _scorer;

    /// <param name="network">The network that scores.</param>
    /// <param name="rows">The maximum number of rows of a block, from 1 to <see cref="MaximumRows"/>.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    public BlockScorer(Network network, int rows, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaximumRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _network = network;
        _threads = threads;
        _width = network.Definition.InputShape.Size;
        _classes = network.Definition.ClassNames.Length;
        _values = new float[checked(rows * _width)];
        _outputs = new float[checked(rows * _classes)];
        _samples = new Samples<float>(network.Definition.InputShape, _values, labels: null, classNames: []);
        Rows = rows;
    }

    /// <summary>The maximum number of rows of a block.</summary>
    public int Rows { get; }

    /// <summary>The raw values of a row, which the caller writes before <see cref="Score"/>.</summary>
    public Span<float> Values(int row) => _values.AsSpan(row * _width, _width);

    /// <summary>The outputs for a row of the last <see cref="Score"/>: one probability for each class, or the single output of the network.</summary>
    public ReadOnlySpan<float> Outputs(int row) => _outputs.AsSpan(row * _classes, _classes);

    /// <summary>Whether the deviation over the members of an ensemble is measured. Default: false.</summary>
    public bool MeasuresDeviations { get; init; }

    /// <summary>
    /// The deviation of each of <see cref="Outputs"/> over the members of an ensemble, as <see cref="BulkScorer.Deviations"/> has it. Empty for a single network, or without
    /// <see cref="MeasuresDeviations"/>.
    /// </summary>
    public ReadOnlySpan<float> Deviations(int row) => _scorer is null ? [] : _scorer.Deviations(row);

    /// <summary>Scores the first rows of the block.</summary>
    /// <param name="rows">The number of rows, from 0 to <see cref="Rows"/>.</param>
    public void Score(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)rows, (uint)Rows, nameof(rows));
        if (rows == 0)
            return;
        if (_scorer is null)
        {
            // Created here because the way rows are read depends on how many of their values are zero.
            _scorer = new BulkScorer(_network, _samples, _threads) { MeasuresDeviations = MeasuresDeviations };
            _scorer.Prepare();
        }

        _scorer.ScoreBatch(0, rows).CopyTo(_outputs);
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose() => _scorer?.Dispose();
}
