namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Scores one sample at a time in double precision, by the textbook formulas. It is hundreds of times slower than <see cref="Scorer"/>, but provides the values
/// of every layer and gradients with respect to the sample. Immutable and thread-safe.
/// </summary>
public sealed class ExactScorer
{
    private readonly ExactNetwork _exact;

    /// <param name="network">The network; its parameters are copied.</param>
    public ExactScorer(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (Network, _exact) = (network, new ExactNetwork(network));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Runs a sample through all layers, without shifting it (<see cref="NetworkDefinition.TestTimeShift"/>).</summary>
    /// <param name="sample">Raw values, as many as the network's input shape has.</param>
    /// <exception cref="ArgumentException">The length does not fit the network.</exception>
    public SampleTrace Trace(ReadOnlySpan<double> sample)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, Network.Definition.InputShape.Size, nameof(sample));
        return new SampleTrace(Network, _exact, _exact.Forward([sample.ToArray()]));
    }
}
