using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Explains a prediction: the contribution of each unit of the last hidden layer to the net input of a class, and of each input value,
/// x ∂z/∂x (Shrikumar et al. 2016, "gradient times input"). In double precision.
/// </summary>
public sealed record ScoreExplanation
{
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
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
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
        double[] raw = new double[sample.Length];
        for (int i = 0; i < raw.Length; i++)
            raw[i] = sample[i];
        SampleTrace trace = new ExactScorer(network).Trace(raw);
        double[] parameters = [.. network.LayerParameters(network.Kernels.Length - 1).ToArray().Select(parameter => (double)parameter)];
        LayerTrace last = trace.Layers[^1];
        LayerExplanation layer = LayerExplanation.Of(
            (Dense)last.Layer,
            trace.LastPass,
            parameters,
            new double[last.Outputs.Length],
            learningRate: 0
        );
        return new ScoreExplanation(last.Outputs, last.NetInputs, layer) { InputEffects = EffectsOf(trace, raw, classes, cancellation) };
    }

    private static ImmutableDictionary<int, ImmutableArray<double>> EffectsOf(
        SampleTrace trace,
        double[] raw,
        IReadOnlyList<int> classes,
        CancellationToken cancellation
    )
    {
        Dictionary<int, ImmutableArray<double>> effects = [];
        foreach (int one in classes)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] errors = new double[trace.Scores.Length];
            errors[one] = 1;
            effects[one] = [.. trace.InputGradient(errors).Zip(raw, (derivative, value) => value * derivative)];
        }

        return effects.ToImmutableDictionary();
    }
}
