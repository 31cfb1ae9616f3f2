using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Explains a prediction: the contribution of each unit of the last hidden layer to the net input of a class, and of each input value,
/// x ∂z/∂x (Shrikumar et al. 2016, "gradient times input"). In double precision.
/// </summary>
public sealed record ScoreExplanation
{
    private const double H = 1e-6;

    private ScoreExplanation(ImmutableArray<double> outputs, ImmutableArray<double> netInputs, LayerExplanation last) =>
        (Outputs, NetInputs, LastLayer) = (outputs, netInputs, last);

    /// <summary>The network's outputs, one per class.</summary>
    public ImmutableArray<double> Outputs { get; }

    /// <summary>The last layer's net inputs, one per class.</summary>
    public ImmutableArray<double> NetInputs { get; }

    /// <summary>The last layer: its inputs, weights and their products.</summary>
    public LayerExplanation LastLayer { get; }

    /// <summary>
    /// By class, the effect of each raw value on the class's net input: value times derivative; 0 where the raw value is 0.
    /// </summary>
    public ImmutableDictionary<int, ImmutableArray<double>> InputEffects { get; private init; } =
        ImmutableDictionary<int, ImmutableArray<double>>.Empty;

    /// <summary>Explains the network's scores for a sample.</summary>
    /// <param name="network">The network; its last layer is dense.</param>
    /// <param name="sample">The raw values; their number is the size of the network's input shape.</param>
    /// <param name="classes">The classes to compute <see cref="InputEffects"/> for.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public static ScoreExplanation Of(
        Network network,
        ReadOnlySpan<byte> sample,
        IReadOnlyList<int> classes,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, network.Definition.InputShape.Size, nameof(sample));
        ExactNetwork exact = new(network);
        double[] raw = new double[sample.Length];
        for (int i = 0; i < raw.Length; i++)
            raw[i] = sample[i];
        ExactLayerPass last = exact.Forward([raw])[^1];
        ReadOnlySpan<double> parameters = exact.Parameters.AsSpan(network.Kernels[^1].FirstParameter, network.Kernels[^1].ParameterCount);
        LayerExplanation layer = LayerExplanation.Of(
            (Dense)network.Definition.Layers[^1],
            last,
            parameters,
            new double[last.Outputs[0].Length],
            learningRate: 0
        );

        Dictionary<int, double[]> effects = classes.Distinct().ToDictionary(one => one, _ => new double[raw.Length]);
        for (int i = 0; i < raw.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (raw[i] == 0)
                continue;
            double value = raw[i];
            double[] above = At(value + H),
                below = At(value - H);
            raw[i] = value;
            foreach ((int one, double[] effect) in effects)
                effect[i] = value * (above[one] - below[one]) / (2 * H);

            double[] At(double changed)
            {
                raw[i] = changed;
                return exact.Forward([raw])[^1].NetInputs[0];
            }
        }

        return new ScoreExplanation([.. last.Outputs[0]], [.. last.NetInputs[0]], layer)
        {
            InputEffects = effects.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray()),
        };
    }
}
