namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A double-precision reference implementation of a network: textbook formulas, one sample at a time, slow and obvious. The kernels are
/// checked against it.
/// </summary>
internal sealed class ExactNetwork
{
    private readonly Network _network;

    public ExactNetwork(Network network)
    {
        network.CheckIsSingle();
        _network = network;
        Parameters = [.. network.Parameters.ToArray().Select(parameter => (double)parameter)];
    }

    /// <summary>All parameters; mutable.</summary>
    public double[] Parameters { get; }

    /// <summary>Runs the forward pass and returns every layer's inputs and outputs.</summary>
    /// <param name="samples">Raw values, row by row.</param>
    /// <param name="isTraining">Whether layers behave as in training.</param>
    /// <param name="seed">The seed of the layers' randomness.</param>
    /// <param name="step">The step number, from 1.</param>
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
            passes[layer] = _network.Definition.Layers[layer].Exact(kernel.Input, rows, parameters, pass);
            rows = passes[layer].Outputs;
        }

        return passes;
    }

    /// <summary>The mean training loss of the samples with the L2 penalty, but without the L1 penalty, which has a step of its own.</summary>
    /// <param name="rows">Raw values, row by row.</param>
    /// <param name="samples">The same rows with their labels or targets, and weights.</param>
    /// <param name="options">The loss, its targets, the penalties and the seed.</param>
    public double Loss(double[][] rows, Samples samples, TrainingOptions options)
    {
        double[][] outputs = Forward(rows, isTraining: true, options.Seed)[^1].Outputs;
        double sum = 0;
        for (int row = 0; row < outputs.Length; row++)
        {
            int width = outputs[row].Length;
            double[] target = samples.HasTargets
                ? Target(samples.Targets.Slice(row * width, width), options)
                : Target(samples.Labels[row], width, options);
            sum += (samples.Weights.IsEmpty ? 1 : samples.Weights[row]) * options.Loss.Exact(outputs[row], target);
        }

        return (sum / outputs.Length) + Penalty(options.Regularization);
    }

    /// <summary>The target outputs for numeric targets, each of which is a probability of the first of two classes where labels are smoothed.</summary>
    private static double[] Target(ReadOnlySpan<float> targets, TrainingOptions options)
    {
        double on = options.Targets.On,
            off = options.Targets.Off,
            smoothing = options.LabelSmoothing;
        return [.. targets.ToArray().Select(value => off + ((on - off) * ((value * (1 - smoothing)) + (smoothing / 2))))];
    }

    /// <summary>The target outputs of a class.</summary>
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
                    sum += regularization.L2 * w * w / 2;
                first += (int)tensor.Count;
            }
        }

        return sum;
    }
}
