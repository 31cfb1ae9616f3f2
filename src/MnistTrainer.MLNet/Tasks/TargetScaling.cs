using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Targets are brought to a mean of 0 and a standard deviation of 1 while a network learns, for which learning rates and random weights are made: prices of 100,000 would
/// take it for ever. Its last layer is linear, so that what brings them back goes into the layer's parameters afterwards: y = s (w h + b) + m = (s w) h + (s b + m).
/// </summary>
/// <param name="Mean">m, what a target of 0 stands for.</param>
/// <param name="Deviation">s, what a target of 1 adds; above 0.</param>
internal readonly record struct TargetScaling(float Mean, float Deviation)
{
    private const double RoundingError = 1e-12;

    /// <summary>Targets as they are.</summary>
    public static TargetScaling None => new(0, 1);

    /// <summary>The scaling for some targets, each with how much it counts.</summary>
    /// <param name="targets">Finite numbers, and weights above 0.</param>
    /// <param name="hasBias">Whether the last layer has a bias; without one, it cannot hold the mean, and targets are scaled about 0.</param>
    public static TargetScaling Of(IEnumerable<(float Target, float Weight)> targets, bool hasBias)
    {
        // D. West 1979, after Welford 1962: in one pass, without a difference of large sums.
        double mean = 0,
            squares = 0,
            all = 0;
        foreach ((float target, float weight) in targets)
        {
            double difference = target - mean;
            all += weight;
            mean += hasBias ? difference * weight / all : 0;
            squares += weight * difference * (target - mean);
        }

        float deviation = (float)Math.Sqrt(all > 0 ? squares / all : 0);

        // Where all targets are alike but for rounding, the mean says it all.
        return new TargetScaling((float)mean, deviation > RoundingError * Math.Abs(mean) ? deviation : 1);
    }

    /// <summary>Samples with scaled targets.</summary>
    public Samples Scale(Samples samples)
    {
        if (this == None)
            return samples;
        float[] targets = new float[samples.Count];
        for (int row = 0; row < targets.Length; row++)
            targets[row] = (float)(((double)samples.Targets[row] - Mean) / Deviation);
        return samples.WithTargets(targets, samples.ClassNames[0]);
    }

    /// <summary>The network that gives targets as they are, of one that gives scaled ones.</summary>
    public Network Unscale(Network network) => WithLastLayer(network, Deviation, Mean);

    /// <summary>The network that gives scaled targets, of one that gives them as they are.</summary>
    public Network Scale(Network network) => WithLastLayer(network, 1 / Deviation, -Mean / Deviation);

    private Network WithLastLayer(Network network, float factor, float offset)
    {
        if (this == None)
            return network;
        float[] parameters = network.Parameters.ToArray();
        int last = network.Definition.Layers.Length - 1;
        foreach (ref float parameter in parameters.AsSpan(^network.LayerParameters(last).Length..))
            parameter *= factor;
        if (((Dense)network.Definition.Layers[last]).UseBias)
            parameters[^1] += offset;
        return Network.Create(network.Definition, parameters);
    }
}
