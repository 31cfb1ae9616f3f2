using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Standardizes targets to a mean of 0 and a standard deviation of 1 during training, the range that learning rates and initializers assume: training on prices
/// around 100,000 would hardly converge, and the weight of each output would depend on the square of its unit. The output layer is linear, so its parameters can absorb the
/// inverse after training: y = s (w h + b) + m = (s w) h + (s b + m). After that, a single output can be clamped to the range of the targets: no average of theirs is beyond.
/// </summary>
/// <param name="Outputs">The scaling of each output; empty for none.</param>
public sealed record TargetScaling(ImmutableArray<OutputScaling> Outputs)
{
    /// <summary>No scaling.</summary>
    public static TargetScaling None { get; } = new([]);

    /// <summary>The least and the greatest target, to which <see cref="Unscale"/> clamps a single output; null for an output without bounds. Default: null.</summary>
    public (float Least, float Greatest)? Range { get; init; }

    /// <summary>Whether there is no scaling.</summary>
    public bool IsNone => Outputs.All(output => output == OutputScaling.None);

    /// <summary>The scaling that standardizes the targets of samples, taking weights into account.</summary>
    /// <param name="samples">Samples with targets.</param>
    /// <param name="hasBias">Whether the output layer has biases. Without biases, it cannot absorb the means, so targets are scaled around 0.</param>
    public static TargetScaling Of(Samples samples, bool hasBias)
    {
        ArgumentNullException.ThrowIfNull(samples);
        int outputs = samples.ClassNames.Count;
        TargetStatistics statistics = new(outputs, hasBias);
        for (int row = 0; row < samples.Count; row++)
            statistics.Add(samples.Targets.Slice(row * outputs, outputs), samples.Weights.IsEmpty ? 1 : samples.Weights[row]);
        return statistics.ToScaling();
    }

    /// <summary>Scales the targets of samples.</summary>
    public Samples Scale(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (IsNone)
            return samples;
        float[] targets = new float[samples.Targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            OutputScaling output = Outputs[i % Outputs.Length];
            targets[i] = (float)(((double)samples.Targets[i] - output.Mean) / output.Deviation);
        }

        return samples.WithTargets(targets, samples.ClassNames);
    }

    /// <summary>Converts a network with scaled outputs to one with unscaled outputs, clamped to <see cref="Range"/>.</summary>
    public Network Unscale(Network network) =>
        WithLastLayer(
            network,
            output => (output.Deviation, output.Mean),
            activation => Range is (float least, float greatest) && least < greatest ? new Clamp(least, greatest) : activation
        );

    /// <summary>Converts a network with unscaled outputs to one with scaled outputs, which are not clamped: training cannot move those that are, as their slope is 0.</summary>
    public Network Scale(Network network) =>
        WithLastLayer(
            network,
            output => (1 / output.Deviation, -output.Mean / output.Deviation),
            activation => activation is Clamp ? Activation.Identity : activation
        );

    // Weights lie input by input, one for each output, and are followed by the biases.
    private Network WithLastLayer(
        Network network,
        Func<OutputScaling, (float Factor, float Offset)> conversion,
        Func<Activation, Activation> activate
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        if (Outputs.IsEmpty)
            return network;
        (float Factor, float Offset)[] outputs = [.. Outputs.Select(conversion)];
        float[] parameters = network.Parameters.ToArray();
        Dense dense = (Dense)network.Definition.Layers[^1];
        int last = network.Definition.Layers.Length - 1,
            length = parameters.Length / network.Definition.Members,
            weights = network.LayerParameters(last).Length;
        for (int end = length; end <= parameters.Length; end += length)
        {
            Span<float> layer = parameters.AsSpan(end - weights, weights);
            for (int i = 0; i < layer.Length; i++)
                layer[i] *= outputs[i % outputs.Length].Factor;
            for (int i = 0; dense.UseBias && i < outputs.Length; i++)
                layer[^(outputs.Length - i)] += outputs[i].Offset;
        }

        ImmutableArray<Layer> layers = network.Definition.Layers.SetItem(last, dense with { Activation = activate(dense.Activation) });
        return Network.Create(network.Definition with { Layers = layers }, parameters);
    }
}

/// <summary>The scaling of the targets of one output.</summary>
/// <param name="Mean">m, the mean: the original value of a scaled target of 0.</param>
/// <param name="Deviation">s, the standard deviation, above 0.</param>
public readonly record struct OutputScaling(float Mean, float Deviation)
{
    /// <summary>No scaling.</summary>
    public static OutputScaling None => new(0, 1);
}
