namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Scores one sample at a time in double precision, by the textbook formulas. Hundreds of times slower than <see cref="Scorer"/>, it keeps what that one does not: the
/// values of every layer, and gradients for the sample itself. Immutable and thread-safe.
/// </summary>
public sealed class ExactScorer
{
    private readonly ExactNetwork _exact;

    /// <param name="network">The network that scores; its parameters are copied.</param>
    public ExactScorer(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (Network, _exact) = (network, new ExactNetwork(network));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Runs a sample through all layers, as it is and not moved (<see cref="NetworkDefinition.TestTimeShift"/>).</summary>
    /// <param name="sample">Raw values, as many as the network's input shape has.</param>
    /// <exception cref="ArgumentException">The length does not fit the network.</exception>
    public SampleTrace Trace(ReadOnlySpan<double> sample)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, Network.Definition.InputShape.Size, nameof(sample));
        return new SampleTrace(Network, _exact, _exact.Forward([sample.ToArray()]));
    }
}
