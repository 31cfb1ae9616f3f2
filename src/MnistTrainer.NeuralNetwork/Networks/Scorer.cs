using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Scores one sample at a time without allocation. It owns the required memory, so each thread needs a separate scorer; the network
/// is shared. The results are bit-identical to those of <see cref="BulkScorer"/>.
/// </summary>
public sealed class Scorer : IDisposable
{
    private readonly Network _network;
    private Row<byte>? _bytes;
    private Row<float>? _floats;

    /// <param name="network">The network.</param>
    public Scorer(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
    }

    /// <summary>Scores an image.</summary>
    /// <param name="pixels">Raw pixels, as many as the network's input shape has.</param>
    /// <param name="probabilities">Receives one for each class.</param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
    public void Score(ReadOnlySpan<byte> pixels, Span<float> probabilities) => (_bytes ??= new(_network)).Score(pixels, probabilities);

    /// <summary>Scores a vector.</summary>
    /// <param name="values">Raw values, as many as the network's input shape has.</param>
    /// <param name="probabilities">Receives one for each class.</param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
    public void Score(ReadOnlySpan<float> values, Span<float> probabilities) => (_floats ??= new(_network)).Score(values, probabilities);

    /// <summary>Scores a vector, and measures the deviation over the members of an ensemble.</summary>
    /// <param name="values">Raw values, as many as the network's input shape has.</param>
    /// <param name="probabilities">Receives one for each class.</param>
    /// <param name="deviations">
    /// Receives for each of <paramref name="probabilities"/> the standard deviation over the members, with the number of members as the denominator
    /// (Lakshminarayanan, Pritzel and Blundell 2017); 0 for a single network.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
    public void Score(ReadOnlySpan<float> values, Span<float> probabilities, Span<float> deviations) =>
        (_floats ??= new(_network)).Score(values, probabilities, deviations);

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        _bytes?.Dispose();
        _floats?.Dispose();
    }

    private sealed class Row<T> : IDisposable
        where T : unmanaged, INumberBase<T>
    {
        private readonly int _classes;
        private readonly NetworkDefinition _definition;
        private readonly T[] _values;
        private readonly Workspace _workspace;
        private readonly RowPasses _passes;
        private MemberSpread? _spread;

        public Row(Network network)
        {
            _classes = network.Definition.ClassNames.Length;
            _definition = network.Definition;
            _values = new T[network.Definition.InputShape.Size];
            Samples<T> samples = new(network.Definition.InputShape, _values, labels: null, classNames: []);
            SampleBatch batch = SampleBatch.OfOne(samples, network);
            batch.Take([0]);
            _workspace = new Workspace(network, batch, capacity: 1, threads: 1, isTraining: false);
            _workspace.Prepare();
            _passes = _workspace.OfOneRow();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Score(ReadOnlySpan<T> values, Span<float> probabilities)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _values.Length, nameof(values));
            ArgumentOutOfRangeException.ThrowIfLessThan(probabilities.Length, _classes, nameof(probabilities));
            values.CopyTo(_values);
            _passes.Forward();
            OutputScores.FromOutputs(_definition, _workspace.Outputs);
            _workspace.Outputs.CopyTo(probabilities);
        }

        public void Score(ReadOnlySpan<T> values, Span<float> probabilities, Span<float> deviations)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(deviations.Length, _classes, nameof(deviations));
            _spread ??= _workspace.MeasureSpread();
            Score(values, probabilities);
            if (_spread is null)
                deviations[.._classes].Clear();
            else
                _spread.Of(0).CopyTo(deviations);
        }

        public void Dispose() => _workspace.Dispose();
    }
}
