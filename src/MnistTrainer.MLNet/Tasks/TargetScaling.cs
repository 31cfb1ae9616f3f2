using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Standardizes targets to a mean of 0 and a standard deviation of 1 during training, the range that learning rates and initializers assume: training on prices
/// around 100,000 would hardly converge. The output layer is linear, so its parameters absorb the inverse afterwards:
/// y = s (w h + b) + m = (s w) h + (s b + m).
/// </summary>
/// <param name="Mean">m, the mean: the original value of a scaled target of 0.</param>
/// <param name="Deviation">s, the standard deviation, above 0.</param>
internal readonly record struct TargetScaling(float Mean, float Deviation)
{
    private const double RoundingError = 1e-12;

    /// <summary>No scaling.</summary>
    public static TargetScaling None => new(0, 1);

    /// <summary>The scaling that standardizes weighted targets.</summary>
    /// <param name="targets">Finite targets, with weights above 0.</param>
    /// <param name="hasBias">Whether the output layer has a bias. Without one it cannot absorb the mean, so targets are scaled around 0.</param>
    public static TargetScaling Of(IEnumerable<(float Target, float Weight)> targets, bool hasBias)
    {
        // D. West 1979, after Welford 1962: one pass, without subtracting large sums.
        double mean = 0,
            squares = 0,
            total = 0;
        foreach ((float target, float weight) in targets)
        {
            double difference = target - mean;
            total += weight;
            mean += hasBias ? difference * weight / total : 0;
            squares += weight * difference * (target - mean);
        }

        float deviation = (float)Math.Sqrt(total > 0 ? squares / total : 0);

        // Targets that are equal except for rounding have no deviation to scale by.
        return new TargetScaling((float)mean, deviation > RoundingError * Math.Abs(mean) ? deviation : 1);
    }

    /// <summary>Scales the targets of samples.</summary>
    public Samples Scale(Samples samples)
    {
        if (this == None)
            return samples;
        float[] targets = new float[samples.Count];
        for (int row = 0; row < targets.Length; row++)
            targets[row] = (float)(((double)samples.Targets[row] - Mean) / Deviation);
        return samples.WithTargets(targets, samples.ClassNames[0]);
    }

    /// <summary>Converts a network with scaled outputs to one with unscaled outputs.</summary>
    public Network Unscale(Network network) => WithLastLayer(network, Deviation, Mean);

    /// <summary>Converts a network with unscaled outputs to one with scaled outputs.</summary>
    public Network Scale(Network network) => WithLastLayer(network, 1 / Deviation, -Mean / Deviation);

    private Network WithLastLayer(Network network, float factor, float offset)
    {
        if (this == None)
            return network;
        float[] parameters = network.Parameters.ToArray();
        int last = network.Definition.Layers.Length - 1,
            length = parameters.Length / network.Definition.Members;
        for (int end = length; end <= parameters.Length; end += length)
        {
            foreach (ref float parameter in parameters.AsSpan(0, end)[^network.LayerParameters(last).Length..])
                parameter *= factor;
            if (((Dense)network.Definition.Layers[last]).UseBias)
                parameters[end - 1] += offset;
        }

        return Network.Create(network.Definition, parameters);
    }
}
