namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A network in double precision: formulas as in the books, one sample at a time, slow and obvious. Kernels are checked against it, and people can
/// follow it.
/// </summary>
internal sealed class ExactNetwork
{
    private readonly Network _network;

    public ExactNetwork(Network network)
    {
        _network = network;
        Parameters = [.. network.Parameters.ToArray().Select(parameter => (double)parameter)];
    }

    /// <summary>All parameters, which may be changed.</summary>
    public double[] Parameters { get; }

    /// <summary>What every layer makes of raw samples.</summary>
    /// <param name="samples">Raw values, row by row.</param>
    /// <param name="isTraining">Whether they are learned from.</param>
    /// <param name="seed">Where the randomness of layers begins.</param>
    /// <param name="step">The number of the step, 1 for the first.</param>
    public ExactLayerPass[] Forward(double[][] samples, bool isTraining = false, ulong seed = 0, ulong step = 1)
    {
        (double offset, double factor) = (_network.Definition.Scaling.Offset, _network.Definition.Scaling.Factor);
        double[][] rows = [.. samples.Select(row => row.Select(value => offset + (factor * value)).ToArray())];
        ExactLayerPass[] passes = new ExactLayerPass[_network.Kernels.Length];
        for (int layer = 0; layer < passes.Length; layer++)
        {
            LayerKernel kernel = _network.Kernels[layer];
            ReadOnlySpan<double> parameters = Parameters.AsSpan(kernel.FirstParameter, kernel.ParameterCount);
            ExactPass pass = new(isTraining, isTraining ? RandomStream.SeedOfLayer(seed, layer) : 0, step);
            passes[layer] = _network.Definition.Layers[layer].Exact(rows, parameters, pass);
            rows = passes[layer].Outputs;
        }

        return passes;
    }

    /// <summary>The mean loss of samples that are learned from, with the penalties on weights.</summary>
    /// <param name="samples">Raw values, row by row.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="weights">How much each counts; empty where all count alike.</param>
    /// <param name="options">The loss, its targets, penalties and the seed.</param>
    public double Loss(double[][] samples, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, TrainingOptions options)
    {
        double[][] outputs = Forward(samples, isTraining: true, options.Seed)[^1].Outputs;
        double sum = 0;
        for (int row = 0; row < outputs.Length; row++)
            sum +=
                (weights.IsEmpty ? 1 : weights[row]) * options.Loss.Exact(outputs[row], Target(labels[row], outputs[row].Length, options));
        return (sum / outputs.Length) + Penalty(options.Regularization);
    }

    /// <summary>The outputs that a class asks for.</summary>
    public static double[] Target(int label, int classes, TrainingOptions options)
    {
        double on = options.Targets.On,
            off = options.Targets.Off,
            smoothing = options.LabelSmoothing;
        return
        [
            .. Enumerable
                .Range(0, classes)
                .Select(i => (((i == label ? on : off) - off) * (1 - smoothing)) + off + ((on - off) * smoothing / classes)),
        ];
    }

    private double Penalty(Regularization regularization)
    {
        double sum = 0;
        foreach ((Layer layer, LayerKernel kernel) in _network.Definition.Layers.Zip(_network.Kernels))
        {
            int first = kernel.FirstParameter;
            foreach (ParameterTensor tensor in layer.Tensors(kernel.Input))
            {
                foreach (double w in tensor.IsPenalized ? Parameters.AsSpan(first, (int)tensor.Count) : [])
                    sum += (regularization.L1 * Math.Abs(w)) + (regularization.L2 * w * w / 2);
                first += (int)tensor.Count;
            }
        }

        return sum;
    }
}
